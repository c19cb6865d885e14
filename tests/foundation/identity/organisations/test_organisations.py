"""Operators make and rename organisations; names are dated, and those to come are taken up on their day."""

import re
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, execute, fetch, fetch_one, fetch_value, transaction
from foundation.errors import Invalid, NotPermitted
from foundation.identity import effects
from foundation.identity.jobs import take_up_names
from foundation.identity.organisations import commands, reorganising
from foundation.identity.organisations.contents import contents_of
from foundation.identity.organisations.names import OrganisationWords
from foundation.identity.organisations.queries import names_of
from foundation.ids import new_id
from tests.conftest import NOW
from tests.factories.identity import OTHER, issued, organisation, person, post, sign_in
from tests.portal.everywhere.test_pages_in_english import unmarked

PATH = "/admin/organisations"
BUREAU = {"kind": "bureau", "name": "福祉局", "name_en": "Bureau of Social Welfare"}


@pytest.fixture
async def operator(client):
    who = await person("operator")
    await sign_in(client, who)
    return who


async def rename(client: httpx.AsyncClient, bureau: UUID, form: dict[str, str]) -> httpx.Response:
    """Send the form of a page that was opened just now."""
    return await post(client, f"{PATH}/{bureau}/rename", {**form, **await version(client, bureau)})


async def version(client: httpx.AsyncClient, bureau: UUID) -> dict[str, str]:
    """What the form for another name says of the names as they are."""
    page = (await client.get(f"{PATH}/{bureau}/rename")).text
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return {"version": found[1]}


def on(year: int, month: int, day: int) -> dict[str, str]:
    return {"day-year": str(year), "day-month": str(month), "day-day": str(day)}


async def events() -> list[str]:
    rows = await fetch(
        "SELECT action FROM audit_event WHERE object_kind = 'organisation' ORDER BY id"
    )
    return [row["action"] for row in rows]


async def test_an_organisation_is_made_once(client, operator):
    form = {**BUREAU, "id": await issued(client, f"{PATH}/new")}
    made = await post(client, PATH, form)
    assert made.status_code == 303
    assert (await post(client, PATH, form)).headers["location"] == made.headers["location"]
    again = await post(client, PATH, {**BUREAU, "id": await issued(client, f"{PATH}/new")})
    assert again.headers["location"] == made.headers["location"]
    assert await fetch_value("SELECT count(*) FROM organisation") == 1
    assert await events() == ["organisation.created"]
    page = await client.get(made.headers["location"])
    assert "福祉局" in page.text and "Bureau of Social Welfare" in page.text
    assert "2026年11月24日から" in page.text


@pytest.mark.parametrize("changes", [{"name": ""}, {"kind": "startup"}, {"name_en": "x" * 201}])
async def test_a_wrong_form_comes_back_filled_in(client, operator, changes):
    form = {**BUREAU, **changes, "unit": "高齢者課", "id": await issued(client, f"{PATH}/new")}
    answer = await post(client, PATH, form)
    assert answer.status_code == 422 and "高齢者課" in answer.text
    assert await fetch_value("SELECT count(*) FROM organisation") == 0


async def test_a_name_of_today_leaves_the_earlier_one_with_its_days(client, operator):
    bureau = await organisation("bureau")
    with clock.frozen(NOW + timedelta(days=128)):
        form = {"name": "都市整備局", "name_en": "Urban Development", **on(2027, 4, 1)}
        form["reason"] = "組織改正による"
        await sign_in(client, operator)
        form |= await version(client, bureau)
        for _click in range(2):
            answer = await post(client, f"{PATH}/{bureau}/rename", form)
            assert answer.status_code == 303, answer.text
        page = (await client.get(f"{PATH}/{bureau}")).text
        english = (await client.get(f"/en{PATH}/{bureau}")).text
    assert "2026年11月24日から2027年3月31日まで" in page and "2027年4月1日から" in page
    assert "見本局" in page and "組織改正による" in page and operator.name in page
    assert "Urban Development" in english
    assert await events() == ["organisation.created", "organisation.renamed"]
    names = "SELECT organisation_name_at($1, $2, $3)"
    assert await fetch_value(names, bureau, NOW, False) == "見本局"
    assert await fetch_value(names, bureau, NOW - timedelta(days=900), True) == "見本局"
    later = NOW + timedelta(days=200)
    assert await fetch_value(names, bureau, later, True) == "Urban Development"
    found = (await client.get(PATH, params={"q": "見本局"})).text
    assert "都市整備局" in found


async def test_a_name_to_come_is_taken_up_on_its_day(client, operator):
    bureau = await organisation("bureau")
    form = {"name": "都市整備局", **on(2027, 4, 1)}
    assert (await rename(client, bureau, form)).status_code == 303
    await take_up_names()
    present = "SELECT name FROM organisation WHERE id = $1"
    assert await fetch_value(present, bureau) == "見本局"
    other = {"name": "建設局", **on(2027, 5, 1)}
    refused = await rename(client, bureau, other)
    assert refused.status_code == 409 and "建設局" in refused.text
    later = await rename(client, bureau, {"name": "都市整備局", **on(2027, 7, 1)})
    assert later.status_code == 409 and "取り消してから" in later.text
    assert (await rename(client, bureau, form)).status_code == 303
    with clock.frozen(clock.at_tokyo(date(2027, 4, 1), 0, 1)):
        await take_up_names()
        await take_up_names()
    assert await fetch_value(present, bureau) == "都市整備局"
    assert await events() == [
        "organisation.created",
        "organisation.name_planned",
        "organisation.renamed",
    ]


async def test_a_name_to_come_can_be_taken_back(client, operator):
    bureau = await organisation("bureau")
    form = {"name": "都市整備局", **on(2027, 4, 1)}
    await rename(client, bureau, form)
    assert "予定を取り消す" in (await client.get(f"{PATH}/{bureau}")).text
    assert (await post(client, f"{PATH}/{bureau}/withdraw-name")).status_code == 303
    assert (await post(client, f"{PATH}/{bureau}/withdraw-name")).status_code == 409
    row = await fetch_one("SELECT name, until_day FROM organisation_name")
    assert row == {"name": "見本局", "until_day": None}


async def test_a_missing_english_name_is_no_other_name(client, operator):
    bureau = await organisation("bureau")
    form = {"name": "見本局", "name_en": "Sample Bureau", **on(2026, 11, 24)}
    assert (await rename(client, bureau, form)).status_code == 303
    assert await fetch_value("SELECT count(*) FROM organisation_name") == 1
    assert await fetch_value("SELECT name_en FROM organisation") == "Sample Bureau"
    assert await events() == ["organisation.created", "organisation.renamed"]


async def test_names_come_one_after_the_other_and_only_once(client, operator):
    bureau, _other = await organisation("bureau"), await organisation("bureau", "（別）")
    before = await rename(client, bureau, {"name": "都市整備局", **on(2026, 11, 23)})
    assert before.status_code == 422 and "2026年11月24日" in before.text
    taken = await rename(client, bureau, {"name": "見本局（別）", **on(2026, 11, 25)})
    assert taken.status_code == 422 and "同じ名前の組織がすでにあります" in taken.text


async def test_a_startup_is_renamed_by_itself_only(client, operator):
    startup = await organisation("startup")
    form = {"name": "別の会社", "version": "1", **on(2026, 11, 24)}
    assert (await post(client, f"{PATH}/{startup}/rename", form)).status_code == 404
    async with transaction():
        await effects.rename_organisation(SYSTEM, startup, "見本工業株式会社", "Sample Industries")
    assert await fetch_value("SELECT name_en FROM organisation") == "Sample Industries"
    assert await fetch_value("SELECT count(*) FROM organisation_name") == 2


async def test_a_page_opened_before_another_change_overwrites_nothing(client, operator):
    bureau = await organisation("bureau")
    opened = await version(client, bureau)
    first = {"name": "都市整備局", **on(2026, 11, 24)}
    assert (await rename(client, bureau, first)).status_code == 303
    late = {"name": "建設局", "reason": "組織改正による", **on(2026, 11, 24), **opened}
    refused = await post(client, f"{PATH}/{bureau}/rename", late)
    assert refused.status_code == 409 and "組織改正による" in refused.text
    assert await fetch_value("SELECT name FROM organisation") == "都市整備局"
    opened = await version(client, bureau)
    english = {**first, "name_en": "Urban Development"}
    assert (await rename(client, bureau, english)).status_code == 303
    refused = await post(client, f"{PATH}/{bureau}/rename", {**late, **opened})
    assert refused.status_code == 409
    assert await fetch_value("SELECT name_en FROM organisation") == "Urban Development"


async def test_a_long_reason_is_refused_by_the_command(operator):
    bureau = await organisation("bureau")
    words = OrganisationWords(name="都市整備局")
    with pytest.raises(Invalid) as refused:
        await commands.rename_organisation(
            operator.actor,
            bureau,
            words=words,
            day=clock.today(),
            version=ANY_VERSION,
            reason="長" * 1001,
        )
    assert set(refused.value.errors) == {"reason"}


async def test_a_clock_before_the_first_name_harms_no_name(client, operator):
    """A demo can be started with an earlier day than the last time."""
    bureau, startup = await organisation("bureau"), await organisation("startup")
    with clock.frozen(NOW - timedelta(days=30)):
        await sign_in(client, operator)
        early = await rename(client, bureau, {"name": "都市整備局", **on(2026, 10, 26)})
        assert early.status_code == 422 and "2026年11月24日" in early.text
        assert (await post(client, f"{PATH}/{bureau}/withdraw-name")).status_code == 409
        async with transaction():
            await effects.rename_organisation(SYSTEM, startup, "見本工業株式会社")
        name = "SELECT name FROM organisation WHERE id = $1"
        assert await fetch_value(name, startup) == "見本工業株式会社"
        seen = (await contents_of(bureau)).seen
        await reorganising.close_organisation(
            operator.actor, bureau, fates={}, successor_id=None, reason="組織改正", seen=seen
        )
    first = "SELECT name FROM organisation_name WHERE organisation = $1"
    assert await fetch_value(first, bureau) == "見本局"


async def test_english_given_later_is_no_other_name_of_a_startup_either(client, operator):
    startup = await organisation("startup")
    name = await fetch_value("SELECT name FROM organisation")
    async with transaction():
        await effects.rename_organisation(SYSTEM, startup, name, "Sample Industries")
    row = await fetch_one("SELECT name_en, until_day FROM organisation_name")
    assert row == {"name_en": "Sample Industries", "until_day": None}
    assert await fetch_value("SELECT name_en FROM organisation") == "Sample Industries"


async def test_only_operators(client):
    for role in ("certifier", "member", "secretariat", "judge"):
        who = await person(role, "甲")
        await sign_in(client, who)
        assert (await client.get(PATH)).status_code == 403
        with pytest.raises(NotPermitted):
            await commands.rename_organisation(
                who.actor,
                new_id(),
                words=OrganisationWords(name="局"),
                day=clock.today(),
                version=ANY_VERSION,
            )


async def test_the_pages_in_english_hold_no_unmarked_japanese(client, operator):
    bureau, _other = await organisation("bureau"), await organisation("bureau", OTHER)
    await person("certifier")
    pages = [
        await client.get(f"/en{PATH}{rest}")
        for rest in (
            "",
            "/new",
            *(f"/{bureau}{act}" for act in ("", "/rename", "/merge", "/close")),
        )
    ]
    sent = {"reason": "Reorganisation", "successor": str(_other)}
    pages += [await post(client, f"/en{PATH}/{bureau}/{act}", sent) for act in ("merge", "close")]
    for page in pages:
        assert page.status_code == 200, page.url
        assert unmarked(page.text.replace("見本局", "").replace(OTHER, "")) == [], page.url


async def test_names_of_one_day_are_told_in_the_order_they_were_given(db):
    bureau = await organisation("bureau")
    given = ["一局", "二局", "三局", "四局"]
    for name in given:
        await commands.rename_organisation(
            SYSTEM,
            bureau,
            words=OrganisationWords(name=name),
            day=date(2026, 11, 24),
            version=ANY_VERSION,
        )
    # A row written anew stands last in the table, as it would after any change of it.
    await execute("UPDATE organisation_name SET reason = 'x' WHERE name = '一局'")
    told = [row.name for row in await names_of(SYSTEM, bureau)]
    assert told == [*reversed(given), "見本局"]


async def test_an_ended_organisation_is_asked_nothing(client, operator):
    bureau, other = await organisation("bureau"), await organisation("bureau", OTHER)
    seen = (await contents_of(bureau)).seen
    await reorganising.merge_organisation(SYSTEM, bureau, other, reason="組織改正", seen=seen)
    for act in ("rename", "merge", "close"):
        page = await client.get(f"{PATH}/{bureau}/{act}")
        assert page.status_code == 409, act


async def test_an_organisation_that_looks_after_itself_is_asked_nothing_either(client, operator):
    firm = await organisation("startup")
    for act in ("rename", "merge", "close"):
        assert (await client.get(f"{PATH}/{firm}/{act}")).status_code == 404, act
