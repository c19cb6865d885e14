"""A public result, what it makes known, and its way back."""

import asyncio

import asyncpg
import pytest

from foundation.access.actor import ANONYMOUS
from foundation.clock import today
from foundation.database import ANY_VERSION, execute, fetch, fetch_value
from foundation.errors import Conflict, Invalid, NotFound
from matching.facts.queries import facts_about
from pitch.contests.queries import contest_for
from pitch.judging.ballots import commands as balloting
from pitch.judging.counting.weighted import Ballot, Criterion, score_entries
from pitch.judging.results import commands
from pitch.judging.results.commands import Decision
from pitch.judging.results.queries import result_for
from pitch.judging.running.order import order_of
from tests.factories import judging
from tests.factories.identity import OTHER, person
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


async def solutions() -> list:
    return [
        row["solution"]
        for row in await fetch("SELECT solution FROM entry ORDER BY submitted_at, id")
    ]


async def test_what_the_result_says_is_what_the_ballots_give():
    world = await judging.published()
    rows = await fetch(
        "SELECT b.judge, b.entry, s.criterion, s.value FROM ballot b JOIN ballot_score s "
        "ON s.ballot = b.id WHERE b.state = 'submitted'"
    )
    cast: dict = {}
    for row in rows:
        cast.setdefault((str(row["judge"]), str(row["entry"])), {})[str(row["criterion"])] = row[
            "value"
        ]
    weights = {
        str(row["id"]): row["weight"]
        for row in await fetch("SELECT id, weight FROM criterion ORDER BY position")
    }
    expected = score_entries(
        [Criterion(key, weight, 1, 5) for key, weight in weights.items()],
        [Ballot(judge, entry, scores) for (judge, entry), scores in cast.items()],
    )
    result = await result_for(ANONYMOUS, world.id)
    assert [(str(one.id), one.total, one.place) for one in result.entries] == [
        (one.entry, one.total, one.rank) for one in expected
    ]
    assert [line.mean for line in result.winner.lines] == list(expected[0].means.values())
    contributions = [line.contribution or 0 for line in result.winner.lines]
    assert sum(contributions) == expected[0].total


async def test_publication_is_another_step_and_tells_every_entrant_their_own_place():
    world = await judging.decided()
    for reader in (ANONYMOUS, world.judges[0].actor, (await person("member")).actor):
        with pytest.raises(NotFound):
            await result_for(reader, world.id)
    assert not [mail for mail in await recent_mail() if "結果" in mail.subject]
    assert await facts_about("solution", await solutions(), today()) == {
        solution: [] for solution in await solutions()
    }
    both = await asyncio.gather(
        *(commands.publish_result(world.secretariat.actor, world.id, 1) for _click in range(2))
    )
    assert both[0] == both[1] and both[0].state == "published"
    mails = {
        mail.recipient: mail.body for mail in await recent_mail() if "公表しました" in mail.subject
    }
    first, second = await person("member"), await person("member", judging.SECOND)
    assert set(mails) == {first.email, second.email}
    assert "1位に選ばれました" in mails[first.email] and "順位：2位" in mails[second.email]
    assert f"/contests/{world.id}/result" in mails[first.email]
    winner, placed = await solutions()
    facts = await facts_about("solution", [winner, placed], today())
    assert [(one.value, one.label_ja) for one in facts[winner]] == [
        ("winner", "コンテスト「介護・福祉の現場を支えるテクノロジー」1位")
    ]
    assert facts[winner][0].label_en == "Pitch contest “Technology for care work”: place 1"
    assert facts[placed][0].value == "placed"
    assert (await contest_for(ANONYMOUS, world.id)).published_at is not None


async def test_publication_has_its_way_back():
    world = await judging.published()
    secretariat = world.secretariat.actor
    with pytest.raises(Invalid):
        await commands.unpublish_result(secretariat, world.id, " ", ANY_VERSION)
    with pytest.raises(Conflict, match="公表されています"):
        await commands.take_back_decision(secretariat, world.id, "理由", ANY_VERSION)
    await commands.unpublish_result(
        secretariat, world.id, "点の入力に誤りがあったため", ANY_VERSION
    )
    with pytest.raises(NotFound):
        await result_for(ANONYMOUS, world.id)
    assert all(
        not facts for facts in (await facts_about("solution", await solutions(), today())).values()
    )
    told = [mail for mail in await recent_mail() if "取り消しました" in mail.subject]
    assert len(told) == 2 and all("誤り" in mail.body for mail in told)
    with pytest.raises(Conflict):
        await commands.unpublish_result(secretariat, world.id, "もう一度", ANY_VERSION)
    with pytest.raises(Invalid):
        await commands.take_back_decision(secretariat, world.id, "", ANY_VERSION)
    back = await commands.take_back_decision(secretariat, world.id, "票を直すため", ANY_VERSION)
    assert back.state == "taken_back"
    assert await fetch_value("SELECT state FROM contest") == "judging"
    await balloting.take_back_ballot(world.judges[0].actor, world.entries[0], ANY_VERSION)
    await balloting.submit_ballot(world.judges[0].actor, world.entries[0], 2, world.content(5, 5))
    await judging.decided_by_order(world)
    await commands.publish_result(secretariat, world.id, ANY_VERSION)
    assert (await result_for(ANONYMOUS, world.id)).is_published
    states = [
        row["state"]
        for row in await fetch("SELECT state FROM contest_result ORDER BY decided_at, id")
    ]
    assert states == ["taken_back", "published"]


async def test_publishing_what_was_not_seen_is_refused():
    world = await judging.decided()
    with pytest.raises(Conflict):
        await commands.publish_result(world.secretariat.actor, world.id, 7)
    undecided = await judging.judged()
    with pytest.raises(Conflict, match="決まっていません"):
        await commands.publish_result(world.secretariat.actor, undecided.id, ANY_VERSION)


async def test_feedback_goes_out_only_where_the_secretariat_says_so():
    world = await judging.judged(entry_marks=("",))
    for judge, words in zip(world.judges, ("渡す言葉", "渡さない言葉"), strict=True):
        await balloting.submit_ballot(
            judge.actor, world.entries[0], 0, world.content(4, 4, feedback=words)
        )
    order = await order_of(world.secretariat.actor, world.id)
    [chosen] = [
        cast.ballot.id for cast in order.entries[0].ballots if cast.ballot.feedback == "渡す言葉"
    ]
    await commands.decide(
        world.secretariat.actor,
        world.id,
        Decision(seen=ANY_VERSION, places={world.entries[0]: 1}, shared_feedback=[chosen]),
    )
    await commands.publish_result(world.secretariat.actor, world.id, ANY_VERSION)
    own = (await result_for((await person("member")).actor, world.id)).own
    assert [one.feedback for one in own] == [("渡す言葉",)]
    assert [line.mean for line in own[0].lines] == [4, 4]
    assert (await result_for(ANONYMOUS, world.id)).own == []
    outsider = await person("member", OTHER)
    assert (await result_for(outsider.actor, world.id)).own == []


async def test_the_state_of_a_result_goes_with_its_columns():
    await judging.published()
    for statement in (
        "UPDATE contest_result SET published_at = NULL",
        "UPDATE contest_result SET state = 'decided'",
        "UPDATE contest_result SET state = 'taken_back'",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(statement)
