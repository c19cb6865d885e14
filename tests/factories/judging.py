"""Contests with several judges and entries, ballots, decided and published results."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.database import ANY_VERSION
from pitch.contests.commands import act_on_contest
from pitch.contests.queries import criteria_of
from pitch.contests.states import Act
from pitch.judging.ballots import commands as balloting
from pitch.judging.ballots.content import BallotContent
from pitch.judging.results import commands
from pitch.judging.results.commands import Decision
from pitch.judging.running.order import order_of
from tests.factories import contests
from tests.factories.identity import Person, person

SECOND = "（二人目）"
"""Mark of a second judge or startup of a contest; `OTHER` stays outside of it."""


@dataclass(frozen=True)
class Judged:
    """A contest being judged."""

    id: UUID
    entries: tuple[UUID, ...]
    judges: tuple[Person, ...]
    criteria: tuple[UUID, ...]
    secretariat: Person

    def content(self, *scores: int, feedback: str | None = None) -> BallotContent:
        """Scores in the order of the criteria, each with a comment."""
        named = dict(zip(self.criteria, scores, strict=False))
        return BallotContent(
            scores=named,
            comments={key: f"{value}点にした理由" for key, value in named.items()},
            feedback=feedback,
        )


async def judged(
    judge_marks: Sequence[str] = ("", SECOND), entry_marks: Sequence[str] = ("", SECOND)
) -> Judged:
    """A contest being judged by these judges, with an entry of each of these startups."""
    judges = tuple([await person("judge", mark) for mark in judge_marks])
    contest_id = await contests.open_(judge_ids=[judge.account_id for judge in judges])
    entries = tuple([await contests.entry(contest_id, mark) for mark in entry_marks])
    secretariat = await person("secretariat")
    await act_on_contest(
        secretariat.actor, contest_id, Act.START_JUDGING, ANY_VERSION, reason="応募がそろったため"
    )
    criteria = tuple(one.id for one in await criteria_of(contest_id))
    return Judged(contest_id, entries, judges, criteria, secretariat)


async def submit(world: Judged, judge: int, entry: int, *scores: int) -> None:
    """A submitted ballot of a judge for an entry, by their positions."""
    await balloting.submit_ballot(
        world.judges[judge].actor, world.entries[entry], 0, world.content(*scores)
    )


async def complete(world: Judged | None = None) -> Judged:
    """All ballots submitted: the first entry is ahead."""
    world = world or await judged()
    for judge in range(len(world.judges)):
        for entry in range(len(world.entries)):
            await submit(world, judge, entry, *((5, 4) if entry == 0 else (3, 2)))
    return world


async def decided(world: Judged | None = None) -> Judged:
    """A contest with all ballots, decided in the computed order, not published."""
    return await decided_by_order(await complete(world))


async def decided_by_order(world: Judged, comment: str = "見本の講評です。") -> Judged:
    """The contest decided in the order that its ballots give."""
    order = await order_of(world.secretariat.actor, world.id)
    places = {one.entry.id: one.score.rank for one in order.entries if one.score.rank}
    await commands.decide(
        world.secretariat.actor,
        world.id,
        Decision(seen=ANY_VERSION, places=places, comment_ja=comment),
    )
    return world


async def published(world: Judged | None = None) -> Judged:
    """A contest with a public result."""
    world = await decided(world)
    await commands.publish_result(world.secretariat.actor, world.id, ANY_VERSION)
    return world
