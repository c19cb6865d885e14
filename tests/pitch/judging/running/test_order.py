"""Judging under way: progress without values, and the computed order once it may be seen."""

from fractions import Fraction

import pytest

from foundation.database import ANY_VERSION, fetch_value
from foundation.errors import Conflict, Invalid, NotPermitted
from pitch.contests.commands import act_on_contest, update_contest
from pitch.contests.entries import commands as entering
from pitch.contests.queries import contest_for
from pitch.contests.states import Act
from pitch.judging.ballots import commands as balloting
from pitch.judging.results import commands
from pitch.judging.results.commands import Decision
from pitch.judging.results.queries import result_for
from pitch.judging.running.commands import open_order
from pitch.judging.running.order import order_of
from pitch.judging.running.queries import progress_of
from tests.factories import contests, judging
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")


def in_order(world: judging.Judged, **changes) -> Decision:
    """The computed order of `complete`: first entry first."""
    values = {"places": {world.entries[0]: 1, world.entries[1]: 2}, **changes}
    return Decision(**{"seen": ANY_VERSION, **values})


async def test_progress_shows_states_and_no_values():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    await judging.submit(world, 0, 0, 5, 4)
    await balloting.save_ballot(world.judges[0].actor, world.entries[1], 0, world.content(3))
    await balloting.recuse(world.judges[1].actor, world.entries[0], "顧問をしている。")
    progress = await progress_of(secretariat, world.id)
    first, second = (judge.account_id for judge in world.judges)
    assert progress.state(world.entries[0], first) == "submitted"
    assert progress.state(world.entries[1], first) == "draft"
    assert progress.state(world.entries[0], second) == "recused"
    assert progress.state(world.entries[1], second) == "not_started"
    assert (progress.settled, progress.expected, progress.done(first)) == (2, 4, 1)
    assert [one.reason for one in progress.recusals] == ["顧問をしている。"]
    assert not progress.is_complete and not progress.shows_order
    for role, mark in (("judge", ""), ("operator", ""), ("member", ""), ("challenge_owner", "")):
        with pytest.raises(NotPermitted):
            await progress_of((await person(role, mark)).actor, world.id)


async def test_the_order_opens_when_every_ballot_is_there():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    await judging.submit(world, 0, 0, 5, 4)
    await judging.submit(world, 0, 1, 3, 2)
    await judging.submit(world, 1, 1, 4, 4)
    with pytest.raises(Conflict, match="揃っていない"):
        await order_of(secretariat, world.id)
    with pytest.raises(Conflict, match="揃っていない"):
        await commands.decide(secretariat, world.id, in_order(world))
    await balloting.recuse(world.judges[1].actor, world.entries[0], "顧問をしている。")
    order = await order_of(secretariat, world.id)
    assert [(one.entry.id, one.score.rank, one.score.ballots) for one in order.entries] == [
        (world.entries[0], 1, 1),
        (world.entries[1], 2, 2),
    ]
    assert order.entries[0].score.total == Fraction(60 * 5 + 40 * 4, 100)


async def test_the_order_can_be_opened_early_with_a_reason_that_stays():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    await judging.submit(world, 0, 0, 5, 4)
    await balloting.save_ballot(world.judges[1].actor, world.entries[0], 0, world.content(1, 1))
    with pytest.raises(Invalid):
        await open_order(secretariat, world.id, " ")
    with pytest.raises(NotPermitted):
        await open_order(world.judges[0].actor, world.id, "見たい")
    await open_order(secretariat, world.id, "審査員が急病のため")
    await open_order(secretariat, world.id, "審査員が急病のため")
    assert await fetch_value("SELECT count(*) FROM order_opening") == 1
    order = await order_of(secretariat, world.id)
    assert [one.score.ballots for one in order.entries] == [1, 0]
    assert [cast.ballot.state for cast in order.entries[0].ballots] == ["submitted"]
    await commands.decide(
        secretariat, world.id, Decision(seen=ANY_VERSION, places={world.entries[0]: 1})
    )
    result = await result_for(secretariat, world.id)
    assert result.decision.opening_reason == "審査員が急病のため"
    assert [(entry.place, entry.total) for entry in result.entries] == [
        (1, Fraction(23, 5)),
        (None, None),
    ]


async def test_an_order_is_opened_for_one_reason():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    for _click in range(2):
        await open_order(secretariat, world.id, "急ぐため")
    with pytest.raises(Conflict, match="別の理由"):
        await open_order(secretariat, world.id, "ほかの理由")


async def test_criteria_that_were_scored_by_are_not_rewritten():
    world = await judging.judged(entry_marks=("",))
    await judging.submit(world, 0, 0, 4, 4)
    await entering.withdraw_entry((await person("member")).actor, world.entries[0])
    secretariat = world.secretariat.actor
    for act in (Act.CANCEL, Act.RESTORE):
        await act_on_contest(secretariat, world.id, act, ANY_VERSION, reason="応募がなくなったため")
    contest = await contest_for(secretariat, world.id)
    content = await contests.content(challenge_id=contest.challenge_id)
    same = await update_contest(secretariat, world.id, contest.version, content)
    with pytest.raises(Conflict, match="採点している"):
        await update_contest(
            secretariat,
            world.id,
            same.version,
            await contests.content(
                challenge_id=contest.challenge_id, criteria=[contests.criterion("別の基準", 100)]
            ),
        )
