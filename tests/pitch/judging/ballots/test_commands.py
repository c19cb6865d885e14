"""What judges do with their ballots: rules, refusals, double submits, two at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import ANY_VERSION, execute, fetch, fetch_one, fetch_value, transaction
from foundation.errors import (
    Conflict,
    Invalid,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    TooLate,
)
from foundation.identity import effects as identity
from pitch.contests.entries import commands as entering
from pitch.judging.ballots import commands as balloting
from pitch.judging.ballots import queries
from pitch.judging.ballots.content import BallotContent, comment_field, score_field
from pitch.judging.running.commands import extend_judging
from tests.factories import judging
from tests.factories.identity import OTHER, person
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


async def rows() -> list[dict]:
    return await fetch("SELECT * FROM ballot ORDER BY created_at, id")


async def test_a_draft_may_be_incomplete_and_is_kept_as_written():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    first = await balloting.save_ballot(
        judge, entry, 0, BallotContent(scores={world.criteria[0]: 4}, feedback="　続けてほしい。 ")
    )
    assert (first.state, first.version) == ("draft", 1)
    view = await queries.ballot_for(judge, entry)
    assert view.content == BallotContent(
        scores={world.criteria[0]: 4}, comments={}, feedback="続けてほしい。"
    )
    second = await balloting.save_ballot(judge, entry, 1, world.content(3, 2))
    assert (second.state, second.version) == ("draft", 2)
    assert (await queries.ballot_for(judge, entry)).content == world.content(3, 2)


async def test_submission_needs_every_score_and_reasons_at_the_ends():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    first, second = (await queries.ballot_for(judge, entry)).criteria
    with pytest.raises(Invalid) as refused:
        await balloting.submit_ballot(judge, entry, 0, BallotContent(scores={first.id: 5}))
    assert set(refused.value.errors) == {comment_field(first), score_field(second)}
    with pytest.raises(Invalid) as refused:
        await balloting.submit_ballot(
            judge, entry, 0, BallotContent(scores={first.id: 3, second.id: 1})
        )
    assert set(refused.value.errors) == {comment_field(second)}
    assert await rows() == []
    done = await balloting.submit_ballot(
        judge, entry, 0, BallotContent(scores={first.id: 3, second.id: 4})
    )
    assert done.state == "submitted"


@pytest.mark.parametrize(
    "broken",
    [
        {"score": 0},
        {"score": 6},
        {"comment": "長" * 1001},
        {"feedback": "長" * 1001},
        {"foreign": True},
    ],
)
async def test_what_breaks_a_rule_is_refused_even_in_a_draft(broken):
    world = await judging.judged()
    criterion = world.criteria[0]
    content = BallotContent(
        scores={world.entries[0] if broken.get("foreign") else criterion: broken.get("score", 3)},
        comments={criterion: broken.get("comment", "")},
        feedback=broken.get("feedback"),
    )
    with pytest.raises(Invalid):
        await balloting.save_ballot(world.judges[0].actor, world.entries[0], 0, content)
    assert await rows() == []


async def test_a_form_sent_twice_counts_once():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    for write, version in ((balloting.save_ballot, 0), (balloting.submit_ballot, 1)):
        content = world.content(3, version + 2)
        both = await asyncio.gather(*(write(judge, entry, version, content) for _click in range(2)))
        assert both[0] == both[1] and both[0].version == version + 1
    assert len(await rows()) == 1
    events = await fetch("SELECT action FROM audit_event WHERE object_kind = 'ballot' ORDER BY id")
    assert [event["action"] for event in events] == ["ballot.save", "ballot.submit"]


async def test_a_stale_ballot_changes_nothing():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    await balloting.save_ballot(judge, entry, 0, world.content(3, 3))
    for version in (0, 2):
        with pytest.raises(Conflict) as refused:
            await balloting.save_ballot(judge, entry, version, world.content(4, 4))
        assert refused.value.present_state == "draft"
    assert (await queries.ballot_for(judge, entry)).content == world.content(3, 3)


async def test_two_judges_at_once_keep_their_own_ballots():
    world = await judging.judged()
    await asyncio.gather(
        *(
            balloting.submit_ballot(judge.actor, entry, 0, world.content(score, score))
            for score, judge in enumerate(world.judges, 2)
            for entry in world.entries
        )
    )
    assert len(await rows()) == 4
    for score, judge in enumerate(world.judges, 2):
        view = await queries.ballot_for(judge.actor, world.entries[0])
        assert set(view.content.scores.values()) == {score}


async def test_two_screens_of_one_judge_make_one_ballot():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    both = await asyncio.gather(
        balloting.save_ballot(judge, entry, 0, world.content(3, 3)),
        balloting.save_ballot(judge, entry, 0, world.content(4, 4)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in both) == ["BallotRecord", "Conflict"]
    assert len(await rows()) == 1


async def test_only_the_contests_judges_score():
    world = await judging.judged()
    entry, content = world.entries[0], world.content(3, 3)
    with pytest.raises(NotAuthenticated):
        await balloting.save_ballot(ANONYMOUS, entry, 0, content)
    for role in ("secretariat", "member", "challenge_owner", "operator"):
        with pytest.raises(NotPermitted):
            await balloting.save_ballot((await person(role)).actor, entry, 0, content)
    other = await person("judge", OTHER)
    for act in (
        balloting.save_ballot(other.actor, entry, 0, content),
        balloting.take_back_ballot(other.actor, entry, ANY_VERSION),
        balloting.recuse(other.actor, entry, "理由"),
    ):
        with pytest.raises(NotFound):
            await act
    assert await rows() == []


async def test_the_deadline_is_judged_by_the_server_and_can_be_extended():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    await judging.submit(world, 0, 1, 3, 3)
    deadline = await fetch_value("SELECT judging_deadline FROM contest")
    with clock.frozen(deadline):
        for act in (
            balloting.save_ballot(judge, entry, 0, world.content(3, 3)),
            balloting.submit_ballot(judge, entry, 0, world.content(3, 3)),
            balloting.take_back_ballot(judge, world.entries[1], ANY_VERSION),
        ):
            with pytest.raises(TooLate, match="締切は2026年12月"):
                await act
        assert len(await rows()) == 1
        later = deadline + timedelta(days=1)
        for wrong in (None, deadline, deadline - timedelta(days=1)):
            with pytest.raises(Invalid) as refused:
                await extend_judging(world.secretariat.actor, world.id, wrong, "急病", ANY_VERSION)
            assert set(refused.value.errors) == {"deadline"}
        with pytest.raises(Invalid) as refused:
            await extend_judging(world.secretariat.actor, world.id, later, " ", ANY_VERSION)
        assert set(refused.value.errors) == {"reason"}
        with pytest.raises(NotPermitted):
            await extend_judging(judge, world.id, later, "急病", ANY_VERSION)
        await extend_judging(world.secretariat.actor, world.id, later, "急病のため", ANY_VERSION)
        await balloting.submit_ballot(judge, entry, 0, world.content(3, 3))
    mails = [mail for mail in await recent_mail() if "締切を延ばしました" in mail.subject]
    assert {mail.recipient for mail in mails} == {one.email for one in world.judges}
    assert all("急病のため" in mail.body for mail in mails)


async def test_a_submitted_ballot_is_taken_back_until_the_decision():
    world = await judging.complete()
    judge, entry = world.judges[0].actor, world.entries[0]
    with pytest.raises(Conflict) as refused:
        await balloting.save_ballot(judge, entry, 1, world.content(2, 2))
    assert refused.value.present_state == "submitted"
    back = await balloting.take_back_ballot(judge, entry, ANY_VERSION)
    assert (back.state, back.version) == ("draft", 2)
    await balloting.submit_ballot(judge, entry, 2)
    assert (await queries.ballot_for(judge, entry)).content == world.content(5, 4)
    await judging.decided_by_order(world)
    with pytest.raises(Conflict, match="終わっています"):
        await balloting.take_back_ballot(judge, entry, ANY_VERSION)
    with pytest.raises(Conflict, match="終わっています"):
        await balloting.recuse(judge, entry, "理由")


async def test_a_recusal_has_its_reason_and_its_way_back():
    world = await judging.judged()
    judge, entry = world.judges[0].actor, world.entries[0]
    for reason in ("  ", "長" * 1001):
        with pytest.raises(Invalid):
            await balloting.recuse(judge, entry, reason)
    await balloting.save_ballot(judge, entry, 0, world.content(3, 3))
    recused = await balloting.recuse(judge, entry, "顧問をしている。")
    assert await balloting.recuse(judge, entry, "顧問をしている。") == recused
    with pytest.raises(Conflict):
        await balloting.submit_ballot(judge, entry, recused.version)
    with pytest.raises(Conflict):
        await balloting.take_back_recusal(world.judges[1].actor, entry)
    for who in (world.judges[0], world.judges[1], await person("operator")):
        with pytest.raises(NotPermitted):
            await balloting.lift_recusal(who.actor, world.id, recused.id, ANY_VERSION)
    with pytest.raises(NotFound):
        await balloting.lift_recusal(world.secretariat.actor, entry, recused.id, ANY_VERSION)
    back = await balloting.take_back_recusal(judge, entry)
    assert back.state == "draft"
    assert (await queries.ballot_for(judge, entry)).content == world.content(3, 3)
    again = await balloting.recuse(judge, entry, "やはり顧問をしている。")
    with pytest.raises(Conflict):  # its reason is another than was read
        await balloting.lift_recusal(world.secretariat.actor, world.id, again.id, recused.version)
    await balloting.lift_recusal(world.secretariat.actor, world.id, again.id, again.version)
    assert (await fetch_one("SELECT state FROM ballot WHERE id = $1", again.id))["state"] == "draft"
    [mail] = [mail for mail in await recent_mail() if "回避を取り消しました" in mail.subject]
    assert mail.recipient == world.judges[0].email and f"/judging/{world.id}/{entry}" in mail.body


async def test_recusing_works_after_the_deadline():
    world = await judging.judged()
    with clock.frozen(datetime(2027, 1, 5, 3, tzinfo=UTC)):
        made = await balloting.recuse(world.judges[0].actor, world.entries[0], "顧問をしている。")
        assert made.state == "recused"


async def test_withdrawn_entries_and_other_states_are_not_scored():
    world = await judging.judged()
    judge = world.judges[0].actor
    member = await person("member")
    await entering.withdraw_entry(member.actor, world.entries[0])
    with pytest.raises(Conflict, match="取り下げ"):
        await balloting.save_ballot(judge, world.entries[0], 0, world.content(3, 3))
    with pytest.raises(NotFound):
        await queries.ballot_for(judge, world.entries[0])
    await execute("UPDATE contest SET state = 'open', judging_started_at = NULL")
    with pytest.raises(Conflict, match="始まっていません"):
        await balloting.save_ballot(judge, world.entries[1], 0, world.content(3, 3))


async def test_nobody_scores_their_own_company():
    world = await judging.judged()
    judge, member = world.judges[0], await person("member")
    async with transaction():
        await identity.add_membership(
            SYSTEM,
            account_id=judge.account_id,
            organisation_id=member.organisation_id,
            role="member",
        )
    with pytest.raises(NotPermitted, match="回避"):
        await balloting.save_ballot(judge.actor, world.entries[0], 0, world.content(5, 5))
    assert (await balloting.recuse(judge.actor, world.entries[0], "役員")).state == "recused"


async def test_the_audit_tells_what_was_done_and_no_scores():
    world = await judging.judged()
    await balloting.submit_ballot(
        world.judges[0].actor,
        world.entries[0],
        0,
        BallotContent(
            scores=dict.fromkeys(world.criteria, 5),
            comments=dict.fromkeys(world.criteria, "秘密のひとこと"),
        ),
    )
    await balloting.recuse(world.judges[1].actor, world.entries[0], "秘密の理由")
    events = await fetch("SELECT * FROM audit_event WHERE object_kind = 'ballot'")
    assert len(events) == 2
    text = " ".join(str(event["before"]) + str(event["after"]) for event in events)
    assert "秘密" not in text and "scores" not in text


async def test_the_database_holds_the_rules_too():
    world = await judging.complete()
    for statement in (
        "UPDATE ballot SET submitted_at = NULL",
        "UPDATE ballot SET state = 'recused'",
        "UPDATE ballot SET state = 'elsewhere'",
        "UPDATE ballot_score SET value = 6",
        "UPDATE ballot_score SET value = NULL, comment = NULL",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(statement)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute("DELETE FROM ballot")
    with pytest.raises(asyncpg.UniqueViolationError):
        await execute(
            "UPDATE ballot SET entry = $1, judge = $2", world.entries[0], world.judges[0].account_id
        )
