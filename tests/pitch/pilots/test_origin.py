"""What a pilot comes from is read again, under lock, when it is planned and when it starts."""

import pytest

from foundation.database import ANY_VERSION, execute, fetch_value
from foundation.errors import Conflict, Invalid
from foundation.ids import new_id
from matching.challenges.commands import withdraw_challenge
from pitch.judging.results.commands import unpublish_result
from pitch.pilots import commands, queries
from pitch.pilots.content import PilotSource
from pitch.pilots.states import SourceKind
from tests.factories import judging, pilots
from tests.factories.identity import person
from tests.races import while_another_writes

pytestmark = pytest.mark.usefixtures("db")
WITHDRAWN = "UPDATE entry SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1"


async def from_entry(entry_id) -> PilotSource:
    return PilotSource(kind=SourceKind.CONTEST_ENTRY, entry_id=entry_id)


async def test_an_entry_whose_result_is_public_no_more_starts_no_pilot():
    world = await judging.published()
    pilot_id = await pilots.planned(source=await from_entry(world.entries[0]))
    await unpublish_result(world.secretariat.actor, world.id, "誤り", ANY_VERSION)
    owner = await person("pilot_owner")
    with pytest.raises(Conflict, match="公表した後に") as refused:
        await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    assert refused.value.present_state == "planned"


async def test_what_is_off_the_shortlist_starts_no_pilot_until_it_is_back():
    source = await pilots.shortlisted()
    pilot_id = await pilots.planned(source=source)
    owner = await person("pilot_owner")
    await execute("UPDATE shortlist_entry SET removed_at = now()")
    with pytest.raises(Conflict, match="候補リスト"):
        await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    await execute("UPDATE shortlist_entry SET removed_at = NULL")
    await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)


async def test_a_withdrawn_challenge_starts_no_pilot():
    source = await pilots.shortlisted()
    pilot_id = await pilots.planned(source=source)
    owner = await person("challenge_owner")
    await withdraw_challenge(owner.actor, source.challenge_id, "重なるため", ANY_VERSION)
    with pytest.raises(Conflict, match="公開した課題"):
        await commands.start_pilot((await person("pilot_owner")).actor, pilot_id, ANY_VERSION)


async def test_a_plan_waits_for_an_entry_that_is_being_withdrawn():
    entry_id = await pilots.entered()
    owner = await person("pilot_owner")
    with pytest.raises(Invalid, match="取り下げられた応募"):
        await while_another_writes(
            WITHDRAWN,
            entry_id,
            command=commands.plan_pilot(
                owner.actor, new_id(), await from_entry(entry_id), pilots.plan()
            ),
        )
    assert await fetch_value("SELECT count(*) FROM pilot") == 0


async def test_a_start_waits_for_an_entry_that_is_being_withdrawn():
    entry_id = await pilots.entered()
    pilot_id = await pilots.planned(source=await from_entry(entry_id))
    owner = await person("pilot_owner")
    with pytest.raises(Conflict, match="取り下げられた応募"):
        await while_another_writes(
            WITHDRAWN, entry_id, command=commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
        )
    assert (await queries.pilot_for(owner.actor, pilot_id)).state == "planned"


async def test_a_result_recorded_since_it_was_read_is_not_judged_unseen():
    owner = await person("pilot_owner")
    pilot_id = await pilots.measured(owner)
    seen = (await queries.pilot_for(owner.actor, pilot_id)).version
    await pilots.measure(owner, pilot_id, value=58.0)
    with pytest.raises(Conflict):
        await commands.evaluate_pilot(owner.actor, pilot_id, pilots.finding(), seen)
    seen = (await queries.pilot_for(owner.actor, pilot_id)).version
    await commands.evaluate_pilot(owner.actor, pilot_id, pilots.finding(), seen)
