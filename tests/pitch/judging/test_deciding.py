"""From progress to a public result: order, decision, frozen record, publication and their ways back."""

import asyncio
import hashlib
import json
from fractions import Fraction

import asyncpg
import pytest

from foundation.access.actor import ANONYMOUS
from foundation.clock import today
from foundation.database import ANY_VERSION, execute, fetch, fetch_one, fetch_value
from foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from matching.facts.queries import facts_about
from pitch.contests.commands import act_on_contest, update_contest
from pitch.contests.entries import commands as entering
from pitch.contests.queries import contest_for
from pitch.contests.states import Act
from pitch.judging import balloting, commands, queries, results
from pitch.judging.commands import Decision
from pitch.judging.weighted import Ballot, Criterion, score_entries
from tests.factories import contests, judging
from tests.factories.identity import OTHER, person
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


def in_order(world: judging.Judged, **changes) -> Decision:
    """The computed order of `complete`: first entry first."""
    values = {"places": {world.entries[0]: 1, world.entries[1]: 2}, **changes}
    return Decision(**{"seen": ANY_VERSION, **values})


async def solutions() -> list:
    return [
        row["solution"]
        for row in await fetch("SELECT solution FROM entry ORDER BY submitted_at, id")
    ]


async def test_progress_shows_states_and_no_values():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    await judging.submit(world, 0, 0, 5, 4)
    await balloting.save_ballot(world.judges[0].actor, world.entries[1], 0, world.content(3))
    await balloting.recuse(world.judges[1].actor, world.entries[0], "顧問をしている。")
    progress = await queries.progress_of(secretariat, world.id)
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
            await queries.progress_of((await person(role, mark)).actor, world.id)


async def test_the_order_opens_when_every_ballot_is_there():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    await judging.submit(world, 0, 0, 5, 4)
    await judging.submit(world, 0, 1, 3, 2)
    await judging.submit(world, 1, 1, 4, 4)
    with pytest.raises(Conflict, match="揃っていない"):
        await results.order_of(secretariat, world.id)
    with pytest.raises(Conflict, match="揃っていない"):
        await commands.decide(secretariat, world.id, in_order(world))
    await balloting.recuse(world.judges[1].actor, world.entries[0], "顧問をしている。")
    order = await results.order_of(secretariat, world.id)
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
        await commands.open_order(secretariat, world.id, " ")
    with pytest.raises(NotPermitted):
        await commands.open_order(world.judges[0].actor, world.id, "見たい")
    await commands.open_order(secretariat, world.id, "審査員が急病のため")
    await commands.open_order(secretariat, world.id, "審査員が急病のため")
    assert await fetch_value("SELECT count(*) FROM order_opening") == 1
    order = await results.order_of(secretariat, world.id)
    assert [one.score.ballots for one in order.entries] == [1, 0]
    assert [cast.ballot.state for cast in order.entries[0].ballots] == ["submitted"]
    await commands.decide(
        secretariat, world.id, Decision(seen=ANY_VERSION, places={world.entries[0]: 1})
    )
    result = await results.result_for(secretariat, world.id)
    assert result.decision.opening_reason == "審査員が急病のため"
    assert [(entry.place, entry.total) for entry in result.entries] == [
        (1, Fraction(23, 5)),
        (None, None),
    ]


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
    result = await results.result_for(world.secretariat.actor, world.id)
    assert [entry.id for entry in result.entries] == [world.entries[1], world.entries[0]]
    assert result.decision.reason == "審査会の協議による"


async def test_a_decision_is_about_what_was_seen():
    world = await judging.complete()
    secretariat = world.secretariat.actor
    seen = (await results.order_of(secretariat, world.id)).seen
    await balloting.take_back_ballot(world.judges[0].actor, world.entries[0], ANY_VERSION)
    await balloting.submit_ballot(world.judges[0].actor, world.entries[0], 2, world.content(1, 1))
    with pytest.raises(Conflict, match="変わりました"):
        await commands.decide(secretariat, world.id, in_order(world, seen=seen))
    now = (await results.order_of(secretariat, world.id)).seen
    assert now != seen
    await commands.decide(secretariat, world.id, in_order(world, seen=now))


async def test_a_withdrawal_changes_what_was_seen():
    world = await judging.complete()
    secretariat = world.secretariat.actor
    seen = (await results.order_of(secretariat, world.id)).seen
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
    first = await results.result_for(secretariat, world.id)
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


async def test_an_order_is_opened_for_one_reason():
    world = await judging.judged()
    secretariat = world.secretariat.actor
    for _click in range(2):
        await commands.open_order(secretariat, world.id, "急ぐため")
    with pytest.raises(Conflict, match="別の理由"):
        await commands.open_order(secretariat, world.id, "ほかの理由")


async def test_only_the_secretariat_decides():
    world = await judging.complete()
    for role in ("judge", "member", "operator", "challenge_owner", "certifier"):
        who = (await person(role)).actor
        for act in (
            commands.decide(who, world.id, in_order(world)),
            commands.publish_result(who, world.id, ANY_VERSION),
            commands.unpublish_result(who, world.id, "理由", ANY_VERSION),
            commands.take_back_decision(who, world.id, "理由", ANY_VERSION),
            results.order_of(who, world.id),
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
    result = await results.result_for(ANONYMOUS, world.id)
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
            await results.result_for(reader, world.id)
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
        await results.result_for(ANONYMOUS, world.id)
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
    assert (await results.result_for(ANONYMOUS, world.id)).is_published
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
    order = await results.order_of(world.secretariat.actor, world.id)
    [chosen] = [
        cast.ballot.id for cast in order.entries[0].ballots if cast.ballot.feedback == "渡す言葉"
    ]
    await commands.decide(
        world.secretariat.actor,
        world.id,
        Decision(seen=ANY_VERSION, places={world.entries[0]: 1}, shared_feedback=[chosen]),
    )
    await commands.publish_result(world.secretariat.actor, world.id, ANY_VERSION)
    own = (await results.result_for((await person("member")).actor, world.id)).own
    assert [one.feedback for one in own] == [("渡す言葉",)]
    assert [line.mean for line in own[0].lines] == [4, 4]
    assert (await results.result_for(ANONYMOUS, world.id)).own == []
    outsider = await person("member", OTHER)
    assert (await results.result_for(outsider.actor, world.id)).own == []


async def test_the_state_of_a_result_goes_with_its_columns():
    await judging.published()
    for statement in (
        "UPDATE contest_result SET published_at = NULL",
        "UPDATE contest_result SET state = 'decided'",
        "UPDATE contest_result SET state = 'taken_back'",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(statement)


async def test_overlong_comments_are_refused():
    world = await judging.complete()
    with pytest.raises(Invalid) as refused:
        await commands.decide(
            world.secretariat.actor, world.id, in_order(world, comment_ja="長" * 2001)
        )
    assert set(refused.value.errors) == {"comment_ja"}


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
