"""Ballots, and the results of contests that are over."""

from pitch.judging import effects
from pitch.judging.states import BallotState
from portal.demo.loading.contests import criterion_id, entered
from portal.demo.loading.context import Load
from portal.demo.loading.ids import account_id, demo_id
from portal.demo.records import Ballot, Contest


async def load_judging(load: Load) -> None:
    """Ballots first, then the results that rest on them; needs contests with their entries."""
    for contest in load.data.contests:
        for ballot in contest.ballots:
            await _ballot(contest, ballot, load)
        await _result(contest, load)


async def _ballot(contest: Contest, ballot: Ballot, load: Load) -> None:
    await effects.restore_ballot(
        demo_id("ballot", f"{ballot.entry}/{ballot.judge}"),
        contest_id=demo_id("contest", contest.id),
        entry_id=demo_id("entry", ballot.entry),
        judge_id=account_id(ballot.judge),
        state=BallotState(ballot.state),
        scores={criterion_id(contest.id, key): score for key, score in ballot.scores.items()},
        comments={criterion_id(contest.id, key): text for key, text in ballot.comments.items()},
        at=ballot.at.at(load.today),
        feedback=ballot.feedback,
        recusal_reason=ballot.recusal_reason,
    )


async def _result(contest: Contest, load: Load) -> None:
    if contest.decided is None:
        return
    published = contest.published
    await effects.restore_result(
        demo_id("contest_result", contest.id),
        contest_id=demo_id("contest", contest.id),
        places={
            demo_id("entry", entry.id): entry.place
            for entry in entered(contest)
            if entry.place is not None
        },
        decided_at=contest.decided.at(load.today),
        published_at=published.at(load.today) if published else None,
        comment_ja=contest.comment_ja,
        comment_en=contest.comment_en,
        decided_by=None if contest.provenance else load.office_name(),
    )
