"""What leads a certification on after its decision, and drafts out of the way."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from foundation import clock
from foundation.database import ANY_VERSION, fetch_value
from foundation.errors import Conflict, Invalid, NotPermitted
from matching.facts.queries import facts_about
from procurement.catalogue.queries import certified_on
from procurement.certification import commands
from procurement.certification.queries import certification_for
from procurement.certification.views import Standing
from tests.factories.certification import certifier, content
from tests.factories.identity import OTHER, person
from tests.procurement.certification.steps import TODAY, decided, drafted, mails, published, row_of

pytestmark = pytest.mark.usefixtures("db")


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
