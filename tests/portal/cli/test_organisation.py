"""Organisations from the command line, and accounts in them; what doctor says is missing."""

import pytest

from foundation.database import fetch, fetch_one, fetch_value
from foundation.i18n import using_language
from foundation.settings import Settings
from portal.watching.findings import Mark
from portal.watching.staffing import staffing
from tests.command_line import kingsalmon
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")
BUREAU = ("organisation", "create", "--kind", "bureau", "--name", "福祉局")
ACCOUNT = ("account", "create", "--name", "見本 三郎", "--role", "challenge_owner")


async def test_a_bureau_is_made_once(settings: Settings):
    code, out, err = await kingsalmon(settings, *BUREAU, "--name-en", "Bureau of Social Welfare")
    assert (code, err) == (0, "") and "is ready" in out
    code, again, _err = await kingsalmon(settings, *BUREAU)
    assert code == 0 and "exists already" in again
    assert out.split()[1] == again.split()[1]
    row = await fetch_one("SELECT kind, name, name_en, unit, state FROM organisation")
    assert row == {
        "kind": "bureau",
        "name": "福祉局",
        "name_en": "Bureau of Social Welfare",
        "unit": None,
        "state": "active",
    }
    assert await fetch_value("SELECT name_en FROM organisation_name") == row["name_en"]
    events = await fetch("SELECT action, account_name FROM audit_event")
    assert events == [{"action": "organisation.created", "account_name": "システム"}]

    code, out, _err = await kingsalmon(settings, *BUREAU, "--unit", "高齢者課")
    assert code == 0 and "is ready" in out
    code, out, _err = await kingsalmon(settings, "organisation", "list")
    assert code == 0
    assert [line.split("\t")[2] for line in out.splitlines()] == ["福祉局", "福祉局 高齢者課"]


async def test_what_cannot_be_made_is_said_in_a_line(settings: Settings):
    code, _out, err = await kingsalmon(settings, *BUREAU[:-1], " ")
    assert code == 1 and err == "Error: Please write the name.\n"
    code, _out, err = await kingsalmon(
        settings, "organisation", "create", "--kind", "startup", "--name", "見本"
    )
    assert code == 2 and "startup" in err
    assert await fetch("SELECT 1 FROM organisation") == []


async def test_an_account_in_an_organisation_by_its_name_or_id(settings: Settings):
    made = [
        await kingsalmon(settings, *BUREAU, "--unit", unit) for unit in ("高齢者課", "障害者課")
    ]
    one, other = (out.split()[1] for _code, out, _err in made)
    named = (*ACCOUNT, "--email", "a@example.jp", "--organisation")
    code, _out, err = await kingsalmon(settings, *named, "建設局")
    assert code == 1 and "kingsalmon organisation create" in err
    code, _out, err = await kingsalmon(settings, *named, "福祉局")
    assert code == 1 and one in err and other in err
    code, _out, err = await kingsalmon(settings, *named, "福祉局 障害者課")
    assert (code, err) == (0, "")
    code, _out, err = await kingsalmon(
        settings, *ACCOUNT, "--email", "b@example.jp", "--organisation", one
    )
    assert (code, err) == (0, "")
    rows = await fetch("SELECT organisation::text FROM membership ORDER BY created_at")
    assert [row["organisation"] for row in rows] == [other, one]


async def missing() -> dict[str, str]:
    with using_language("ja"):
        return {one.name: one.advice for one in await staffing() if one.mark is Mark.BAD}


async def test_doctor_names_who_is_missing_and_the_command():
    found = await missing()
    assert list(found) == [
        "organisation_secretariat",
        "organisation_bureau",
        "people_operator",
        "people_secretariat",
        "people_challenge_owner",
    ]
    assert "kingsalmon organisation create --kind bureau" in found["organisation_bureau"]
    assert "--role operator" in found["people_operator"]

    await person("certifier")
    await person("operator")
    assert list(await missing()) == [
        "organisation_secretariat",
        "people_secretariat",
        "people_challenge_owner",
    ]
    for role in ("secretariat", "challenge_owner"):
        await person(role)
    assert await missing() == {}
