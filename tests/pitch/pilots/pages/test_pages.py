"""The pages: prefilled plans, rows, errors in place, double submits, stale forms, query counts."""

import re
from collections.abc import Callable

import httpx
import pytest

from foundation.database import fetch_value
from foundation.ids import new_id
from pitch.pilots import commands, queries
from tests.factories import pilots
from tests.factories.identity import OTHER, id_in, person, post, sign_in
from tests.factories.solutions import solution
from tests.factories.statements import counted

pytestmark = pytest.mark.usefixtures("db")
NewClient = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def owner_browser(new_client: NewClient) -> httpx.AsyncClient:
    browser = new_client()
    await sign_in(browser, await person("pilot_owner"))
    return browser


def value_of(page: str, name: str) -> str:
    """What an input of the page holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def row_form(**changes: str) -> dict[str, str]:
    return {
        "title_ja": "題名", "site_ja": "現場", "section_ja": "担当課", "starts_on-year": "2026",
        "starts_on-month": "12", "starts_on-day": "1", "ends_on-year": "2027",
        "ends_on-month": "４", "ends_on-day": "30", "plan_ja": "試す。", "hypothesis_ja": "減る。",
        "indicators-0-name_ja": "腰の痛み", "indicators-0-better": "lower",
        "indicators-0-baseline": "５９", "indicators-0-target": "45",
        **changes,
    }  # fmt: skip


async def test_a_plan_from_a_shortlist_is_filled_in_and_saved_once(owner_browser):
    source = await pilots.shortlisted()
    address = f"/pilots/new?challenge={source.challenge_id}&solution={source.solution_id}"
    page = (await owner_browser.get(address)).text
    assert value_of(page, "site_ja") == "障害者支援施設（多摩地域）"
    hidden = {
        name: value_of(page, name) for name in ("id", "source_kind", "challenge_id", "solution_id")
    }
    for _click in range(2):
        answer = await post(owner_browser, "/pilots", {**row_form(), **hidden})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/pilots/{id_in(hidden['id'])}"
    assert await fetch_value("SELECT count(*) FROM pilot") == 1
    assert await fetch_value("SELECT baseline FROM pilot_indicator") == 59.0
    started = await post(owner_browser, f"/pilots/{id_in(hidden['id'])}/start", {"version": "1"})
    assert started.status_code == 303


async def test_a_plan_from_an_entry_is_filled_in(owner_browser):
    page = await owner_browser.get(f"/pilots/new?entry={await pilots.entered()}")
    assert page.status_code == 200
    assert "コンテストの応募から" in page.text


async def test_the_challenges_page_leads_to_a_plan_and_to_the_pilots(
    client, owner_browser, new_client
):
    source = await pilots.shortlisted()
    address = f"/challenges/{source.challenge_id}"
    link = f"/pilots/new?challenge={source.challenge_id}&amp;solution={source.solution_id}"
    assert link in (await owner_browser.get(address)).text
    other = new_client()
    await sign_in(other, await person("pilot_owner", OTHER))
    for browser in (client, other):
        page = (await browser.get(address)).text
        assert "/pilots/new" not in page and 'id="pilots"' not in page
    pilot_id = await pilots.running(source=source)
    assert f"/pilots/{pilot_id}" in (await client.get(address)).text


async def test_a_contests_page_leads_to_a_plan_once_its_result_is_public(owner_browser, client):
    entry_id = await pilots.entered()
    contest_id = await fetch_value("SELECT contest FROM entry WHERE id = $1", entry_id)
    address = f"/contests/{contest_id}"
    assert f"/pilots/new?entry={entry_id}" in (await owner_browser.get(address)).text
    assert "/pilots/new" not in (await client.get(address)).text


async def test_a_source_that_cannot_be_used_says_why(owner_browser):
    answer = await owner_browser.get(f"/pilots/new?entry={new_id()}")
    assert answer.status_code == 422
    assert "自局の課題のコンテストへの応募" in answer.text


async def test_rows_are_added_and_removed_without_losing_what_was_typed(owner_browser):
    pilot_id = await pilots.planned()
    address = f"/pilots/{pilot_id}/edit"
    longer = await post(owner_browser, address, row_form(version="1", _add="indicators"))
    assert longer.status_code == 200
    assert 'name="indicators-1-name_ja"' in longer.text
    assert value_of(longer.text, "title_ja") == "題名"
    shorter = await post(owner_browser, address, row_form(version="1", _remove="indicators-0"))
    assert 'name="indicators-0-name_ja"' not in shorter.text


async def test_errors_stand_in_place_and_nothing_is_kept(owner_browser):
    pilot_id = await pilots.planned()
    wrong = row_form(version="1", title_ja="長" * 61, **{"ends_on-month": "13"})
    answer = await post(owner_browser, f"/pilots/{pilot_id}/edit", wrong)
    assert answer.status_code == 422
    assert "60字以内" in answer.text and "西暦の年月日" in answer.text
    assert "長" * 61 in answer.text
    view = await queries.pilot_for((await person("pilot_owner")).actor, pilot_id)
    assert view.version == 1


async def test_a_file_in_place_of_a_text_is_refused(owner_browser):
    pilot_id = await pilots.planned()
    answer = await post(
        owner_browser,
        f"/pilots/{pilot_id}/edit",
        {"version": "1"},
        files={"title_ja": ("title.txt", b"text")},
    )
    assert answer.status_code == 422
    assert "ファイルではなく" in answer.text


async def test_a_stale_plan_comes_back_filled(owner_browser):
    pilot_id = await pilots.planned()
    owner = await person("pilot_owner")
    indicator = (await queries.pilot_for(owner.actor, pilot_id)).indicators[0]
    await commands.update_pilot(
        owner.actor, pilot_id, 1, pilots.plan(indicators=[pilots.indicator(id=indicator.id)])
    )
    form = row_form(
        version="1", call_name_ja="公募", **{"indicators-0-indicator_id": str(indicator.id)}
    )
    answer = await post(owner_browser, f"/pilots/{pilot_id}/edit", form)
    assert answer.status_code == 409
    assert "ほかの人が先に変更しました" in answer.text
    assert value_of(answer.text, "title_ja") == "題名"


async def test_an_incomplete_plan_says_what_lacks_when_started(owner_browser):
    pilot_id = await pilots.planned(site_ja=None, indicators=[])
    answer = await post(owner_browser, f"/pilots/{pilot_id}/start", {"version": "1"})
    assert answer.status_code == 422
    assert "指標を一つ以上" in answer.text
    assert re.search(
        r'<a href="#site_ja">[^<：]+：実証を始めるには、ここを書いてください', answer.text
    )


async def test_a_result_is_recorded_and_corrected(owner_browser):
    pilot_id = await pilots.running()
    page = (await owner_browser.get(f"/pilots/{pilot_id}/measurements/new")).text
    indicator = (await queries.pilot_for((await person("pilot_owner")).actor, pilot_id)).indicators[
        0
    ]
    form = {
        "id": value_of(page, "id"), "indicator_id": str(indicator.id), "measured_on": "2026-11-20",
        "value": "83", "sample_size": "5",
    }  # fmt: skip
    for _click in range(2):
        sent = await post(owner_browser, f"/pilots/{pilot_id}/measurements", form)
        assert sent.status_code == 303
    assert await fetch_value("SELECT count(*) FROM pilot_measurement") == 1
    detail = (await owner_browser.get(f"/pilots/{pilot_id}")).text
    assert "人数が足りない" in detail and "届いた" not in detail
    corrected = await post(
        owner_browser,
        f"/pilots/{pilot_id}/measurements/{id_in(form['id'])}/correct",
        {"measured_on": "2026-11-20", "value": "38", "sample_size": "34", "reason": "読み違い"},
    )
    assert corrected.status_code == 303
    detail = (await owner_browser.get(f"/pilots/{pilot_id}")).text
    assert "届いた" in detail and "読み違い" in detail and "<s>83</s>" in detail


async def test_chart_and_table_say_the_same_numbers(owner_browser):
    pilot_id = await pilots.measured()
    page = (await owner_browser.get(f"/pilots/{pilot_id}")).text
    assert "腰の痛みがある職員（％）：使う前59、使ったとき38。届いた" in page
    row = page[page.index("指標ごとの結果") :]
    assert ">59<" in row and "<b>38</b>" in row and "−21" in row and "45以下" in row


async def test_an_unpublished_evaluation_is_nowhere_on_the_public_pages(client, owner_browser):
    pilot_id = await pilots.evaluated()
    for address in ("/pilots", f"/pilots/{pilot_id}", f"/en/pilots/{pilot_id}"):
        page = (await client.get(address)).text
        page = page.replace('<option value="evaluated">評価済み</option>', "")
        for kept_back in ("本格導入", "Full use", pilots.FINDING, "評価済み", "届いた"):
            assert kept_back not in page, address
    mine = (await owner_browser.get(f"/pilots/{pilot_id}")).text
    assert "まだ公表していません" in mine and pilots.FINDING in mine
    published = await post(
        owner_browser, f"/pilots/{pilot_id}/publish", {"version": value_of(mine, "version")}
    )
    assert published.status_code == 303
    page = (await client.get(f"/pilots/{pilot_id}")).text
    assert page.index("本格導入") < page.index("届いた") < page.index("仮説")
    assert "Full use" in (await client.get(f"/en/pilots/{pilot_id}")).text


@pytest.mark.parametrize("address", ["/pilots", "/pilots/mine"])
async def test_lists_ask_as_often_for_three_as_for_one(address, owner_browser, monkeypatch):
    counted: list[int] = []
    for more in (1, 2):
        for _pilot in range(more):
            await pilots.published()
        counted.append(await _asked(owner_browser, address, monkeypatch))
    assert counted[0] == counted[1]


async def test_a_pilot_asks_as_often_with_many_indicators(owner_browser, monkeypatch):
    few = await pilots.measured()
    many = await pilots.measured(
        indicators=[pilots.indicator(name_ja=f"指標{number}") for number in range(6)]
    )
    assert await _asked(owner_browser, f"/pilots/{few}", monkeypatch) == await _asked(
        owner_browser, f"/pilots/{many}", monkeypatch
    )


async def _asked(browser: httpx.AsyncClient, address: str, monkeypatch) -> int:
    with counted(monkeypatch) as asked:
        assert (await browser.get(address)).status_code == 200
    return len(asked)


async def test_a_list_of_choices_that_is_cut_says_so_and_offers_what_the_address_names(
    owner_browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    old, new = await solution(), await solution("（別）")
    monkeypatch.setattr("pitch.pilots.sources.MOST_CHOICES", 1)
    plain = await owner_browser.get("/pilots/new")
    assert "件だけを示しています" in plain.text
    assert (f'value="{new}"' in plain.text) != (f'value="{old}"' in plain.text)
    for chosen in (old, new):
        assert (
            f'value="{chosen}" selected'
            in (await owner_browser.get(f"/pilots/new?solution={chosen}")).text
        )
