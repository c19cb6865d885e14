"""Where a pilot comes from: a contest entry, a shortlisted match or an open call."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one, require_transaction
from foundation.errors import Invalid, NotFound
from foundation.frozen import sign_of
from foundation.i18n import gettext as _
from foundation.i18n import pick
from matching.challenges import joins as challenges
from matching.challenges.effects import hold_challenge
from matching.challenges.joins import challenge_of
from matching.matcher.effects import hold_kept
from matching.matcher.joins import KEPT, STANDING
from matching.solutions import joins as solutions
from matching.solutions.effects import hold_solution
from matching.solutions.queries import (
    newest_solutions,
    solution_snapshot,
    visible_solution_ids,
)
from pitch.contests.effects import hold_contest, hold_entry
from pitch.contests.joins import ENTRIES, contest_of
from pitch.pilots import policy
from pitch.pilots.content import PilotContent, PilotSource
from pitch.pilots.states import SourceKind

Row = dict[str, Any]
MOST_CHOICES = 500


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A source that may be used, with what it already says.

    Attributes:
        startup_id: the startup that offers the solution.
        snapshot: the solution as it is now.
        suggested: what the plan can take over, so that nobody types it again.
    """

    kind: SourceKind
    entry_id: UUID | None
    challenge_id: UUID | None
    solution_id: UUID
    startup_id: UUID
    snapshot: Row
    suggested: PilotContent

    @property
    def seen(self) -> str:
        """A sign of what is taken from it."""
        return sign_of(self.kind, self.entry_id, self.challenge_id, self.snapshot, self.suggested)

    @property
    def solution_title_ja(self) -> str:
        """Title of the solution."""
        return str(self.snapshot["content"]["title_ja"])

    @property
    def solution_title_en(self) -> str | None:
        """Its English title, if it has one."""
        return self.snapshot["content"].get("title_en")


async def hold_origin(source: PilotSource) -> None:
    """Keep what a pilot comes from from being changed until the open transaction ends.

    Everybody locks in the order pilot, entry, contest, shortlist, challenge, solution, startup.
    """
    require_transaction()
    solution_id = source.solution_id
    if source.entry_id is not None:
        entry = await hold_entry(source.entry_id)
        if entry is not None:
            solution_id = entry["solution"]
            await hold_contest(entry["contest"])
    if source.challenge_id is not None:
        await hold_kept(source.challenge_id, solution_id)
        await hold_challenge(source.challenge_id)
    if solution_id is not None:
        await hold_solution(solution_id)


async def origin_of(actor: Actor, source: PilotSource) -> Origin:
    """The source as the actor's bureau may use it.

    Raises:
        Invalid: what its kind needs is missing, or the bureau cannot take it from there.
    """
    if source.kind is SourceKind.CONTEST_ENTRY:
        source = await _from_entry(actor, source)
    if source.solution_id is None:
        raise Invalid({"solution_id": _("解決策を選んでください。")})
    if source.kind is SourceKind.SHORTLIST:
        await _require_shortlisted(actor, source)
    if source.kind is SourceKind.OPEN_CALL and source.solution_id not in (
        await visible_solution_ids(actor, [source.solution_id])
    ):
        raise Invalid({"solution_id": _("公開中の解決策を選んでください。")})
    try:
        snapshot = await solution_snapshot(source.solution_id)
    except NotFound as error:
        raise Invalid({"solution_id": _("公開中の解決策を選んでください。")}) from error
    return Origin(
        kind=source.kind,
        entry_id=source.entry_id,
        challenge_id=source.challenge_id,
        solution_id=source.solution_id,
        startup_id=UUID(snapshot["startup"]["id"]),
        snapshot=snapshot,
        suggested=await _suggested(source, snapshot),
    )


async def _from_entry(actor: Actor, source: PilotSource) -> PilotSource:
    row = await fetch_one(
        "SELECT e.id, e.solution, e.state, c.challenge, c.state AS contest_state, h.organisation "
        f"FROM {ENTRIES} {contest_of('e')} {challenge_of('c')} WHERE e.id = $1",
        source.entry_id,
    )
    if row is None or row["organisation"] != actor.organisation_id:
        raise Invalid({"entry_id": _("自局の課題のコンテストへの応募を選んでください。")})
    if row["contest_state"] != "published":
        raise Invalid({"entry_id": _("コンテストの結果を公表した後に、実証を計画できます。")})
    if row["state"] != "submitted":
        raise Invalid({"entry_id": _("取り下げられた応募からは、実証を計画できません。")})
    return PilotSource(
        kind=source.kind,
        entry_id=row["id"],
        challenge_id=row["challenge"],
        solution_id=row["solution"],
    )


async def _require_shortlisted(actor: Actor, source: PilotSource) -> None:
    row = await fetch_one(
        f"SELECT h.organisation, EXISTS (SELECT FROM {KEPT} WHERE k.challenge = h.id "
        f"AND k.solution = $2 AND {STANDING}) AS kept FROM {challenges.SOURCE} WHERE h.id = $1",
        source.challenge_id,
        source.solution_id,
    )
    if row is None or row["organisation"] != actor.organisation_id:
        raise Invalid({"challenge_id": _("自局の課題を選んでください。")})
    if not row["kept"]:
        raise Invalid(
            {"solution_id": _("候補リストにある解決策を選んでください。先に候補に入れます。")}
        )


async def _suggested(source: PilotSource, snapshot: Row) -> PilotContent:
    solution = snapshot["content"]
    if source.challenge_id is None:
        return PilotContent(title_ja=solution["title_ja"], title_en=solution.get("title_en"))
    row = await fetch_one(
        "SELECT h.title_ja, h.title_en, h.site_ja, h.site_en, h.section_ja, h.section_en "
        f"FROM {challenges.SOURCE} WHERE h.id = $1 AND {challenges.PUBLIC}",
        source.challenge_id,
    )
    if row is None:
        raise Invalid({"challenge_id": _("公開した課題を選んでください。")})
    return PilotContent(**row)


@dataclass(frozen=True)
class Offered:
    """What can be chosen, newest first; `cut` where there is more than a list can hold."""

    choices: list[tuple[str, str]]
    cut: bool


async def solution_choices(actor: Actor, chosen: UUID | None) -> Offered:
    """The newest public solutions to choose from, and the one that is chosen already."""
    rows = await newest_solutions(MOST_CHOICES + 1)
    offered = [
        (
            str(row.id),
            f"{pick(row.title_ja, row.title_en)} {pick(row.startup_name_ja, row.startup_name_en)}",
        )
        for row in rows[:MOST_CHOICES]
    ]
    if chosen and str(chosen) not in dict(offered) and await visible_solution_ids(actor, [chosen]):
        with suppress(NotFound):
            content = (await solution_snapshot(chosen))["content"]
            offered.insert(0, (str(chosen), pick(content["title_ja"], content.get("title_en"))))
    return Offered(offered, len(rows) > MOST_CHOICES)


async def challenge_choices(actor: Actor, chosen: UUID | None) -> Offered:
    """No challenge, the newest public ones, the bureau's own first, and the one that is chosen already.

    Drafts are not a pilot owner's to read.
    """
    rows = await fetch(
        "SELECT h.id, h.number, h.title_ja, h.title_en "
        f"FROM {challenges.SOURCE} WHERE {challenges.PUBLIC} "
        "ORDER BY h.id IS NOT DISTINCT FROM $3 DESC, h.organisation = $1 DESC, "
        "h.number DESC NULLS FIRST, h.id LIMIT $2",
        actor.organisation_id,
        MOST_CHOICES + 1,
        chosen,
    )
    titles = [
        (str(row["id"]), f"{row['number'] or ''} {pick(row['title_ja'], row['title_en'])}".strip())
        for row in rows[:MOST_CHOICES]
    ]
    return Offered([("", _("なし")), *titles], len(rows) > MOST_CHOICES)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something the actor's bureau could pilot. `address` leads to the form that it fills in."""

    title_ja: str
    title_en: str | None
    startup_ja: str
    startup_en: str | None
    address: str


async def shortlisted_candidates(actor: Actor, challenge_id: UUID) -> list[Candidate]:
    """What a pilot owner finds on the shortlist of a challenge of the own bureau."""
    if not policy.may_plan(actor):
        return []
    rows = await fetch(
        "SELECT k.solution, o.title_ja, o.title_en, s.name_ja AS startup_ja, "
        f"s.name_en AS startup_en FROM {KEPT} {challenge_of('k')} {solutions.solution_of('k')} "
        f"WHERE k.challenge = $1 AND {STANDING} AND h.organisation = $2 "
        f"AND {solutions.PUBLIC} ORDER BY k.added_at, k.id",
        challenge_id,
        actor.organisation_id,
    )
    return [
        Candidate(
            address=f"/pilots/new?challenge={challenge_id}&solution={row.pop('solution')}", **row
        )
        for row in rows
    ]


async def entered_candidates(actor: Actor, contest_id: UUID) -> list[Candidate]:
    """What a pilot owner finds among the entries of a contest about the own bureau's challenge,
    once its result is public."""
    if not policy.may_plan(actor):
        return []
    rows = await fetch(
        "SELECT e.id, e.snapshot->'content'->>'title_ja' AS title_ja, "
        "e.snapshot->'content'->>'title_en' AS title_en, "
        "e.snapshot->'startup'->>'name_ja' AS startup_ja, "
        "e.snapshot->'startup'->>'name_en' AS startup_en "
        f"FROM {ENTRIES} {contest_of('e')} {challenge_of('c')} "
        "WHERE c.id = $1 AND c.state = 'published' AND e.state = 'submitted' "
        "AND h.organisation = $2 ORDER BY e.submitted_at, e.id",
        contest_id,
        actor.organisation_id,
    )
    return [Candidate(address=f"/pilots/new?entry={row.pop('id')}", **row) for row in rows]
