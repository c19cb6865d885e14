"""What certifiers do, from the first draft to revocation, and what is refused."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from asyncpg import PostgresError

from foundation import clock
from foundation.database import ANY_VERSION, execute, fetch, fetch_value, transaction
from foundation.errors import Conflict, Invalid, MadeAlready, NotFound, NotPermitted
from foundation.identity.actor import SYSTEM
from foundation.ids import new_id
from foundation.settings import current
from matching.facts.queries import facts_about
from procurement.certification import commands
from procurement.certification.content import Opinion
from procurement.certification.queries import certification_for, certified_on, evidence_text
from procurement.certification.states import CertificationState
from procurement.certification.views import Standing
from tests.factories.certification import certification, certifier, content, opinions
from tests.factories.identity import OTHER, person
from tests.factories.solutions import solution

pytestmark = pytest.mark.usefixtures("db")
TODAY = date(2026, 11, 24)


async def drafted(**changes):
    """A draft with everything a decision needs, and its certifier."""
    actor = await certifier()
    made = await commands.create_certification(
        actor, new_id(), await solution(), content=content(**changes)
    )
    return actor, made


async def decided():
    actor, made = await drafted()
    return actor, await commands.decide_certification(
        actor, made.id, made.version, seen=ANY_VERSION
    )


async def published():
    actor, made = await decided()
    return actor, await commands.publish_certification(actor, made.id, made.version)


async def row_of(certification_id):
    rows = await fetch("SELECT * FROM certification WHERE id = $1", certification_id)
    return rows[0]


async def mails():
    return await fetch("SELECT subject, body FROM mail_message ORDER BY queued_at, id")


async def test_a_draft_begins_with_what_the_firm_registered():
    actor = await certifier()
    made = await commands.create_certification(actor, new_id(), await solution())
    view = await certification_for(actor, made.id)
    assert view.state == "draft"
    assert view.title_ja == "移乗支援ロボット リフトアイ"
    assert view.content.category == "welfare_care"
    assert (view.content.price_yen, view.content.price_unit) == (1_980_000, "unit")
    assert view.decision_number is None


async def test_a_draft_sent_twice_is_one():
    actor, record_id, chosen = await certifier(), new_id(), await solution()
    first = await commands.create_certification(actor, record_id, chosen)
    second = await commands.create_certification(actor, record_id, chosen)
    assert first == second
    with pytest.raises(MadeAlready):
        await commands.create_certification(
            actor, record_id, chosen, content=content(plan_goal_ja="別の目標")
        )
    assert await fetch_value("SELECT count(*) FROM certification") == 1


async def test_another_bureaus_id_is_not_found():
    _actor, made = await drafted()
    with pytest.raises(NotFound):
        await commands.create_certification(await certifier(OTHER), made.id, await solution())


@pytest.mark.parametrize("role", ["purchaser", "pilot_owner", "secretariat", "member", "judge"])
async def test_only_certifiers_draft(role):
    who = await person(role)
    with pytest.raises(NotPermitted, match="認定担当"):
        await commands.create_certification(who.actor, new_id(), await solution())


async def test_only_public_solutions_are_certified():
    from matching.solutions.states import SolutionState

    hidden = await solution(state=SolutionState.DRAFT)
    with pytest.raises(Invalid) as refusal:
        await commands.create_certification(await certifier(), new_id(), hidden)
    assert "solution_id" in refusal.value.errors


async def test_the_decision_freezes_everything_with_its_hash_and_tells_nobody():
    actor, made = await decided()
    row = await row_of(made.id)
    assert made.decision_number == "R8-見本-001"
    assert (row["term_start"], row["term_end"]) == (TODAY, date(2029, 3, 31))
    assert (row["required_opinions"], row["opinions_heard"]) == (2, 2)
    frozen = json.loads(row["evidence"])
    assert frozen["subject"]["content"]["title_ja"] == "移乗支援ロボット リフトアイ"
    assert [one["expert"] for one in frozen["opinions"]] == ["見本 学識経験者A", "見本 学識経験者B"]
    assert "施行令第167条の2第1項第4号" in frozen["legal_basis"]
    text, digest = await evidence_text(actor, made.id)
    assert text == row["evidence"] and digest == row["evidence_sha256"]
    assert await mails() == []
    assert await certified_on(TODAY) == []
    with pytest.raises(NotFound):
        await certification_for((await person("member")).actor, made.id)
    with pytest.raises(NotFound):
        await certification_for(await certifier(OTHER), made.id)


@pytest.mark.parametrize(
    "heard",
    [
        opinions,
        list,
        lambda: [
            Opinion(expert=name, affiliation="見本大学", heard_on=TODAY, opinion_ja="よい。")
            for name in ("見本　太郎", "見本太郎")
        ],
    ],
    ids=["one", "none", "one person twice"],
)
async def test_too_few_experts_are_refused_and_nothing_changes(heard):
    said = opinions(1) if heard is opinions else heard()
    actor, made = await drafted(opinions=said)
    before = await row_of(made.id)
    with pytest.raises(Invalid) as refusal:
        await commands.decide_certification(actor, made.id, made.version, seen=ANY_VERSION)
    assert "2人以上" in refusal.value.errors["opinions"]
    assert await row_of(made.id) == before
    assert await fetch_value("SELECT count(*) FROM audit_event WHERE action LIKE '%decide'") == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan_method_ja": None}, "plan_method_ja"),
        ({"plan_goal_ja": "  "}, "plan_goal_ja"),
        ({"novelty_passed": None}, "novelty_passed"),
        ({"benefit_passed": False}, "benefit_passed"),
        ({"feasibility_reason_ja": None}, "feasibility_reason_ja"),
        ({"opinions": opinions(2, date(2026, 11, 25))}, "opinions"),
        ({"opinions": [*opinions(2, TODAY), Opinion(expert="見本C")]}, "opinions"),
    ],
)
async def test_a_decision_lacks_nothing(changes, field):
    actor, made = await drafted(**changes)
    with pytest.raises(Invalid) as refusal:
        await commands.decide_certification(actor, made.id, made.version, seen=ANY_VERSION)
    assert set(refusal.value.errors) == {field}
    assert (await row_of(made.id))["state"] == "draft"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan_goal_ja": "あ" * 2001}, "plan_goal_ja"),
        ({"opinions": [Opinion(expert="", opinion_ja="名前がない")]}, "opinions"),
        ({"opinions": [Opinion(expert="あ" * 101)]}, "opinions"),
        ({"category": "unknown"}, "category"),
        ({"price_yen": -1}, "price_yen"),
    ],
)
async def test_drafts_refuse_what_cannot_be_right(changes, field):
    with pytest.raises(Invalid) as refusal:
        await drafted(**changes)
    assert set(refusal.value.errors) == {field}
    assert await fetch_value("SELECT count(*) FROM certification") == 0


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (datetime(2027, 3, 31, 14, 59, tzinfo=UTC), date(2029, 3, 31)),
        (datetime(2027, 3, 31, 15, 0, tzinfo=UTC), date(2030, 3, 31)),
    ],
    ids=["last minute of fiscal 2026", "first of fiscal 2027"],
)
async def test_the_term_ends_with_the_third_fiscal_year(day, ends):
    actor, made = await drafted()
    with clock.frozen(day):
        await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    assert (await row_of(made.id))["term_end"] == ends


async def test_number_and_term_can_be_set():
    actor, made = await drafted()
    await commands.decide_certification(
        actor,
        made.id,
        made.version,
        seen=ANY_VERSION,
        decision_number=" R8-福祉-009 ",
        term_start=date(2026, 12, 1),
        term_end=date(2027, 3, 31),
    )
    row = await row_of(made.id)
    assert row["decision_number"] == "R8-福祉-009"
    assert (row["term_start"], row["term_end"]) == (date(2026, 12, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"term_start": date(2026, 11, 23)}, "term_start"),
        ({"term_start": date(2026, 12, 2), "term_end": date(2026, 12, 1)}, "term_end"),
        ({"term_end": date(2040, 3, 31)}, "term_end"),
        ({"decision_number": "あ" * 41}, "decision_number"),
    ],
)
async def test_impossible_terms_and_numbers_are_refused(asked, field):
    actor, made = await drafted()
    with pytest.raises(Invalid) as refusal:
        await commands.decide_certification(actor, made.id, made.version, seen=ANY_VERSION, **asked)
    assert set(refusal.value.errors) == {field}


async def test_a_number_is_given_once_in_a_bureau():
    actor, first = await decided()
    second = await commands.create_certification(
        actor, new_id(), await solution(), content=content()
    )
    with pytest.raises(Invalid) as refusal:
        await commands.decide_certification(
            actor, second.id, ANY_VERSION, seen=ANY_VERSION, decision_number=first.decision_number
        )
    assert "decision_number" in refusal.value.errors
    assert (
        await commands.decide_certification(actor, second.id, ANY_VERSION, seen=ANY_VERSION)
    ).decision_number == "R8-見本-002"
    elsewhere = await certifier(OTHER)
    third = await commands.create_certification(
        elsewhere, new_id(), await solution(), content=content()
    )
    same = await commands.decide_certification(
        elsewhere, third.id, ANY_VERSION, seen=ANY_VERSION, decision_number=first.decision_number
    )
    assert same.decision_number == first.decision_number


async def test_a_solution_withdrawn_meanwhile_is_not_certified():
    actor, made = await drafted()
    await execute(
        "UPDATE solution SET state = 'withdrawn', withdrawn_at = now(), state_reason = '終売'"
    )
    with pytest.raises(Invalid) as refusal:
        await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    assert "solution_id" in refusal.value.errors


async def test_a_stale_draft_is_refused_and_the_newer_text_stays():
    actor, made = await drafted()
    await commands.update_certification(
        actor, made.id, made.version, content(plan_goal_ja="新しい目標")
    )
    with pytest.raises(Conflict):
        await commands.update_certification(
            actor, made.id, made.version, content(plan_goal_ja="古い目標")
        )
    view = await certification_for(actor, made.id)
    assert view.content.plan_goal_ja == "新しい目標"
    assert len(view.content.opinions) == 2


async def test_a_decided_one_is_not_written_any_more():
    actor, made = await decided()
    with pytest.raises(Conflict) as refusal:
        await commands.update_certification(actor, made.id, made.version, content())
    assert refusal.value.present_state == "decided"
    with pytest.raises(Conflict):
        await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)


async def test_the_database_keeps_what_was_decided():
    _actor, made = await decided()
    for statement in (
        "UPDATE certification SET plan_goal_ja = '別の目標' WHERE id = $1",
        "UPDATE certification SET evidence = 'x' WHERE id = $1",
        "DELETE FROM certification WHERE id = $1",
        "UPDATE certification_opinion SET expert = '別人' WHERE certification = $1",
        "DELETE FROM certification_opinion WHERE certification = $1",
    ):
        with pytest.raises(PostgresError):
            await execute(statement, made.id)


async def test_the_database_refuses_a_decision_with_one_expert():
    _actor, made = await drafted()
    with pytest.raises(PostgresError):
        await execute(
            "UPDATE certification SET state = 'decided', decided_at = now(), "
            "decision_number = 'x', term_start = now(), term_end = now(), required_opinions = 2, "
            "opinions_heard = 1, legal_basis = 'x', evidence = '', "
            "evidence_sha256 = encode(sha256(''), 'hex') WHERE id = $1",
            made.id,
        )


async def test_taken_back_it_is_a_draft_again_and_its_number_is_free():
    actor, made = await decided()
    with pytest.raises(Invalid):
        await commands.take_back_certification(actor, made.id, "  ", ANY_VERSION)
    back = await commands.take_back_certification(actor, made.id, "期間を誤った", ANY_VERSION)
    assert (back.state, back.decision_number) == ("draft", None)
    await commands.update_certification(
        actor, made.id, back.version, content(plan_goal_ja="直した")
    )
    again = await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    assert again.decision_number == made.decision_number


async def test_publication_is_an_act_of_its_own():
    member = await person("member")
    actor, made = await published()
    row = await row_of(made.id)
    assert row["published_by"] == actor.account_id
    assert [item.decision_number for item in await certified_on(TODAY)] == [made.decision_number]
    (mail,) = await mails()
    assert "認定を公表しました" in mail["subject"] and f"/certified/{made.id}" in mail["body"]
    fact = (await facts_about("solution", [row["solution"]], TODAY))[row["solution"]][0]
    assert (fact.kind, fact.valid_from, fact.valid_until) == (
        "certified",
        TODAY,
        date(2029, 3, 31),
    )
    view = await certification_for(member.actor, made.id)
    assert view.content.plan_method_ja and view.content.opinions == []
    with pytest.raises(Conflict):
        await commands.publish_certification(actor, made.id, ANY_VERSION)
    assert len(await mails()) == 1


async def test_suspended_and_resumed():
    await person("member")
    actor, made = await published()
    later = datetime(2026, 12, 1, 3, tzinfo=UTC)
    with clock.frozen(later):
        held = await commands.suspend_certification(
            actor, made.id, "不具合の確認", None, ANY_VERSION
        )
        assert (await certification_for(actor, made.id)).standing is Standing.SUSPENDED
        assert await certified_on(date(2026, 12, 1)) == []
        assert len(await certified_on(date(2026, 11, 30))) == 1
        solution_id = (await row_of(made.id))["solution"]
        facts = (await facts_about("solution", [solution_id], date(2026, 12, 1)))[solution_id]
        assert {(fact.kind, fact.in_term) for fact in facts} == {
            ("certified", False),
            ("certification_revoked", True),
        }
        with pytest.raises(Conflict):
            await commands.suspend_certification(actor, made.id, "もう一度", None, ANY_VERSION)
    with clock.frozen(later + timedelta(days=5)):
        await commands.resume_certification(actor, made.id, "直ったことを確かめた", held.version)
        for day, listed in (
            (date(2026, 11, 30), 1),
            (date(2026, 12, 1), 0),
            (date(2026, 12, 5), 0),
            (date(2026, 12, 6), 1),
        ):
            assert len(await certified_on(day)) == listed, day
        facts = (await facts_about("solution", [solution_id], date(2026, 12, 6)))[solution_id]
        assert [fact.in_term for fact in facts if fact.kind == "certified"] == [True, False]
    assert [mail["subject"][:8] for mail in await mails()] == [
        "認定を公表しまし",
        "認定を停止しまし",
        "認定を再開しまし",
    ]


async def test_a_suspension_with_a_last_day_ends_by_itself():
    actor, made = await published()
    await commands.suspend_certification(
        actor, made.id, "点検", until=date(2026, 11, 30), version=ANY_VERSION
    )
    assert await certified_on(date(2026, 11, 30)) == []
    assert len(await certified_on(date(2026, 12, 1))) == 1
    with clock.frozen(datetime(2026, 12, 2, 3, tzinfo=UTC)):
        assert (await certification_for(actor, made.id)).standing is Standing.IN_TERM
        await commands.suspend_certification(actor, made.id, "ふたたび点検", None, ANY_VERSION)
    assert await fetch_value("SELECT count(*) FROM certification_suspension") == 2
    assert len(await certified_on(date(2026, 12, 1))) == 1
    assert await certified_on(date(2026, 12, 2)) == []


async def test_a_suspension_ended_on_its_first_day_covers_none():
    actor, made = await published()
    await commands.suspend_certification(actor, made.id, "誤り", None, ANY_VERSION)
    await commands.resume_certification(actor, made.id, "誤りを直した", ANY_VERSION)
    assert len(await certified_on(TODAY)) == 1
    assert (await certification_for(actor, made.id)).standing is Standing.IN_TERM


async def test_a_suspension_ends_in_the_future():
    actor, made = await published()
    with pytest.raises(Invalid) as refusal:
        await commands.suspend_certification(
            actor, made.id, "点検", until=date(2026, 11, 23), version=ANY_VERSION
        )
    assert "until" in refusal.value.errors


async def test_revoked_for_good():
    await person("member")
    actor, made = await published()
    with clock.frozen(datetime(2026, 12, 1, 3, tzinfo=UTC)):
        with pytest.raises(Invalid):
            await commands.revoke_certification(actor, made.id, "", ANY_VERSION)
        await commands.revoke_certification(actor, made.id, "計画どおり進まない", ANY_VERSION)
        view = await certification_for(actor, made.id)
        assert view.standing is Standing.REVOKED
        assert view.revoked_reason_ja == "計画どおり進まない"
        assert view.acts == ()
        assert await certified_on(date(2026, 12, 1)) == []
        assert len(await certified_on(date(2026, 11, 30))) == 1
        with pytest.raises(Conflict):
            await commands.resume_certification(actor, made.id, "理由", ANY_VERSION)
        with pytest.raises(Conflict):
            await commands.suspend_certification(actor, made.id, "理由", None, ANY_VERSION)
    assert "認定を取り消しました" in (await mails())[-1]["subject"]


async def test_revoked_while_suspended_closes_the_suspension():
    actor, made = await published()
    await commands.suspend_certification(actor, made.id, "点検", None, ANY_VERSION)
    await commands.revoke_certification(actor, made.id, "直らない", ANY_VERSION)
    assert (
        await fetch_value("SELECT count(*) FROM certification_suspension WHERE ended_at IS NULL")
        == 0
    )


async def test_abandoned_and_taken_up_again():
    actor, made = await drafted()
    gone = await commands.abandon_certification(actor, made.id, "会社が辞退した", made.version)
    assert gone.state == "abandoned"
    with pytest.raises(Conflict):
        await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    back = await commands.reopen_certification(actor, made.id, "辞退が取り下げられた", ANY_VERSION)
    assert back.state == "draft"


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, id_: commands.suspend_certification(actor, id_, "理由", None, ANY_VERSION),
        lambda actor, id_: commands.revoke_certification(actor, id_, "理由", ANY_VERSION),
        lambda actor, id_: commands.publish_certification(actor, id_, ANY_VERSION),
        lambda actor, id_: commands.decide_certification(actor, id_, ANY_VERSION, seen=ANY_VERSION),
        lambda actor, id_: commands.update_certification(actor, id_, 1, content()),
    ],
)
async def test_another_bureau_changes_nothing(act):
    _actor, made = await published()
    before = await row_of(made.id)
    with pytest.raises(NotPermitted):
        await act(await certifier(OTHER), made.id)
    assert await row_of(made.id) == before


async def test_records_of_the_past_are_taken_in_once():
    long_ago = datetime(2021, 3, 30, 1, tzinfo=UTC)
    record_id = await certification(decided_at=long_ago, decision_number="R2-見本-001")
    await certification(certification_id=record_id)
    assert await fetch_value("SELECT count(*) FROM certification") == 1
    row = await row_of(record_id)
    assert (row["term_start"], row["term_end"]) == (date(2021, 3, 30), date(2023, 3, 31))
    assert (await certification_for(SYSTEM, record_id)).standing is Standing.EXPIRED


async def test_records_of_the_past_obey_the_rules_too():
    with pytest.raises(ValueError, match="opinions"):
        await certification(opinions=opinions(1))
    assert current().minimum_expert_opinions == 2


@pytest.mark.parametrize("state", list(CertificationState))
async def test_every_state_can_be_taken_in(state):
    if state is not CertificationState.ABANDONED:
        record_id = await certification(state=state)
        assert (await row_of(record_id))["state"] == state


async def test_effects_want_a_transaction():
    from foundation.database.transactions import NoTransaction
    from procurement.certification.effects import write_opinions

    with pytest.raises(NoTransaction):
        await write_opinions(new_id(), [])
    async with transaction():
        await write_opinions(new_id(), [])


async def test_decisions_at_the_same_time_get_different_numbers():
    actor = await certifier()
    drafts = [
        await commands.create_certification(actor, new_id(), await solution(), content=content())
        for _draft in range(4)
    ]
    made = await asyncio.gather(
        *(
            commands.decide_certification(actor, draft.id, ANY_VERSION, seen=ANY_VERSION)
            for draft in drafts
        )
    )
    assert sorted(one.decision_number or "" for one in made) == [
        f"R8-見本-{number:03d}" for number in range(1, 5)
    ]


async def test_two_publishers_publish_once():
    await person("member")
    actor, made = await decided()
    answers = await asyncio.gather(
        *(commands.publish_certification(actor, made.id, made.version) for _twice in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == [
        "CertificationRecord",
        "Conflict",
    ]
    assert len(await mails()) == 1
