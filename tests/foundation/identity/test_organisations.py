"""Operators make and rename organisations; names are dated, and those to come are taken up on their day."""

from datetime import date, timedelta

import pytest

from foundation import clock
from foundation.database import fetch, fetch_one, fetch_value, transaction
from foundation.errors import NotPermitted
from foundation.identity import commands, effects
from foundation.identity.actor import SYSTEM
from foundation.identity.jobs import take_up_names
from foundation.ids import new_id
from tests.conftest import NOW
from tests.factories.identity import OTHER, issued, organisation, person, post, sign_in
from tests.portal.test_pages_in_english import unmarked

PATH = "/admin/organisations"
BUREAU = {"kind": "bureau", "name": "福祉局", "name_en": "Bureau of Social Welfare"}


@pytest.fixture
async def operator(client):
    who = await person("operator")
    await sign_in(client, who)
    return who


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
    assert (await post(client, f"{PATH}/{bureau}/rename", form)).status_code == 303
    await take_up_names()
    present = "SELECT name FROM organisation WHERE id = $1"
    assert await fetch_value(present, bureau) == "見本局"
    other = {"name": "建設局", **on(2027, 5, 1)}
    refused = await post(client, f"{PATH}/{bureau}/rename", other)
    assert refused.status_code == 409 and "建設局" in refused.text
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
    await post(client, f"{PATH}/{bureau}/rename", form)
    assert "予定を取り消す" in (await client.get(f"{PATH}/{bureau}")).text
    assert (await post(client, f"{PATH}/{bureau}/withdraw-name")).status_code == 303
    assert (await post(client, f"{PATH}/{bureau}/withdraw-name")).status_code == 409
    row = await fetch_one("SELECT name, until_day FROM organisation_name")
    assert row == {"name": "見本局", "until_day": None}


async def test_a_missing_english_name_is_no_other_name(client, operator):
    bureau = await organisation("bureau")
    form = {"name": "見本局", "name_en": "Sample Bureau", **on(2026, 11, 24)}
    assert (await post(client, f"{PATH}/{bureau}/rename", form)).status_code == 303
    assert await fetch_value("SELECT count(*) FROM organisation_name") == 1
    assert await fetch_value("SELECT name_en FROM organisation") == "Sample Bureau"
    assert await events() == ["organisation.created", "organisation.renamed"]


async def test_names_come_one_after_the_other_and_only_once(client, operator):
    bureau, _other = await organisation("bureau"), await organisation("bureau", "（別）")
    rename = f"{PATH}/{bureau}/rename"
    before = await post(client, rename, {"name": "都市整備局", **on(2026, 11, 23)})
    assert before.status_code == 422 and "2026年11月24日" in before.text
    taken = await post(client, rename, {"name": "見本局（別）", **on(2026, 11, 25)})
    assert taken.status_code == 422 and "同じ名前の組織がすでにあります" in taken.text


async def test_a_startup_is_renamed_by_itself_only(client, operator):
    startup = await organisation("startup")
    form = {"name": "別の会社", **on(2026, 11, 24)}
    assert (await post(client, f"{PATH}/{startup}/rename", form)).status_code == 404
    async with transaction():
        await effects.rename_organisation(SYSTEM, startup, "見本工業株式会社", "Sample Industries")
    assert await fetch_value("SELECT name_en FROM organisation") == "Sample Industries"
    assert await fetch_value("SELECT count(*) FROM organisation_name") == 2


async def test_only_operators(client):
    for role in ("certifier", "member", "secretariat", "judge"):
        who = await person(role, "甲")
        await sign_in(client, who)
        assert (await client.get(PATH)).status_code == 403
        with pytest.raises(NotPermitted):
            await commands.rename_organisation(
                who.actor,
                new_id(),
                words=commands.OrganisationWords(name="局"),
                day=clock.today(),
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
