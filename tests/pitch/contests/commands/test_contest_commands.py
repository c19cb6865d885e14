"""What the secretariat may do with a contest, and what is refused with nothing changed."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, fetch, fetch_one, fetch_value, transaction
from foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from foundation.identity import effects as identity
from foundation.ids import new_id
from pitch.contests import commands
from pitch.contests.queries import contest_for
from pitch.contests.states import Act
from tests.factories import challenges, contests
from tests.factories.identity import person
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


async def state_of(contest_id) -> str:
    return await fetch_value("SELECT state FROM contest WHERE id = $1", contest_id)


async def act(
    contest_id, what: Act, reason: str = "", role: str = "secretariat", version=ANY_VERSION, **more
):
    who = await person(role)
    return await commands.act_on_contest(
        who.actor, contest_id, what, version, reason=reason, **more
    )


async def test_a_contest_is_drafted_and_opened():
    contest_id = await contests.draft()
    assert await state_of(contest_id) == "draft"
    await act(contest_id, Act.OPEN)
    row = await fetch_one("SELECT * FROM contest WHERE id = $1", contest_id)
    assert row is not None
    assert row["state"] == "open"
    assert len(row["rubric_hash"]) == 64


async def test_sending_the_form_twice_makes_one_draft():
    secretariat = await person("secretariat")
    content, contest_id = await contests.content(), new_id()
    first = await commands.create_contest(secretariat.actor, contest_id, content)
    second = await commands.create_contest(secretariat.actor, contest_id, content)
    assert first == second
    assert await fetch_value("SELECT count(*) FROM contest") == 1
    assert await fetch_value("SELECT count(*) FROM criterion") == 2


@pytest.mark.parametrize("role", ["challenge_owner", "member", "judge", "operator"])
async def test_only_the_secretariat_runs_contests(role):
    who = await person(role)
    with pytest.raises(NotPermitted, match="運営事務局"):
        await commands.create_contest(who.actor, new_id(), await contests.content())
    contest_id = await contests.draft()
    with pytest.raises(NotPermitted):
        await act(contest_id, Act.OPEN, role=role)
    assert await state_of(contest_id) == "draft"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"criteria": []}, "criteria"),
        ({"criteria": [contests.criterion("有効性", 60)]}, "criteria"),
        ({"judge_ids": []}, "judge_ids"),
    ],
)
async def test_an_incomplete_contest_does_not_open(changes, field):
    contest_id = await contests.draft(**changes)
    with pytest.raises(Invalid) as refusal:
        await act(contest_id, Act.OPEN)
    assert field in refusal.value.errors
    assert await state_of(contest_id) == "draft"


async def test_a_contest_needs_a_published_challenge_and_registered_judges():
    draft_challenge = await challenges.draft()
    with pytest.raises(Invalid) as refusal:
        await contests.draft(challenge_id=draft_challenge)
    assert "challenge_id" in refusal.value.errors
    someone = await person("member")
    with pytest.raises(Invalid) as refusal:
        await contests.draft(judge_ids=[someone.account_id])
    assert "judge_ids" in refusal.value.errors


async def test_overlong_texts_are_refused_with_their_length():
    with pytest.raises(Invalid) as refusal:
        await contests.draft(theme_ja="長" * 61)
    assert "61" in refusal.value.errors["theme_ja"]


async def test_a_stale_form_changes_nothing():
    contest_id = await contests.draft()
    secretariat = await person("secretariat")
    challenge_id = await fetch_value("SELECT challenge FROM contest WHERE id = $1", contest_id)
    newer = await contests.content(theme_ja="新しいテーマ", challenge_id=challenge_id)
    await commands.update_contest(secretariat.actor, contest_id, 1, newer)
    older = await contests.content(theme_ja="古い画面のテーマ", challenge_id=challenge_id)
    with pytest.raises(Conflict):
        await commands.update_contest(secretariat.actor, contest_id, 1, older)
    theme = await fetch_value("SELECT theme_ja FROM contest WHERE id = $1", contest_id)
    assert theme == "新しいテーマ"


async def test_the_rubric_of_an_open_contest_is_fixed_but_its_texts_are_not():
    contest_id = await contests.open_()
    secretariat = await person("secretariat")
    contest = await contest_for(secretariat.actor, contest_id)
    challenge_id = contest.challenge_id
    reworded = await contests.content(description_ja="言い直した内容", challenge_id=challenge_id)
    changed = await commands.update_contest(
        secretariat.actor, contest_id, contest.version, reworded
    )
    reweighed = await contests.content(
        criteria=[contests.criterion("別の基準", 100)], challenge_id=challenge_id
    )
    with pytest.raises(Conflict, match="審査基準"):
        await commands.update_contest(secretariat.actor, contest_id, changed.version, reweighed)


async def test_judging_before_the_deadline_needs_a_reason_and_ends_entries():
    contest_id = await contests.open_()
    await contests.entry(contest_id)
    with pytest.raises(Invalid) as refusal:
        await act(contest_id, Act.START_JUDGING)
    assert "reason" in refusal.value.errors
    await act(contest_id, Act.START_JUDGING, "応募がそろったため")
    deadline = await fetch_value("SELECT entry_deadline FROM contest WHERE id = $1", contest_id)
    assert deadline <= clock.now()
    assert any("審査をお願いします" in mail.subject for mail in await recent_mail())


async def test_judging_after_the_deadline_needs_no_reason():
    contest_id = await contests.open_()
    await contests.entry(contest_id)
    with clock.frozen(clock.now() + timedelta(days=18)):
        await act(contest_id, Act.START_JUDGING)
    assert await state_of(contest_id) == "judging"


async def test_judging_needs_entries():
    contest_id = await contests.open_()
    with pytest.raises(Conflict):
        await act(contest_id, Act.START_JUDGING, "早める")
    assert await state_of(contest_id) == "open"


async def test_entries_are_taken_again_with_a_new_deadline():
    contest_id = await contests.judging()
    with pytest.raises(Invalid):
        await act(contest_id, Act.REOPEN_ENTRIES, "応募を増やすため", deadline=clock.now())
    later = clock.now() + timedelta(days=30)
    await act(contest_id, Act.REOPEN_ENTRIES, "応募を増やすため", deadline=later)
    row = await fetch_one("SELECT * FROM contest WHERE id = $1", contest_id)
    assert row is not None
    assert (row["state"], row["entry_deadline"]) == ("open", later)
    assert any("延ばしました" in mail.subject for mail in await recent_mail())


async def test_cancelling_needs_a_reason_and_tells_the_entrants():
    contest_id = await contests.judging()
    with pytest.raises(Invalid):
        await act(contest_id, Act.CANCEL)
    await act(contest_id, Act.CANCEL, "会場が使えないため")
    assert await state_of(contest_id) == "cancelled"
    told = [mail for mail in await recent_mail() if "中止" in mail.subject]
    assert len(told) == 1
    assert "会場が使えないため" in told[0].body


@pytest.mark.parametrize("told_of", [Act.CANCEL, Act.REOPEN_ENTRIES])
async def test_who_acts_for_two_entrants_hears_of_each_entry(told_of):
    contest_id = await contests.judging("（甲）", "（乙）")
    both, other = await person("member", "（甲）"), await person("member", "（乙）")
    async with transaction():
        await identity.add_membership(
            SYSTEM,
            account_id=both.account_id,
            organisation_id=other.organisation_id,
            role="member",
        )
    later = clock.now() + timedelta(days=30)
    await act(contest_id, told_of, "見本の理由", deadline=later)
    entries = await fetch("SELECT id FROM entry WHERE contest = $1", contest_id)
    told = [mail for mail in await recent_mail() if "見本の理由" in mail.body]
    to_both = [mail.body for mail in told if mail.recipient == both.email]
    assert len(told) == 3 and len(to_both) == 2
    assert all(any(str(row["id"]) in body for body in to_both) for row in entries)


async def test_a_contest_with_entries_does_not_go_back_to_a_draft():
    contest_id = await contests.open_()
    await contests.entry(contest_id)
    with pytest.raises(Conflict):
        await act(contest_id, Act.UNOPEN, "間違えたため")
    empty = await contests.open_()
    await act(empty, Act.UNOPEN, "間違えたため")
    assert await state_of(empty) == "draft"


async def test_an_act_that_does_not_lead_on_is_a_conflict_with_the_present_state():
    contest_id = await contests.draft()
    with pytest.raises(Conflict) as refusal:
        await act(contest_id, Act.CANCEL, "理由")
    assert refusal.value.present_state == "draft"


async def test_an_unknown_contest_is_not_found():
    with pytest.raises(NotFound):
        await act(new_id(), Act.OPEN)


async def test_every_act_is_audited():
    contest_id = await contests.judging()
    events = await fetch(
        "SELECT action FROM audit_event WHERE object_id = $1 ORDER BY id", contest_id
    )
    assert [event["action"] for event in events] == [
        "contest.created",
        "contest.open",
        "contest.start-judging",
    ]


async def test_whoever_is_no_judge_any_more_is_not_asked_to_judge():
    leaving, staying = await person("judge"), await person("judge", "（別）")
    contest_id = await contests.open_(judge_ids=[leaving.account_id, staying.account_id])
    await contests.entry(contest_id)
    async with transaction():
        await identity.end_membership(SYSTEM, leaving.membership_id)
    await act(contest_id, Act.START_JUDGING, "応募がそろったため")
    asked = [mail.recipient for mail in await recent_mail() if "審査をお願い" in mail.subject]
    assert asked == [staying.email]
