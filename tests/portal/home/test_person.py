"""The home page of each role shows what waits for the reader, however much else there is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import execute, transaction
from foundation.identity.accounts.commands.administration import create_account
from foundation.identity.accounts.queries import account_id_of
from foundation.mail import queue_mail
from matching.solutions.states import SolutionState
from matching.startups.states import StartupState
from portal.home import person as home
from portal.home.arranging import LOOKS_SHOWN, SHOWN
from tests.factories import challenges, contests, pilots
from tests.factories.identity import person, signed_in
from tests.factories.solutions import solution
from tests.factories.startups import startup
from tests.factories.statements import counted

pytestmark = pytest.mark.usefixtures("db")
MANY = 12


async def _main(new_client, role: str) -> str:
    page = await (await signed_in(new_client, role=role)).get("/")
    assert page.status_code == 200
    return page.text.split("<main")[1].split("</main>")[0]


async def test_a_startup_sees_what_came_back_beside_many_open_contests(new_client):
    await startup(state=StartupState.RETURNED)
    draft = await solution(state=SolutionState.DRAFT)
    challenge_id = await challenges.published()
    for _n in range(MANY):
        await contests.open_(challenge_id=challenge_id)
    main = await _main(new_client, "member")
    assert (
        main.index("会社の登録を直す") < main.index(str(draft)) < main.index("募集中のコンテスト")
    )
    assert f"募集中のコンテスト：ほか{MANY - (SHOWN - 2)}件" in main


async def test_a_bureau_sees_what_came_back_beside_many_published_challenges(new_client):
    owner = await person("challenge_owner")
    returned = await challenges.returned(owner)
    closes = clock.today() + timedelta(days=3)
    for _n in range(MANY + 20):
        await challenges.published(owner, closes_on=closes)
    main = await _main(new_client, "challenge_owner")
    first = main.index("差し戻された課題を直す")
    assert str(returned) in main and first < main.index("合う解決策を見る")
    assert f"合う解決策を見る：ほか{MANY + 20 - (SHOWN - 1)}件" in main
    assert "/challenges/mine?state=published" in main


async def test_a_bureau_sees_all_running_pilots_the_overdue_ones_first(new_client):
    made = [await pilots.running() for _n in range(MANY)]
    await execute(
        "UPDATE pilot SET starts_on = '2026-01-05', ends_on = '2026-02-01' WHERE id = $1", made[-1]
    )
    main = await _main(new_client, "pilot_owner")
    places = [main.index(str(one)) for one in made]
    assert places[-1] == min(places)


async def test_the_secretariat_sees_all_that_waits_for_it(new_client, monkeypatch):
    monkeypatch.setattr(home, "MOST", 5)
    for n in range(7):
        await challenges.submitted()
        await startup(f"（{n}）", StartupState.REGISTERED)
    challenge_id = await challenges.published()
    for _n in range(MANY):
        await contests.open_(challenge_id=challenge_id)
    main = await _main(new_client, "secretariat")
    assert "課題を確かめて公開する：ほか2件" in main and "会社の登録を確かめる：ほか2件" in main
    assert f"コンテストの応募状況：ほか{MANY - LOOKS_SHOWN}件" in main


async def test_an_operator_sees_whom_a_first_mail_did_not_reach_and_how_many_failed(new_client):
    assert "今することはありません" in await _main(new_client, "operator")
    await create_account(SYSTEM, email="saburo@bureau.example", name="見本 三郎", role="judge")
    async with transaction():
        await queue_mail("nobody", "見本", "見本", "alert:1")
    await execute("UPDATE mail_message SET state = 'failed', error = 'recipient refused (550)'")
    main = await _main(new_client, "operator")
    account_id = await account_id_of("saburo@bureau.example")
    assert main.index(f"/admin/accounts/{account_id}") < main.index("2件あります")
    assert "見本 三郎" in main and "今することはありません" not in main
    assert "/admin/organisations" in main


async def test_an_area_asks_nothing_for_somebody_who_may_do_nothing_there(monkeypatch):
    """So a role more costs nothing here, and needs no line in an area."""
    somebody = replace((await person("judge")).actor, role="observer", permissions=frozenset())
    with counted(monkeypatch) as statements:
        found = await home.home_of(somebody)
    assert statements == []
    assert found.tasks == [] and found.more == [] and found.links
