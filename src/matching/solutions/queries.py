"""Named reads of solutions. Who may see which, and which parts of it, is decided here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one, fetch_value, like
from foundation.errors import NotFound
from foundation.frozen import freeze
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate
from matching.solutions import policy
from matching.solutions.content import all_conditions, content_of, edition_content, public_part
from matching.solutions.joins import PUBLIC, SOURCE
from matching.solutions.permissions import Permission
from matching.solutions.states import TRANSITIONS, SolutionState
from matching.solutions.views import EditionRow, SolutionRow, SolutionView
from matching.startups.queries import startup_facts
from matching.startups.states import StartupState
from matching.vocabulary.provenance import Provenance

Row = dict[str, Any]
_ROW = """
    o.id, o.state, o.edition, o.version, o.title_ja, o.title_en, o.problem_ja, o.problem_en,
    o.categories, o.regions, o.readiness,
    CASE WHEN o.price_public OR $1 THEN o.price_yen END AS price_yen,
    CASE WHEN o.price_public OR $1 THEN o.price_unit END AS price_unit,
    s.id AS startup_id, s.name_ja AS startup_name_ja, s.name_en AS startup_name_en, s.sample,
    o.edition_at, o.updated_at
"""
_FROM = f"FROM {SOURCE}"
_WORDS = (
    "concat_ws(' ', o.title_ja, o.title_en, o.problem_ja, o.problem_en, o.how_ja, o.how_en, "
    "s.name_ja, s.name_kana, s.name_en)"
)


@dataclass(frozen=True, kw_only=True)
class SolutionFilter:
    """What a list is narrowed to; empty values narrow nothing.

    Attributes:
        q: words that must all stand in title, problem, way or the startup's name.
        category, region: keys of the vocabularies.
    """

    q: str = ""
    category: str = ""
    region: str = ""
    startup_id: UUID | None = None

    @property
    def count(self) -> int:
        """How many conditions are set."""
        return sum(map(bool, (self.q, self.category, self.region)))


@dataclass(frozen=True)
class _Standing:
    """What the policy asks of a row."""

    startup_id: UUID
    state: str
    startup_confirmed: bool


def _narrowed(chosen: SolutionFilter, first: int) -> tuple[str, list[Any]]:
    """SQL of a filter over public solutions, its placeholders counted from `first`."""
    parts: list[str] = [PUBLIC]
    args: list[Any] = []

    def add(sql: str, value: Any) -> None:
        parts.append(sql.format(f"${first + len(args)}"))
        args.append(value)

    for word in chosen.q.replace("　", " ").split():
        add(f"{_WORDS} ILIKE {{}}", like(word))
    if chosen.category:
        add("{} = ANY(o.categories)", chosen.category)
    if chosen.region:
        add("({} = ANY(o.regions) OR 'all_tokyo' = ANY(o.regions))", chosen.region)
    if chosen.startup_id is not None:
        add("o.startup = {}", chosen.startup_id)
    return " AND ".join(parts), args


async def list_solutions(chosen: SolutionFilter, page: int = 1) -> PageOf[SolutionRow]:
    """Public solutions, those published or changed last first."""
    where, args = _narrowed(chosen, 1)
    total = await fetch_value(f"SELECT count(*) {_FROM} WHERE {where}", *args)
    number = nearest(page, total)
    where, args = _narrowed(chosen, 4)
    rows = await fetch(
        f"SELECT {_ROW} {_FROM} WHERE {where} ORDER BY o.edition_at DESC, o.id DESC "
        "LIMIT $2 OFFSET $3",
        False,
        PER_PAGE,
        offset(number),
        *args,
    )
    return paginate([list_row(row) for row in rows], number, total)


async def solutions_after(
    chosen: SolutionFilter, after: tuple[datetime, UUID] | None, limit: int
) -> list[Row]:
    """Public solutions for the API, newest first: at most `limit` + 1 rows.

    Args:
        after: `edition_at` and id of the last row of the page before.
    """
    where, args = _narrowed(chosen, 5)
    return await fetch(
        f"SELECT {_ROW} {_FROM} WHERE {where} "
        "AND ($2::timestamptz IS NULL OR (o.edition_at, o.id) < ($2, $3::uuid)) "
        "ORDER BY o.edition_at DESC, o.id DESC LIMIT $4",
        False,
        after[0] if after else None,
        after[1] if after else None,
        limit + 1,
        *args,
    )


async def own_solutions(actor: Actor) -> list[SolutionRow]:
    """All solutions of the actor's startup, changed last first.

    Raises:
        NotAuthenticated, NotPermitted.
    """
    actor.account()
    policy.may_write(actor).require()
    rows = await fetch(
        f"SELECT {_ROW} {_FROM} WHERE o.startup = $2 ORDER BY o.updated_at DESC, o.id DESC",
        True,
        actor.organisation_id,
    )
    return [list_row(row) for row in rows]


async def own_published_solutions(actor: Actor) -> list[SolutionRow]:
    """Public solutions of the actor's own startup, by title; none for anybody else."""
    if not policy.may_write(actor):
        return []
    rows = await fetch(
        f"SELECT {_ROW} {_FROM} WHERE {PUBLIC} AND o.startup = $2 ORDER BY o.title_ja, o.id",
        True,
        actor.organisation_id,
    )
    return [list_row(row) for row in rows]


async def published_solutions_of(startup_id: UUID) -> list[SolutionRow]:
    """Public solutions of one startup, newest first."""
    rows = await fetch(
        f"SELECT {_ROW} {_FROM} WHERE {PUBLIC} AND o.startup = $2 "
        "ORDER BY o.edition_at DESC, o.id DESC",
        False,
        startup_id,
    )
    return [list_row(row) for row in rows]


async def published_counts(startup_ids: Collection[UUID]) -> dict[UUID, int]:
    """Published solutions by startup; those without are left out."""
    rows = await fetch(
        "SELECT startup, count(*) AS count FROM solution WHERE startup = ANY($1) "
        "AND state = 'published' GROUP BY startup",
        list(startup_ids),
    )
    return {row["startup"]: row["count"] for row in rows}


def list_row(row: Row) -> SolutionRow:
    """A fetched row as a reader gets it."""
    return SolutionRow(
        **{**row, "categories": tuple(row["categories"]), "regions": tuple(row["regions"])}
    )


async def solution_for(actor: Actor, solution_id: UUID) -> SolutionView:
    """One solution as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        "SELECT o.*, s.name_ja AS startup_name_ja, s.name_en AS startup_name_en, "
        f"s.state AS startup_state, s.sample {_FROM} WHERE o.id = $1",
        solution_id,
    )
    if row is None or not policy.may_see(actor, _standing(row)):
        raise NotFound()
    insider = policy.is_insider(actor, row["startup"])
    owner = policy.owns(actor, row["startup"])
    content = content_of(row)
    inside: Row = {}
    if insider:
        inside = {name: row[name] for name in ("updated_at", "withdrawn_at", "state_reason")}
        inside["editions"] = tuple(await _editions(solution_id))
    provenance = row["provenance"]
    ways = TRANSITIONS[SolutionState(row["state"])].values()
    return SolutionView(
        id=row["id"],
        version=row["version"],
        edition=row["edition"],
        state=row["state"],
        content=content if insider else public_part(content),
        startup_id=row["startup"],
        startup_name_ja=row["startup_name_ja"],
        startup_name_en=row["startup_name_en"],
        startup_state=row["startup_state"],
        sample=row["sample"],
        provenance=None if provenance is None else msgspec.convert(provenance, Provenance),
        published_at=row["published_at"],
        edition_at=row["edition_at"],
        insider=insider,
        owner=owner,
        price_hidden=not insider and not content.price_public and content.price_yen is not None,
        evidence_hidden=not insider
        and not content.evidence_public
        and content.evidence_ja is not None,
        acts=tuple(way.act for way in ways) if owner else (),
        **inside,
    )


def _standing(row: Row) -> _Standing:
    return _Standing(row["startup"], row["state"], row["startup_state"] == StartupState.CONFIRMED)


async def _editions(solution_id: UUID) -> list[EditionRow]:
    rows = await fetch(
        "SELECT e.edition, e.published_at, e.changed_fields, a.name AS by "
        "FROM solution_edition e LEFT JOIN account a ON a.id = e.published_by "
        "WHERE e.solution = $1 ORDER BY e.edition DESC",
        solution_id,
    )
    return [EditionRow(**{**row, "changed_fields": tuple(row["changed_fields"])}) for row in rows]


async def solution_snapshot(solution_id: UUID, edition: int | None = None) -> dict[str, Any]:
    """What a solution said in a published edition, for a record that freezes it. All of it: the
    record that takes it in decides what of price and evidence it shows, and to whom.

    Args:
        edition: None takes the last one.

    Returns:
        JSON values: `solution_id`, `edition`, `published_at`, `startup` (id, names, corporate
        number, …), `content` (the fields of `SolutionContent`, conditions complete) and `sha256`
        of edition and content.

    Raises:
        NotFound: it was never published, or there is no such edition.
    """
    row = await fetch_one(
        "SELECT e.edition, e.content, e.published_at, o.startup FROM solution_edition e "
        "JOIN solution o ON o.id = e.solution "
        "WHERE e.solution = $1 AND e.edition = coalesce($2, o.edition)",
        solution_id,
        edition,
    )
    if row is None:
        raise NotFound()
    startup = (await startup_facts([row["startup"]]))[row["startup"]]
    content = edition_content(row["content"])
    kept: dict[str, Any] = msgspec.to_builtins(content) | {"conditions": all_conditions(content)}
    return {
        "solution_id": str(solution_id),
        "edition": row["edition"],
        "published_at": row["published_at"].isoformat(),
        "startup": msgspec.to_builtins(startup),
        "content": kept,
        "sha256": freeze([solution_id, row["edition"], kept]).sha256,
    }


async def public_documents(ids: Collection[UUID]) -> list[Row]:
    """What the index holds of those of these solutions that are public; evidence only where it is, too.

    `words` are the startup's names and the English texts, to be found beside the Japanese.
    """
    return await fetch(
        f"""
        SELECT o.id, o.startup, s.name_ja AS startup_name_ja, s.name_en AS startup_name_en,
               o.title_ja, o.title_en, o.categories, o.site_types, o.regions, o.readiness,
               o.conditions, o.published_at, o.edition_at,
               concat_ws(E'\\n', o.problem_ja, o.how_ja,
                         CASE WHEN o.evidence_public THEN o.evidence_ja END) AS body,
               concat_ws(' ', s.name_ja, s.name_kana, s.name_en, o.title_en, o.problem_en, o.how_en,
                         CASE WHEN o.evidence_public THEN o.evidence_en END) AS words
          {_FROM} WHERE {PUBLIC} AND o.id = ANY($1) ORDER BY o.id
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
    own = actor.organisation_id if actor.may(Permission.WRITE) else None
    rows = await fetch(
        f"SELECT o.id {_FROM} WHERE o.id = ANY($1) "
        f"AND (({PUBLIC}) OR o.startup = $2 OR $3 OR ($4 AND o.state <> 'draft'))",
        list(ids),
        own,
        actor.is_system,
        actor.may(Permission.READ_ALL),
    )
    return frozenset(row["id"] for row in rows)


_COMPARED = f"""
    SELECT o.id, o.startup, o.edition, o.title_ja, o.title_en, o.categories, o.site_types, o.regions,
           o.conditions, o.readiness, o.on_sale_since, o.not_on_sale,
           CASE WHEN shown.price THEN o.price_yen END AS price_yen,
           CASE WHEN shown.price THEN o.price_unit END AS price_unit,
           CASE WHEN shown.price THEN o.price_note_ja END AS price_note_ja,
           CASE WHEN shown.price THEN o.price_note_en END AS price_note_en,
           s.name_ja AS startup_name_ja, s.name_en AS startup_name_en
      {_FROM}
      CROSS JOIN LATERAL (SELECT o.price_public OR o.startup = $1 OR $2 AS price) shown
     WHERE {PUBLIC}
"""


def _price_readers(actor: Actor) -> tuple[UUID | None, bool]:
    own = actor.organisation_id if actor.may(Permission.WRITE) else None
    return own, actor.is_system or actor.may(Permission.READ_ALL)


async def compared_solutions(actor: Actor, ids: Collection[UUID]) -> list[Row]:
    """What is compared of those of these solutions that are public now; price as the actor may see it.

    Only what is compared: a match asks it of hundreds at a time.
    """
    return await fetch(f"{_COMPARED} AND o.id = ANY($3)", *_price_readers(actor), list(ids))


async def named_solutions(text: str, limit: int) -> list[Row]:
    """Public solutions with the text in their name or the startup's, as the public sees them, by name."""
    return await fetch(
        f"{_COMPARED} AND concat_ws(' ', o.title_ja, o.title_en, s.name_ja, s.name_kana, s.name_en) "
        "ILIKE $3 ORDER BY o.title_ja, o.id LIMIT $4",
        None,
        False,
        like(text),
        limit,
    )


async def known_ids(ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these ids are solutions, in whatever state; for taking in what is not there yet."""
    rows = await fetch("SELECT id FROM solution WHERE id = ANY($1)", list(ids))
    return frozenset(row["id"] for row in rows)
