"""From the order to a decision: what it must say, what it rests on, and that it is made once."""

import asyncio
import hashlib
import json

import asyncpg
import pytest

from foundation.database import ANY_VERSION, execute, fetch, fetch_one, fetch_value
from foundation.errors import Conflict, Invalid, NotPermitted
from pitch.contests.entries import commands as entering
from pitch.judging.ballots import commands as balloting
from pitch.judging.results import commands
from pitch.judging.results.commands import Decision
from pitch.judging.results.queries import result_for
from pitch.judging.running.order import order_of
from tests.factories import judging
from tests.factories.identity import OTHER, person

pytestmark = pytest.mark.usefixtures("db")


def in_order(world: judging.Judged, **changes) -> Decision:
    """The computed order of `complete`: first entry first."""
    values = {"places": {world.entries[0]: 1, world.entries[1]: 2}, **changes}
    return Decision(**{"seen": ANY_VERSION, **values})


@pytest.mark.parametrize(
    ("places", "field"),
    [({}, "places"), ({1: 1}, "places"), ({0: 1, 1: 3}, "places"), ({0: 2, 1: 1}, "reason"),
     ({0: 1, 1: 1}, "reason"), ({1: 2}, "places"), ({"foreign": 1}, "places")],
)  # fmt: skip
async def test_places_follow_rules_and_overrides_need_reasons(places, field):
    world = await judging.complete()
    named = {
        world.entries[key] if isinstance(key, int) else world.id: place
        for key, place in places.items()
    }
    if places == {1: 1}:
        field = "reason"
    with pytest.raises(Invalid) as refused:
        await commands.decide(
            world.secretariat.actor, world.id, Decision(seen=ANY_VERSION, places=named)
        )
    assert set(refused.value.errors) == {field}
    assert await fetch_value("SELECT count(*) FROM contest_result") == 0
    assert await fetch_value("SELECT state FROM contest") == "judging"


async def test_an_override_keeps_its_reason():
    world = await judging.complete()
    other_way = {world.entries[0]: 2, world.entries[1]: 1}
    await commands.decide(
        world.secretariat.actor,
        world.id,
        Decision(seen=ANY_VERSION, places=other_way, reason="審査会の協議による"),
    )
    result = await result_for(world.secretariat.actor, world.id)
    assert [entry.id for entry in result.entries] == [world.entries[1], world.entries[0]]
    assert result.decision.reason == "審査会の協議による"


async def test_a_decision_is_about_what_was_seen():
    world = await judging.complete()
    secretariat = world.secretariat.actor
    seen = (await order_of(secretariat, world.id)).seen
    await balloting.take_back_ballot(world.judges[0].actor, world.entries[0], ANY_VERSION)
    await balloting.submit_ballot(world.judges[0].actor, world.entries[0], 2, world.content(1, 1))
    with pytest.raises(Conflict, match="変わりました"):
        await commands.decide(secretariat, world.id, in_order(world, seen=seen))
    now = (await order_of(secretariat, world.id)).seen
    assert now != seen
    await commands.decide(secretariat, world.id, in_order(world, seen=now))


async def test_a_withdrawal_changes_what_was_seen():
    world = await judging.complete()
    secretariat = world.secretariat.actor
    seen = (await order_of(secretariat, world.id)).seen
    member = await person("member", judging.SECOND)
    await entering.withdraw_entry(member.actor, world.entries[1])
    with pytest.raises(Conflict):
        await commands.decide(secretariat, world.id, in_order(world, seen=seen))
    with pytest.raises(Invalid):
        await commands.decide(secretariat, world.id, in_order(world))


async def test_deciding_twice_decides_once_and_two_at_once_agree():
    world = await judging.complete()
    other = await person("secretariat", OTHER)
    made = await asyncio.gather(
        *(
            commands.decide(who, world.id, in_order(world))
            for who in (world.secretariat.actor, world.secretariat.actor, other.actor)
        )
    )
    assert len({record.id for record in made}) == 1
    with pytest.raises(Conflict):
        await commands.decide(
            other.actor,
            world.id,
            Decision(seen=ANY_VERSION, places={world.entries[1]: 1}, reason="別の考え"),
        )
    assert await fetch_value("SELECT count(*) FROM contest_result") == 1


@pytest.mark.parametrize("shared", [[], [1], [0, 1]], ids=["none", "another", "more"])
async def test_the_same_places_with_other_shared_feedback_are_another_decision(shared):
    world = await judging.judged(entry_marks=("",))
    for judge, words in zip(world.judges, ("一人目の言葉", "二人目の言葉"), strict=True):
        await balloting.submit_ballot(
            judge.actor, world.entries[0], 0, world.content(4, 4, feedback=words)
        )
    ballots = [balloting.ballot_id_of(world.entries[0], judge.account_id) for judge in world.judges]

    def sharing(which: list[int]) -> Decision:
        return Decision(
            seen=ANY_VERSION,
            places={world.entries[0]: 1},
            shared_feedback=[ballots[index] for index in which],
        )

    secretariat = world.secretariat.actor
    first = await commands.decide(secretariat, world.id, sharing([0]))
    assert await commands.decide(secretariat, world.id, sharing([0])) == first
    with pytest.raises(Conflict, match="別の内容ですでに決まっています"):
        await commands.decide(secretariat, world.id, sharing(shared))


async def test_a_decision_made_anew_is_not_published_by_who_saw_the_first():
    world = await judging.decided()
    secretariat = world.secretariat.actor
    first = await result_for(secretariat, world.id)
    await commands.take_back_decision(secretariat, world.id, "順位の相談", first.version)
    await commands.decide(
        secretariat, world.id, in_order(world, comment_ja="別の講評", reason="審査会の協議")
    )
    for act in (
        commands.publish_result(secretariat, world.id, first.version),
        commands.take_back_decision(secretariat, world.id, "誤り", first.version),
    ):
        with pytest.raises(Conflict):
            await act


async def test_only_the_secretariat_decides():
    world = await judging.complete()
    for role in ("judge", "member", "operator", "challenge_owner", "certifier"):
        who = (await person(role)).actor
        for act in (
            commands.decide(who, world.id, in_order(world)),
            commands.publish_result(who, world.id, ANY_VERSION),
            commands.unpublish_result(who, world.id, "理由", ANY_VERSION),
            commands.take_back_decision(who, world.id, "理由", ANY_VERSION),
            order_of(who, world.id),
        ):
            with pytest.raises(NotPermitted):
                await act
    assert await fetch_value("SELECT state FROM contest") == "judging"


async def test_the_record_holds_all_it_rests_on_and_its_hash():
    world = await judging.decided()
    row = await fetch_one("SELECT * FROM contest_result")
    assert row["sha256"] == hashlib.sha256(row["content"].encode()).hexdigest()
    content = json.loads(row["content"])
    kept = {
        (
            ballot["id"],
            ballot["version"],
            ballot["state"],
            json.dumps(ballot["scores"], sort_keys=True),
        )
        for ballot in content["ballots"]
    }
    scores: dict = {}
    for score in await fetch("SELECT * FROM ballot_score"):
        scores.setdefault(score["ballot"], {})[str(score["criterion"])] = score["value"]
    assert kept == {
        (
            str(one["id"]),
            one["version"],
            one["state"],
            json.dumps(scores[one["id"]], sort_keys=True),
        )
        for one in await fetch("SELECT * FROM ballot")
    }
    assert content["rubric_hash"] == await fetch_value("SELECT rubric_hash FROM contest")
    assert content["decided_by"] == world.secretariat.name
    for statement in (
        "UPDATE contest_result SET content = content || ' '",
        "UPDATE contest_result SET sha256 = repeat('0', 64)",
        "UPDATE contest_result SET decided_at = now()",
        "DELETE FROM contest_result",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await execute(statement)


async def test_overlong_comments_are_refused():
    world = await judging.complete()
    with pytest.raises(Invalid) as refused:
        await commands.decide(
            world.secretariat.actor, world.id, in_order(world, comment_ja="長" * 2001)
        )
    assert set(refused.value.errors) == {"comment_ja"}
