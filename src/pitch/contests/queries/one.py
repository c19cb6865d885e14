"""One contest with its rubric and judges."""

from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named
from matching.challenges.joins import NAMED, challenge_of
from matching.challenges.queries import visible_challenge_ids
from matching.vocabulary.provenance import Provenance
from pitch.contests import policy
from pitch.contests.permissions import Permission
from pitch.contests.queries.views import ContestView, JudgeView
from pitch.contests.rubric import CriterionView
from pitch.contests.states import CONTEST

_CONTEST = (
    f"SELECT c.id, c.version, c.state, c.challenge AS challenge_id, {NAMED}, c.theme_ja, c.theme_en, "
    "c.edition_ja, c.edition_en, c.description_ja, c.description_en, c.entry_deadline, "
    "c.judging_deadline, c.final_at, c.rubric_hash, c.sample_note_ja, c.sample_note_en, "
    f"c.provenance, c.opened_at, c.decided_at, c.published_at, c.state_reason, {SHOWN}, "
    "(SELECT count(*) FROM entry e WHERE e.contest = c.id AND e.state = 'submitted') AS entries, "
    "(SELECT e.id FROM entry e WHERE e.contest = c.id AND e.state = 'submitted' "
    "AND e.organisation = $2) AS own_entry_id "
    f"FROM contest c {challenge_of('c')} {named('h')} WHERE c.id = $1"
)


async def contest_for(actor: Actor, contest_id: UUID) -> ContestView:
    """One contest.

    Raises:
        NotFound: there is none, or the reader may not see it.
    """
    row = await fetch_one(_CONTEST, contest_id, actor.organisation_id)
    if row is None or not policy.may_see(actor, row["state"]):
        raise NotFound()
    if not await visible_challenge_ids(actor, [row["challenge_id"]]):
        row |= dict.fromkeys(("challenge_number", "challenge_title_ja", "challenge_title_en"))
    criteria = await criteria_of(contest_id)
    judges = await judges_of(contest_id)
    runs = actor.may(Permission.RUN)
    judge_ids = frozenset(judge.account_id for judge in judges)
    insider = runs or (actor.may(Permission.JUDGE) and actor.account_id in judge_ids)
    provenance = msgspec.convert(row.pop("provenance"), Provenance | None)
    return ContestView(
        **row,
        provenance=provenance,
        criteria=criteria,
        judges=judges if insider else (),
        judge_ids=judge_ids if insider else frozenset(),
        runs=runs,
        acts=CONTEST.acts_from(row) if runs else (),
    )


async def criteria_of(contest_id: UUID) -> tuple[CriterionView, ...]:
    """A contest's rubric, in order."""
    return tuple(
        await fetch_as(
            CriterionView,
            "SELECT id, name_ja, name_en, question_ja, question_en, weight, descriptors "
            "FROM criterion WHERE contest = $1 ORDER BY position",
            contest_id,
        )
    )


async def judges_of(contest_id: UUID) -> tuple[JudgeView, ...]:
    """A contest's present judges, by name."""
    return tuple(
        await fetch_as(
            JudgeView,
            "SELECT j.account AS account_id, a.name FROM contest_judge j "
            "JOIN account a ON a.id = j.account "
            "WHERE j.contest = $1 AND j.removed_at IS NULL ORDER BY a.name, a.id",
            contest_id,
        )
    )
