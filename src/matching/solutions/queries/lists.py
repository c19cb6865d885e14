"""Lists of solutions: the public one, and those of one startup."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch
from foundation.database.lists import Conditions, Feed, Listing, PageOf
from matching.solutions import policy
from matching.solutions.joins import PUBLIC, SOURCE
from matching.solutions.views import SolutionRow

SOLUTIONS = Listing(
    row=SolutionRow,
    columns="""
        o.id, o.state, o.edition, o.version, o.title_ja, o.title_en, o.problem_ja, o.problem_en,
        o.categories, o.regions, o.readiness,
        CASE WHEN o.price_public OR $1 THEN o.price_yen END AS price_yen,
        CASE WHEN o.price_public OR $1 THEN o.price_unit END AS price_unit,
        s.id AS startup_id, s.name_ja AS startup_name_ja, s.name_en AS startup_name_en, s.sample,
        o.edition_at, o.updated_at
    """,
    source=SOURCE,
    order="o.edition_at DESC, o.id DESC",
    key={"o.edition_at": datetime, "o.id": UUID},
    newest_first=True,
)
"""`$1` says whether prices are shown that are not public."""
_WORDS = (
    "o.title_ja",
    "o.title_en",
    "o.problem_ja",
    "o.problem_en",
    "o.how_ja",
    "o.how_en",
    "s.name_ja",
    "s.name_kana",
    "s.name_en",
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


def _public(chosen: SolutionFilter) -> Conditions:
    return (
        Conditions(False)
        .where(PUBLIC)
        .words(chosen.q, *_WORDS)
        .given("? = ANY(o.categories)", chosen.category)
        .given("o.regions && ARRAY[?, 'all_tokyo']", chosen.region)
        .given("o.startup = ?", chosen.startup_id)
    )


def _own(actor: Actor) -> Conditions:
    return Conditions(True).where("o.startup = ?", actor.organisation_id)


async def list_solutions(chosen: SolutionFilter, page: int = 1) -> PageOf[SolutionRow]:
    """Public solutions, those published or changed last first."""
    return await SOLUTIONS.page(_public(chosen), page)


async def solutions_after(
    chosen: SolutionFilter, cursor: str | None, limit: int
) -> Feed[SolutionRow]:
    """Public solutions for the API, newest first."""
    return await SOLUTIONS.after(_public(chosen), cursor, limit)


async def newest_solutions(limit: int) -> list[SolutionRow]:
    """The public solutions published or changed last."""
    return await SOLUTIONS.rows(_public(SolutionFilter()), limit=limit)


async def own_solutions(actor: Actor) -> list[SolutionRow]:
    """All solutions of the actor's startup, changed last first.

    Raises:
        NotAuthenticated, NotPermitted.
    """
    actor.account()
    policy.may_write(actor).require()
    return await SOLUTIONS.rows(_own(actor), order="o.updated_at DESC, o.id DESC")


async def own_published_solutions(actor: Actor) -> list[SolutionRow]:
    """Public solutions of the actor's own startup, by title; none for anybody else."""
    if not policy.may_write(actor):
        return []
    return await SOLUTIONS.rows(_own(actor).where(PUBLIC), order="o.title_ja, o.id")


async def published_solutions_of(startup_id: UUID) -> list[SolutionRow]:
    """Public solutions of one startup, newest first."""
    return await SOLUTIONS.rows(_public(SolutionFilter(startup_id=startup_id)))


async def published_counts(startup_ids: Collection[UUID]) -> dict[UUID, int]:
    """Published solutions by startup; those without are left out."""
    rows = await fetch(
        "SELECT startup, count(*) AS count FROM solution WHERE startup = ANY($1) "
        "AND state = 'published' GROUP BY startup",
        list(startup_ids),
    )
    return {row["startup"]: row["count"] for row in rows}
