"""Named reads of challenges. Who may see which, and which parts of it, is decided here."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch, fetch_one, fetch_value
from foundation.errors import NotFound
from foundation.identity.actor import Actor
from foundation.web.pagination import PER_PAGE, PageOf, offset, paginate
from matching.challenges import policy
from matching.challenges.content import ChallengeContent, Provenance, clean, content_of
from matching.challenges.permissions import Permission
from matching.challenges.states import PUBLIC, TRANSITIONS, ChallengeState
from matching.challenges.views import (
    ChallengeRow,
    ChallengeText,
    ChallengeValues,
    ChallengeView,
    Correction,
    EditionView,
)

Row = dict[str, Any]
_PUBLIC_SQL = "c.state IN ('published', 'closed')"
_ROW_COLUMNS = """
    c.id, c.number, c.state, c.title_ja, c.title_en, c.category, c.region, c.section_ja,
    c.section_en, c.organisation AS organisation_id, o.name AS organisation_name, c.published_at,
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


def _like(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return f"%{text}%"


def _conditions(chosen: ChallengeFilter) -> tuple[str, list[Any]]:
    clauses, args = [_PUBLIC_SQL], list[Any]()

    def add(clause: str, value: Any) -> None:
        args.append(clean(value) if isinstance(value, str) else value)
        clauses.append(clause.replace("$n", f"${len(args)}"))

    for word in chosen.q.replace("\u3000", " ").split()[:10]:
        add(
            "concat_ws(' ', c.number, c.title_ja, c.title_en, c.problem_ja, c.problem_en, "
            "c.process_ja, c.process_en) ILIKE $n",
            _like(word),
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
    page = _within(page, total, per_page)
    rows = await fetch(
        f"""
        SELECT {_ROW_COLUMNS} FROM challenge c JOIN organisation o ON o.id = c.organisation
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
        SELECT {_ROW_COLUMNS} FROM challenge c JOIN organisation o ON o.id = c.organisation
         WHERE {where} ORDER BY c.published_at DESC, c.id DESC LIMIT ${len(args)}
        """,
        *args,
    )


async def open_challenges(limit: int | None = None) -> list[ChallengeRow]:
    """Challenges looking for solutions today; those with the nearest last day first."""
    rows = await fetch(
        f"""
        SELECT {_ROW_COLUMNS} FROM challenge c JOIN organisation o ON o.id = c.organisation
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


def _within(page: int, total: int, per_page: int) -> int:
    return min(max(page, 1), max(1, -(-total // per_page)))


async def _page_of(
    where: str, args: list[Any], order: str, page: int, per_page: int
) -> PageOf[ChallengeRow]:
    total = await fetch_value(f"SELECT count(*) FROM challenge c WHERE {where}", *args)
    page = _within(page, total, per_page)
    rows = await fetch(
        f"SELECT {_ROW_COLUMNS} FROM challenge c JOIN organisation o ON o.id = c.organisation "
        f"WHERE {where} ORDER BY {order} LIMIT ${len(args) + 1} OFFSET ${len(args) + 2}",
        *args,
        per_page,
        offset(page, per_page),
    )
    return paginate([ChallengeRow(**row) for row in rows], page, total, per_page)


@dataclass(frozen=True)
class _Standing:
    """The part of a row that policies look at."""

    organisation_id: UUID
    state: str
    submitted_by: UUID | None


async def challenge_for(actor: Actor, challenge_id: UUID) -> ChallengeView:
    """One challenge as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        """
        SELECT c.*, c.provenance::text AS provenance_text, o.name AS organisation_name,
               a.name AS submitter_name
          FROM challenge c JOIN organisation o ON o.id = c.organisation
          LEFT JOIN account a ON a.id = c.submitted_by
         WHERE c.id = $1
        """,
        challenge_id,
    )
    if row is None:
        raise NotFound()
    standing = _Standing(row["organisation"], row["state"], row["submitted_by"])
    if not policy.may_see(actor, standing):
        raise NotFound()
    insider = policy.is_insider(actor, standing)
    corrections = await _editions(challenge_id, insider) if row["edition"] > 1 else []
    inside: dict[str, Any] = {}
    if insider:
        inside = {
            name: row[name]
            for name in (
                "submitted_at",
                "submitted_by",
                "submitter_name",
                "returned_at",
                "returned_reason",
                "withdrawn_at",
                "state_reason",
            )
        }
    return ChallengeView(
        id=row["id"],
        version=row["version"],
        edition=row["edition"],
        number=row["number"],
        state=row["state"],
        organisation_id=row["organisation"],
        organisation_name=row["organisation_name"],
        content=content_of(row),
        published_at=row["published_at"],
        corrected_at=row["corrected_at"],
        closed_at=row["closed_at"],
        corrections=tuple(one for one in corrections if one.edition > 1),
        provenance=_provenance(row["provenance_text"]),
        closed_reason=row["state_reason"] if row["state"] == ChallengeState.CLOSED else None,
        insider=insider,
        owner=policy.owns(actor, standing),
        acts=tuple(
            way.act
            for way in TRANSITIONS[ChallengeState(row["state"])].values()
            if policy.may_act(actor, standing, way)
        ),
        **inside,
    )


def _provenance(text: str | None) -> Provenance | None:
    return None if text is None else msgspec.json.decode(text, type=Provenance)


async def _editions(challenge_id: UUID, insider: bool) -> list[Correction]:
    rows = await fetch(
        """
        SELECT e.edition, e.published_at, e.changed_fields, e.note, a.name AS by
          FROM challenge_edition e LEFT JOIN account a ON a.id = e.published_by
         WHERE e.challenge = $1 ORDER BY e.edition DESC
        """,
        challenge_id,
    )
    return [_correction(row, insider) for row in rows]


def _correction(row: Row, insider: bool) -> Correction:
    return Correction(
        edition=row["edition"],
        published_at=row["published_at"],
        changed_fields=tuple(row["changed_fields"]),
        note=row["note"],
        by=row["by"] if insider else None,
    )


async def editions_of(actor: Actor, challenge_id: UUID) -> list[Correction]:
    """All published editions, newest first, for the owning bureau and the secretariat.

    Raises:
        NotFound: no such challenge for this reader.
        NotPermitted: the reader is an outsider.
    """
    await _require_insider(actor, challenge_id)
    return await _editions(challenge_id, True)


async def edition_of(actor: Actor, challenge_id: UUID, edition: int) -> EditionView:
    """What the challenge said in one edition; raises as `editions_of`, `NotFound` for the edition too."""
    await _require_insider(actor, challenge_id)
    row = await fetch_one(
        """
        SELECT e.edition, e.published_at, e.changed_fields, e.note, a.name AS by,
               e.content::text AS content, c.number, c.edition AS last_edition
          FROM challenge_edition e JOIN challenge c ON c.id = e.challenge
          LEFT JOIN account a ON a.id = e.published_by
         WHERE e.challenge = $1 AND e.edition = $2
        """,
        challenge_id,
        edition,
    )
    if row is None:
        raise NotFound()
    return EditionView(
        challenge_id=challenge_id,
        number=row["number"],
        last_edition=row["last_edition"],
        content=msgspec.json.decode(row["content"], type=ChallengeContent),
        correction=_correction(row, True),
    )


async def history_of(actor: Actor, challenge_id: UUID) -> list[AuditEntry]:
    """What was done to the challenge, oldest first; raises as `editions_of`."""
    await _require_insider(actor, challenge_id)
    return await events_about("challenge", challenge_id)


async def _require_insider(actor: Actor, challenge_id: UUID) -> None:
    row = await fetch_one(
        "SELECT organisation, state, submitted_by FROM challenge WHERE id = $1", challenge_id
    )
    standing = _Standing(*row.values()) if row else None
    if standing is None or not policy.may_see(actor, standing):
        raise NotFound()
    if not actor.is_system:
        actor.account()
    policy.may_see_editions(actor, standing).require()


async def challenge_values(ids: Collection[UUID]) -> list[ChallengeValues]:
    """What these challenges ask, in any state; what follows from it is the caller's to guard."""
    rows = await fetch(
        "SELECT c.*, o.name AS organisation_name FROM challenge c "
        "JOIN organisation o ON o.id = c.organisation WHERE c.id = ANY($1) ORDER BY c.id",
        list(ids),
    )
    return [
        ChallengeValues(
            id=row["id"],
            organisation_id=row["organisation"],
            organisation_name=row["organisation_name"],
            state=row["state"],
            content=content_of(row),
        )
        for row in rows
    ]


async def challenge_text(challenge_id: UUID) -> ChallengeText | None:
    """What matching reads of a challenge in any state; None when there is none."""
    texts = await _texts("c.id = $1", challenge_id)
    return texts[0] if texts else None


async def published_challenge_texts() -> list[ChallengeText]:
    """Texts of all public challenges, by id: what scores are measured against."""
    return await _texts(_PUBLIC_SQL)


async def public_texts(ids: Collection[UUID]) -> list[ChallengeText]:
    """Texts of those of these challenges that are public."""
    return await _texts(f"{_PUBLIC_SQL} AND c.id = ANY($1)", list(ids))


async def _texts(where: str, *args: Any) -> list[ChallengeText]:
    rows = await fetch(
        "SELECT c.id, c.title_ja AS title, coalesce(c.problem_ja, '') AS problem, "
        f"coalesce(c.process_ja, '') AS process FROM challenge c WHERE {where} ORDER BY c.id",
        *args,
    )
    return [ChallengeText(**row) for row in rows]


async def english_and_number(ids: Collection[UUID]) -> dict[UUID, str]:
    """English texts and number of challenges, to be found by words beside the Japanese."""
    rows = await fetch(
        "SELECT id, concat_ws(' ', number, title_en, problem_en, process_en) AS words "
        "FROM challenge WHERE id = ANY($1)",
        list(ids),
    )
    return {row["id"]: row["words"] for row in rows}


async def visible_challenge_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these challenges the actor may see."""
    everything = actor.may(Permission.REVIEW) or actor.is_system
    own = actor.organisation_id if actor.may(Permission.WRITE) else None
    rows = await fetch(
        "SELECT id FROM challenge WHERE id = ANY($1) "
        "AND (state = ANY($2) OR $3 OR organisation = $4)",
        list(ids),
        [state.value for state in PUBLIC],
        everything,
        own,
    )
    return frozenset(row["id"] for row in rows)
