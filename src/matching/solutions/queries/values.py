"""What matching and search read of solutions."""

from collections.abc import Collection
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.database.lists import Conditions, Listing
from matching.solutions.joins import PUBLIC, SOURCE
from matching.solutions.permissions import Permission
from matching.solutions.views import ComparedSolution, PublicSolution

COMPARED = Listing(
    row=ComparedSolution,
    columns="""
        o.id, o.startup AS startup_id, o.edition, o.title_ja, o.title_en, o.categories,
        o.site_types, o.regions, o.conditions, o.readiness, o.on_sale_since, o.not_on_sale,
        CASE WHEN shown.price THEN o.price_yen END AS price_yen,
        CASE WHEN shown.price THEN o.price_unit END AS price_unit,
        CASE WHEN shown.price THEN o.price_note_ja END AS price_note_ja,
        CASE WHEN shown.price THEN o.price_note_en END AS price_note_en,
        s.name_ja AS startup_name_ja, s.name_en AS startup_name_en
    """,
    source=(
        f"{SOURCE} CROSS JOIN LATERAL "
        "(SELECT o.price_public OR o.startup = $1 OR $2 AS price) shown"
    ),
    order="o.id",
)
"""`$1` and `$2` say whose prices are shown that are not public: one startup's, or all."""


async def compared_solutions(actor: Actor, ids: Collection[UUID]) -> list[ComparedSolution]:
    """What is compared of those of these solutions that are public now; price as the actor may see it.

    Only what is compared: a match asks it of hundreds at a time.
    """
    everything = actor.is_system or actor.may(Permission.READ_ALL)
    found = Conditions(_own(actor), everything).where(PUBLIC).where("o.id = ANY(?)", list(ids))
    return await COMPARED.rows(found)


async def named_solutions(text: str, limit: int) -> list[ComparedSolution]:
    """Public solutions with the words in their name or the startup's, as the public sees them, by name."""
    names = ("o.title_ja", "o.title_en", "s.name_ja", "s.name_kana", "s.name_en")
    found = Conditions(None, False).where(PUBLIC).words(text, *names)
    return await COMPARED.rows(found, limit=limit, order="o.title_ja, o.id")


async def public_documents(ids: Collection[UUID]) -> list[PublicSolution]:
    """What the index holds of those of these solutions that are public; evidence only where it is, too."""
    return await fetch_as(
        PublicSolution,
        f"""
        SELECT o.id, o.startup AS startup_id, s.name_ja AS startup_name_ja,
               s.name_en AS startup_name_en, o.title_ja, o.title_en, o.categories, o.site_types,
               o.regions, o.readiness, o.conditions, o.published_at, o.edition_at,
               concat_ws(E'\\n', o.problem_ja, o.how_ja,
                         CASE WHEN o.evidence_public THEN o.evidence_ja END) AS body,
               concat_ws(' ', s.name_ja, s.name_kana, s.name_en, o.title_en, o.problem_en, o.how_en,
                         CASE WHEN o.evidence_public THEN o.evidence_en END) AS words
          FROM {SOURCE} WHERE {PUBLIC} AND o.id = ANY($1) ORDER BY o.id
        """,
        list(ids),
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        "SELECT id FROM solution WHERE state = 'published' AND ($1::uuid IS NULL OR id > $1) "
        "ORDER BY id LIMIT $2",
        after,
        limit,
    )
    return [row["id"] for row in rows]


async def visible_solution_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these solutions the actor may see."""
    rows = await fetch(
        f"SELECT o.id FROM {SOURCE} WHERE o.id = ANY($1) "
        f"AND (({PUBLIC}) OR o.startup = $2 OR $3 OR ($4 AND o.state <> 'draft'))",
        list(ids),
        _own(actor),
        actor.is_system,
        actor.may(Permission.READ_ALL),
    )
    return frozenset(row["id"] for row in rows)


def _own(actor: Actor) -> UUID | None:
    return actor.organisation_id if actor.may(Permission.WRITE) else None


async def known_ids(ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these ids are solutions, in whatever state; for taking in what is not there yet."""
    rows = await fetch("SELECT id FROM solution WHERE id = ANY($1)", list(ids))
    return frozenset(row["id"] for row in rows)
