"""What a decision asks for, freezes and numbers."""

import asyncio
import json
from datetime import UTC, date, datetime

import pytest
from asyncpg import PostgresError

from foundation import clock
from foundation.database import ANY_VERSION, execute, fetch_value
from foundation.errors import Invalid, NotFound
from foundation.ids import new_id
from procurement.catalogue.queries import certified_on
from procurement.certification import commands
from procurement.certification.content import Opinion
from procurement.certification.queries import certification_for, evidence_text
from tests.factories.certification import certifier, content, opinions
from tests.factories.identity import OTHER, person
from tests.factories.solutions import solution
from tests.procurement.certification.steps import TODAY, decided, drafted, mails, row_of

pytestmark = pytest.mark.usefixtures("db")


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


async def test_the_rule_in_force_is_kept_with_the_decision():
    _actor, made = await decided()
    kept = json.loads((await row_of(made.id))["evidence"])["law"]
    assert kept["minimum_experts"]["value"] == 2
    assert kept["term_fiscal_years"]["value"] == 3
    assert kept["ordinance"]["value"]["en"].endswith("Article 12-3")
    assert kept["statute"]["since"] == "2004-11-10"
    assert all(source["address"] for source in kept["minimum_experts"]["sources"])


@pytest.mark.parametrize("by_file", [True, False], ids=["own rules", "settings"])
async def test_a_governments_own_rule_decides(installed, own_rules, by_file):
    if by_file:
        own_rules(
            "[[rule]]\nsince = 2026-04-01\nminimum_experts = 3\nterm_fiscal_years = 1\n"
            'sources = [{ name = "見本県規則", article = "第1条", address = "https://example.jp/" }]\n'
        )
    else:
        installed(minimum_expert_opinions=3, certification_fiscal_years=1)
    actor, made = await drafted()
    with pytest.raises(Invalid) as refused:
        await commands.decide_certification(actor, made.id, made.version, seen=ANY_VERSION)
    assert "3" in refused.value.errors["opinions"]
    actor, made = await drafted(opinions=opinions(3))
    await commands.decide_certification(actor, made.id, made.version, seen=ANY_VERSION)
    row = await row_of(made.id)
    assert (row["required_opinions"], row["term_end"]) == (3, date(2027, 3, 31))
    kept = json.loads(row["evidence"])["law"]["minimum_experts"]
    assert kept.get("setting") == (None if by_file else "KS_MINIMUM_EXPERT_OPINIONS")


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
