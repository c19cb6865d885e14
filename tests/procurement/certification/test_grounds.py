"""What a certification rests on is read again when it is decided and when it is published."""

import json
from uuid import UUID

import pytest

from foundation.database import ANY_VERSION, execute, fetch_value
from foundation.errors import Conflict, Invalid
from foundation.ids import new_id
from matching.solutions.commands import update_solution, withdraw_solution
from matching.startups.commands import suspend_startup
from pitch.pilots import commands as pilot_commands
from pitch.pilots.content import EvaluationContent
from pitch.pilots.states import Outcome
from procurement.catalogue.queries import certified_on
from procurement.certification import commands
from procurement.certification.queries import certification_for
from tests.factories import pilots
from tests.factories.certification import certifier, content
from tests.factories.identity import person
from tests.factories.solutions import content as solution_content
from tests.procurement.certification.steps import TODAY, drafted, row_of
from tests.races import while_another_writes

pytestmark = pytest.mark.usefixtures("db")
STOP = {"outcome": Outcome.STOP, "reason_ja": "腰の負担は減ったが、費用に見合わない。"}


async def drafted_from_pilot():
    """A complete draft from an evaluated pilot of full use, not published; its certifier."""
    pilot_id = await pilots.evaluated()
    actor = await certifier()
    made = await commands.create_certification(
        actor, new_id(), pilot_id=pilot_id, content=content()
    )
    return actor, made, pilot_id


async def judged_again(pilot_id: UUID, **changes: object) -> EvaluationContent:
    """The pilot's evaluation taken back and decided anew."""
    owner = (await person("pilot_owner")).actor
    await pilot_commands.take_back_evaluation(owner, pilot_id, "誤りがあった", ANY_VERSION)
    finding = pilots.finding(**changes)
    await pilot_commands.evaluate_pilot(owner, pilot_id, finding, ANY_VERSION)
    return finding


async def published_evaluation(pilot_id: UUID) -> None:
    owner = (await person("pilot_owner")).actor
    await pilot_commands.publish_evaluation(owner, pilot_id, ANY_VERSION)


async def seen_by(actor, certification_id: UUID) -> str:
    return (await certification_for(actor, certification_id)).seen or ""


async def write_solution(**changes: object) -> None:
    """The firm writes its solution anew."""
    member = (await person("member")).actor
    solution_id = await fetch_value("SELECT id FROM solution")
    version = await fetch_value("SELECT version FROM solution")
    said = solution_content(price_public=True, **changes)
    await update_solution(member, solution_id, version, said)


async def test_an_outcome_that_the_pilot_no_longer_has_is_not_published():
    actor, made, pilot_id = await drafted_from_pilot()
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    await judged_again(pilot_id, **STOP)
    await published_evaluation(pilot_id)
    with pytest.raises(Conflict, match="実証の評価が変わりました") as refusal:
        await commands.publish_certification(actor, made.id, ANY_VERSION)
    assert refusal.value.present_state == "decided"
    assert await certified_on(TODAY) == []

    back = await commands.take_back_certification(actor, made.id, "評価が変わった", ANY_VERSION)
    view = await certification_for(actor, made.id)
    assert view.pilot_outcome == "stop"
    decided = await commands.decide_certification(
        actor, made.id, back.version, seen=await seen_by(actor, made.id)
    )
    await commands.publish_certification(actor, made.id, decided.version)
    row = await row_of(made.id)
    assert row["pilot_outcome"] == json.loads(row["evidence"])["source"]["outcome"] == "stop"


@pytest.mark.parametrize("change", [STOP, {"reason_ja": "別の理由"}], ids=["outcome", "reason"])
async def test_an_evaluation_that_changed_since_it_was_read_is_not_decided_on(change):
    actor, made, pilot_id = await drafted_from_pilot()
    seen = await seen_by(actor, made.id)
    await judged_again(pilot_id, **change)
    with pytest.raises(Conflict, match="実証の評価が変わりました"):
        await commands.decide_certification(actor, made.id, made.version, seen=seen)
    seen = await seen_by(actor, made.id)
    await commands.decide_certification(actor, made.id, made.version, seen=seen)


async def test_a_pilot_without_its_evaluation_carries_no_decision():
    actor, made, pilot_id = await drafted_from_pilot()
    owner = (await person("pilot_owner")).actor
    await pilot_commands.take_back_evaluation(owner, pilot_id, "測り直す", ANY_VERSION)
    for seen in (await seen_by(actor, made.id), ANY_VERSION):
        with pytest.raises(Conflict, match="評価が取り消されています"):
            await commands.decide_certification(actor, made.id, ANY_VERSION, seen=seen)


async def test_the_same_evaluation_decided_again_changes_nothing():
    actor, made, pilot_id = await drafted_from_pilot()
    await commands.decide_certification(
        actor, made.id, ANY_VERSION, seen=await seen_by(actor, made.id)
    )
    await judged_again(pilot_id)
    await published_evaluation(pilot_id)
    await commands.publish_certification(actor, made.id, ANY_VERSION)


async def test_a_solution_that_changed_since_it_was_read_is_not_decided_on():
    actor, made = await drafted()
    seen = await seen_by(actor, made.id)
    await write_solution(how_ja="まったく別の仕組み。")
    with pytest.raises(Conflict, match="会社が解決策か会社の情報を変えました"):
        await commands.decide_certification(actor, made.id, made.version, seen=seen)
    seen = await seen_by(actor, made.id)
    await commands.decide_certification(actor, made.id, made.version, seen=seen)


async def test_a_solution_that_changed_since_the_decision_is_not_published():
    actor, made = await drafted()
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    await write_solution(how_ja="まったく別の仕組み。")
    with pytest.raises(Conflict, match="決定した後に、会社が"):
        await commands.publish_certification(actor, made.id, ANY_VERSION)


@pytest.mark.parametrize("who", ["the firm", "the secretariat"])
async def test_what_is_not_public_any_more_is_not_published(who):
    actor, made = await drafted()
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    if who == "the firm":
        member = (await person("member")).actor
        await withdraw_solution(member, await solution_id_of(made.id), "終売", ANY_VERSION)
    else:
        secretariat = (await person("secretariat")).actor
        startup_id = (await row_of(made.id))["startup"]
        await suspend_startup(secretariat, startup_id, "確かめる", ANY_VERSION)
    with pytest.raises(Conflict, match="公開を取りやめました"):
        await commands.publish_certification(actor, made.id, ANY_VERSION)


async def solution_id_of(certification_id: UUID) -> UUID:
    return (await row_of(certification_id))["solution"]


async def test_a_decision_waits_for_an_evaluation_that_is_being_changed():
    actor, made, pilot_id = await drafted_from_pilot()
    seen = await seen_by(actor, made.id)
    with pytest.raises(Conflict, match="実証の評価が変わりました"):
        await while_another_writes(
            "UPDATE pilot SET outcome = 'stop' WHERE id = $1",
            pilot_id,
            command=commands.decide_certification(actor, made.id, made.version, seen=seen),
        )


async def test_a_publication_waits_for_an_evaluation_that_is_being_taken_back():
    actor, made, pilot_id = await drafted_from_pilot()
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    await published_evaluation(pilot_id)
    with pytest.raises(Conflict, match="まだ公表されていません"):
        await while_another_writes(
            "UPDATE pilot SET published_at = NULL, published_by = NULL WHERE id = $1",
            pilot_id,
            command=commands.publish_certification(actor, made.id, ANY_VERSION),
        )


async def test_a_decision_waits_for_a_solution_that_is_being_withdrawn():
    actor, made = await drafted()
    with pytest.raises(Invalid):
        await while_another_writes(
            "UPDATE solution SET state = 'withdrawn', withdrawn_at = now(), state_reason = '終売'",
            command=commands.decide_certification(
                actor, made.id, made.version, seen=await seen_by(actor, made.id)
            ),
        )


async def test_an_evaluation_waits_for_a_publication_that_rests_on_it():
    _actor, made, pilot_id = await drafted_from_pilot()
    owner = (await person("pilot_owner")).actor
    await while_another_writes(
        "SELECT 1 FROM pilot WHERE id = $1 FOR SHARE",
        pilot_id,
        command=pilot_commands.take_back_evaluation(owner, pilot_id, "誤り", ANY_VERSION),
    )
    assert await row_of(made.id)


async def test_a_decision_of_earlier_days_is_published_while_the_outcome_holds():
    actor, made, pilot_id = await drafted_from_pilot()
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    await execute("ALTER TABLE certification DISABLE TRIGGER USER")
    try:
        frozen = json.loads((await row_of(made.id))["evidence"])
        del frozen["source"]["sha256"]
        await execute(
            "UPDATE certification SET evidence = $2, "
            "evidence_sha256 = encode(sha256(convert_to($2, 'UTF8')), 'hex') WHERE id = $1",
            made.id,
            json.dumps(frozen),
        )
    finally:
        await execute("ALTER TABLE certification ENABLE TRIGGER USER")
    await judged_again(pilot_id, reason_ja="言い直した理由")
    await published_evaluation(pilot_id)
    await commands.publish_certification(actor, made.id, ANY_VERSION)
