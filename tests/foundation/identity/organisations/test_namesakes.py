"""No two active organisations of a kind are called what looks the same."""

from datetime import date

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, fetch_value
from foundation.errors import Invalid
from foundation.identity.organisations.commands import create_organisation, rename_organisation
from foundation.identity.organisations.names import OrganisationWords


async def create(name, unit=None):
    made = await create_organisation(
        SYSTEM, kind="bureau", words=OrganisationWords(name=name, unit=unit)
    )
    return made.id


async def rename(organisation_id, name, day=date(2026, 11, 24)):
    await rename_organisation(
        SYSTEM, organisation_id, words=OrganisationWords(name=name), day=day, version=ANY_VERSION
    )


@pytest.mark.parametrize(
    ("present", "alike"),
    [
        ("ABC局", "ＡＢＣ局"),
        ("ABC局", "abc局"),
        ("福祉局", "福\u200d祉局"),
        ("福祉局", "福\ufe00祉局"),
        ("神戸局", "\ufa19戸局"),
        ("カイゴ局", "ｶｲｺﾞ局"),
        ("見本 局", "見本\u3000 局"),
    ],
)
async def test_what_looks_the_same_is_refused(db, present, alike):
    await create(present)
    other = await create("別の局")
    with pytest.raises(Invalid) as refused:
        await create(alike)
    assert present in refused.value.errors["name"]
    with pytest.raises(Invalid):
        await rename(other, alike)
    assert await fetch_value("SELECT count(*) FROM organisation") == 2


async def test_what_shows_nothing_is_not_stored_and_so_makes_no_second(db):
    one = await create("福祉局")
    assert await create("福\u200b祉局") == one


async def test_a_name_and_its_section_are_read_as_one(db):
    await create("福祉局", "介護課")
    with pytest.raises(Invalid):
        await create("福祉局 介護課")
    assert await create("福祉局") != await create("福祉局", "医療課")


async def test_an_earlier_name_is_still_taken_but_not_from_its_own(db):
    bureau = await create("福祉局")
    await rename(bureau, "健康福祉局")
    with pytest.raises(Invalid):
        await create("福祉局")
    await rename(bureau, "福祉局")
    assert await fetch_value("SELECT name FROM organisation") == "福祉局"


async def test_a_name_to_come_is_taken(db):
    await rename(await create("福祉局"), "健康福祉局", date(2027, 4, 1))
    with pytest.raises(Invalid):
        await create("健康福祉局")


async def test_names_are_stored_as_they_are_written(db):
    for name in ("\u845b\U000e0100飾局", "花\ufa19局", "ＡＢＣ局"):
        made = await create(name)
        assert await fetch_value("SELECT name FROM organisation WHERE id = $1", made) == name
