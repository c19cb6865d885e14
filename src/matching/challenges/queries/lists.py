"""Lists of challenges: the public one, a bureau's own, and what waits for the secretariat."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch, fetch_value, like
from foundation.identity.organisations.shown import SHOWN, named
from foundation.text import clean
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate
from matching.challenges import policy
from matching.challenges.views import (
    ChallengeRow,
)

Row = dict[str, Any]
_PUBLIC_SQL = "c.state IN ('published', 'closed')"
_NAMED = named("c")
_ROW_COLUMNS = f"""
    c.id, c.number, c.state, c.title_ja, c.title_en, c.category, c.region, c.section_ja,
    c.section_en, c.organisation AS organisation_id, {SHOWN}, c.published_at,
    c.submitted_at, c.updated_at, c.closes_on, c.edition
"""


@dataclass(frozen=True, kw_only=True)
class ChallengeFilter:
    """What a list is narrowed to; empty values narrow nothing.

    Attributes:
        q: words that must all stand in title, problem, process or number.
        status: `open` (looked for today) or `closed` (closed, or past its last day).
    """

    q: str = ""
    category: str = ""
    region: str = ""
    status: str = ""
    organisation_id: UUID | None = None

    @property
    def count(self) -> int:
        """How many conditions are set."""
        return sum(map(bool, (self.q, self.category, self.region, self.status)))


def _conditions(chosen: ChallengeFilter) -> tuple[str, list[Any]]:
    clauses, args = [_PUBLIC_SQL], list[Any]()

    def add(clause: str, value: Any) -> None:
        args.append(clean(value) if isinstance(value, str) else value)
        clauses.append(clause.replace("$n", f"${len(args)}"))

    for word in chosen.q.replace("\u3000", " ").split()[:10]:
        add(
            "concat_ws(' ', c.number, c.title_ja, c.title_en, c.problem_ja, c.problem_en, "
            "c.process_ja, c.process_en) ILIKE $n",
            like(word),
        )
    if chosen.category:
        add("c.category = $n", chosen.category)
    if chosen.region:
        add("c.region = $n", chosen.region)
    if chosen.organisation_id is not None:
        add("c.organisation = $n", chosen.organisation_id)
    open_now = "(c.state = 'published' AND (c.closes_on IS NULL OR c.closes_on >= $n))"
    if chosen.status == "open":
        add(open_now, clock.today())
    elif chosen.status == "closed":
        add(f"NOT {open_now}", clock.today())
    return " AND ".join(clauses), args


async def list_challenges(
    actor: Actor, chosen: ChallengeFilter, page: int = 1, per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """Published and closed challenges: open ones first, the newest first among them.

    The same for every reader; drafts are in `own_challenges` and `challenges_to_review`.
    """
    where, args = _conditions(chosen)
    today, limit, skip = (f"${len(args) + n}" for n in (1, 2, 3))
    total = await fetch_value(f"SELECT count(*) FROM challenge c WHERE {where}", *args)
    page = nearest(page, total, per_page)
    rows = await fetch(
        f"""
        SELECT {_ROW_COLUMNS} FROM challenge c {_NAMED}
         WHERE {where}
         ORDER BY (c.state = 'published' AND coalesce(c.closes_on >= {today}, true)) DESC,
                  c.published_at DESC, c.id DESC
         LIMIT {limit} OFFSET {skip}
        """,
        *args,
        clock.today(),
        per_page,
        offset(page, per_page),
    )
    return paginate([ChallengeRow(**row) for row in rows], page, total, per_page)


async def challenge_rows_after(
    chosen: ChallengeFilter, after: tuple[Any, UUID] | None, limit: int
) -> list[Row]:
    """Public challenges by publication, newest first, for a feed.

    Args:
        after: publication and id of the last row had before.
        limit: rows; ask for one more than needed to know whether more follow.
    """
    where, args = _conditions(chosen)
    if after is not None:
        args += list(after)
        where += f" AND (c.published_at, c.id) < (${len(args) - 1}, ${len(args)})"
    args.append(limit)
    return await fetch(
        f"""
        SELECT {_ROW_COLUMNS} FROM challenge c {_NAMED}
         WHERE {where} ORDER BY c.published_at DESC, c.id DESC LIMIT ${len(args)}
        """,
        *args,
    )


async def open_challenges(limit: int | None = None) -> list[ChallengeRow]:
    """Challenges looking for solutions today; those with the nearest last day first."""
    rows = await fetch(
        f"""
        SELECT {_ROW_COLUMNS} FROM challenge c {_NAMED}
         WHERE c.state = 'published' AND (c.closes_on IS NULL OR c.closes_on >= $1)
         ORDER BY c.closes_on NULLS LAST, c.published_at DESC, c.id DESC LIMIT $2
        """,
        clock.today(),
        limit,
    )
    return [ChallengeRow(**row) for row in rows]


async def count_open_challenges() -> int:
    """How many challenges look for solutions today."""
    count: int = await fetch_value(
        "SELECT count(*) FROM challenge WHERE state = 'published' "
        "AND (closes_on IS NULL OR closes_on >= $1)",
        clock.today(),
    )
    return count


async def own_challenges(
    actor: Actor, page: int = 1, state: str = "", per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """All challenges of the actor's bureau, in any state, the last changed first.

    Raises:
        NotAuthenticated, NotPermitted: the actor is no challenge owner.
    """
    actor.account()
    policy.may_write(actor).require()
    where, args = "c.organisation = $1", [actor.organisation_id, clean(state)]
    where += " AND ($2 = '' OR c.state = $2)"
    return await _page_of(where, args, "c.updated_at DESC, c.id DESC", page, per_page)


async def challenges_to_review(
    actor: Actor, page: int = 1, per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """What waits for the secretariat, the longest waiting first.

    Raises:
        NotAuthenticated, NotPermitted: the actor is not of the secretariat.
    """
    actor.account()
    policy.may_review(actor).require()
    where = "c.state = 'submitted'"
    return await _page_of(where, [], "c.submitted_at, c.id", page, per_page)


async def count_to_review() -> int:
    """How many challenges wait for the secretariat."""
    count: int = await fetch_value("SELECT count(*) FROM challenge WHERE state = 'submitted'")
    return count


async def _page_of(
    where: str, args: list[Any], order: str, page: int, per_page: int
) -> PageOf[ChallengeRow]:
    total = await fetch_value(f"SELECT count(*) FROM challenge c WHERE {where}", *args)
    page = nearest(page, total, per_page)
    rows = await fetch(
        f"SELECT {_ROW_COLUMNS} FROM challenge c {_NAMED} "
        f"WHERE {where} ORDER BY {order} LIMIT ${len(args) + 1} OFFSET ${len(args) + 2}",
        *args,
        per_page,
        offset(page, per_page),
    )
    return paginate([ChallengeRow(**row) for row in rows], page, total, per_page)
