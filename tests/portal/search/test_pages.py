"""The search page and its parts, with and without scripts, in both languages."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup

from foundation.jobs.pending import run_pending
from matching.search.engines import selection
from matching.search.engines.port import COUNTED, Found
from matching.search.engines.routing import EngineState
from matching.search.kinds import RECORDS
from matching.search.slots import SEARCH_SLOT
from matching.search.typed.query import from_parameters
from tests.factories import challenges
from tests.factories.certification import certification
from tests.factories.identity import signed_in
from tests.factories.solutions import solution
from tests.factories.startups import startup

pytestmark = pytest.mark.usefixtures("db")


async def _get(client: Any, q: str = "", part: str = "", **parameters: str) -> str:
    given = {"q": q, **parameters} if q else parameters
    answer = await client.get(f"/search{part}", params=given)
    assert answer.status_code == 200
    text: str = answer.text
    return text


async def _titles(client: Any, q: str, **parameters: str) -> list[str]:
    answer = await client.get("/api/v1/search", params={"q": q, **parameters})
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_a_search_finds_marks_and_counts(client):
    await challenges.published()
    await certification(solution_id=await solution())
    await run_pending()
    page = await _get(client, "移乗")
    assert "<mark>移乗</mark>" in page
    assert "認定期間中" in page and "募集中" in page
    assert "<b>3件</b>" in page
    assert 'role="search"' in page and 'id="search-status"' in page


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ウエアラブル", "ウェアラブル端末で見守る"),
        ("ｳｴｱﾗﾌﾞﾙ", "ウェアラブル端末で見守る"),
        ("サーバー", "サーバの点検"),
        ("サーバ", "サーバーの点検"),
        ("ﾄﾞﾛｰﾝ", "ドローンで橋を見る"),
        ("どろーん", "ドローンで橋を見る"),
        ("どろ", "ドローンで橋を見る"),
        ("ＤＲＯＮＥ", "Drone で橋を見る"),
        ("取組", "取り組みを続ける道具"),
    ],
)
async def test_spellings_find_each_other(client, typed, title):
    await solution(title_ja=title, title_en=None)
    await solution("2", title_ja="ほかの製品")
    await run_pending()
    assert await _titles(client, typed) == [title]


async def test_the_word_is_marked_in_the_spelling_of_the_text(client):
    await solution(title_ja="ドローンで橋を見る")
    await run_pending()
    assert "<mark>ドローン</mark>で橋を見る" in await _get(client, "どろーん")


async def test_numbers_are_found(client):
    await startup("番号")
    await certification(decision_number="R8-見本-042")
    await run_pending()
    answer = (await client.get("/api/v1/search", params={"q": "R8-見本-042"})).json()
    assert [item["kind"] for item in answer["items"]] == ["certified"]


async def test_facets_lead_on_and_chips_lead_back(client):
    await solution(categories=["disaster"])
    await solution("2", categories=["medical"])
    await run_pending()
    page = await _get(client, "移乗", part="/results")
    link = re.search(r'href="(/search\?[^"]*category=disaster[^"]*)"', page)
    assert link
    address = link[1].replace("&amp;", "&")
    narrowed = (await client.get(address)).text
    assert "分野：防災" in narrowed and "<b>1件</b>" in narrowed
    asked = from_parameters(
        [(name, values[0]) for name, values in parse_qs(urlsplit(address).query).items()]
    )
    assert asked.text == "移乗" and asked.chosen == {"category": ("disaster",)}


async def test_counts_of_facets_are_what_their_links_find(client):
    await certification(solution_id=await solution(regions=["all_tokyo"]))
    await solution("2", regions=["tama"], readiness=5)
    await challenges.published(region="islands")
    await run_pending()
    answer = (await client.get("/api/v1/search")).json()
    assert answer["facets"]["region"]
    for name, counts in answer["facets"].items():
        for code, number in counts.items():
            narrowed = (await client.get("/api/v1/search", params={name: code})).json()
            assert narrowed["total"] == number, (name, code)
    for name, code, period in (("status", "open", "open"), ("certified", "yes", "certified")):
        narrowed = (await client.get("/api/v1/search", params={name: code})).json()
        assert narrowed["total"] == answer["in_term"][period] > 0
    for kind, number in answer["kinds"].items():
        assert (await client.get("/api/v1/search", params={"kind": kind})).json()["total"] == number


async def test_what_is_not_understood_is_said_and_the_rest_runs(client):
    await solution()
    await run_pending()
    page = await _get(client, "移乗 分野:ぞう かてご:x")
    assert "「分野:ぞう」の値が分からない" in page
    assert "「かてご:x」という条件はありません" in page
    assert "<b>2件</b>" not in page and "リフトアイ" in page


async def test_words_beyond_ten_are_named(client):
    page = await _get(
        client, " ".join(["腰痛 転倒 移乗 防災 点検 橋梁 窓口 通訳 排泄 見守り 火災 洪水"])
    )
    assert "はじめの10語で探しました" in page and "洪水" in page


async def test_one_word_is_enough_where_no_document_has_all(client):
    await solution()
    await run_pending()
    page = await _get(client, "移乗 洪水")
    assert "すべての言葉を含むものはありません" in page and "リフトアイ" in page
    answer = (await client.get("/api/v1/search", params={"q": "移乗 洪水"})).json()
    assert answer["every_word"] is False and answer["total"] == 1


async def test_nothing_found_says_what_to_try(client):
    await solution()
    await run_pending()
    page = await _get(client, "洪水", category="disaster")
    assert "見つかりませんでした" in page and "条件をすべて外して探す" in page


async def test_suggestions_from_two_characters_on(client):
    await solution()
    await run_pending()
    assert (await _get(client, "移", part="/suggestions")).strip() == ""
    hits = await _get(client, "移乗", part="/suggestions")
    assert "<mark>移乗</mark>" in hits and "結果をすべて見る（1件）" in hits
    assert "<header" not in hits and len(hits) < 2_000


async def test_the_part_for_typing_names_the_page_to_share(client):
    answer = await client.get(
        "/search/results", params={"q": "移乗", "sort": "newest", "page": "2"}
    )
    assert answer.headers["hx-replace-url"].startswith("/search?q=")
    assert "sort=newest" in answer.headers["hx-replace-url"]
    assert "<html" not in answer.text and "data-announce" in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999", "²", "1e3"])
async def test_any_page_number_is_answered(client, page):
    await _get(client, "移乗", page=page)


@pytest.mark.parametrize(
    "text", ["\x00\x1b", "'", "\\", "a' OR 1=1 --", ":*", "&|!()", "あ" * 3_000, "ッー", "%", "<b>"]
)
async def test_any_text_is_answered(client, text):
    await solution()
    await run_pending()
    for part in ("", "/results", "/suggestions"):
        page = await _get(client, text, part=part)
        assert "<b>&" not in page.replace("<b>&lt;", "")


async def test_pages_of_results(client):
    for number in range(23):
        await solution(f"（{number}）", title_ja=f"移乗の道具{number}")
    await run_pending()
    first = await client.get("/api/v1/search", params={"q": "移乗", "kind": "solution"})
    second = await client.get("/api/v1/search", params={"q": "移乗", "kind": "solution", "page": 2})
    ids = [item["id"] for answer in (first, second) for item in answer.json()["items"]]
    assert len(ids) == len(set(ids)) == 23
    page = await _get(client, "移乗", kind="solution")
    assert 'href="/search?q=' in page and "page=2" in page


async def test_a_thousand_or_more_is_not_counted_on(client, monkeypatch):
    await solution()
    await run_pending()
    from matching.search.typed import find

    engine = selection.engine()

    class Many:
        name = "many"

        async def search(self, query: Any) -> Found:
            found = await engine.search(query)
            return Found(
                hits=found.hits,
                total=COUNTED,
                kinds={"solution": COUNTED},
                facets={"category": {"disaster": COUNTED, "medical": 3}},
            )

    monkeypatch.setattr(find, "engine", Many)
    page = await _get(client, "移乗")
    assert "1,000件以上" in page and "1,000以上" in page
    answer = (await client.get("/api/v1/search", params={"q": "移乗"})).json()
    assert answer["total"] == COUNTED and answer["total_is_at_least"] is True


async def test_an_engine_that_stands_in_is_named_calmly(client, monkeypatch):
    from matching.search.typed import find

    monkeypatch.setattr(
        find, "state", lambda: EngineState("postgresql", degraded=True, reason="away")
    )
    assert "予備の方法で探しています" in await _get(client, "移乗")


async def test_the_slot_is_for_people_signed_in(client, new_client):
    async def section(_request: Any, _actor: Any, query: Any) -> Markup:
        return Markup("<p>slot {}</p>").format(query.text)

    SEARCH_SLOT.add(section)
    try:
        inside = await signed_in(new_client, role="member")
        assert "slot 移乗" in await _get(inside, "移乗")
        assert "slot" not in await _get(inside)
        assert "slot 移乗" not in await _get(client, "移乗")
    finally:
        SEARCH_SLOT._sections.remove(section)


async def test_the_box_is_on_every_page_once(client):
    for path in ("/challenges", "/certified", "/about", "/login"):
        page = (await client.get(path)).text
        assert page.count("data-suggest") == 1, path
        assert 'action="/search"' in page
    assert (await client.get("/")).text.count("data-suggest") == 1
    assert 'action="/en/search"' in (await client.get("/en/challenges")).text


async def test_in_english(client):
    await solution()
    await run_pending()
    page = (await client.get("/en/search", params={"q": "transfer"})).text
    assert "<mark>Transfer</mark> robot" in page
    assert "Solutions" in page or "Solution" in page
    assert "1 result" in page or "1" in page
    page = (await client.get("/en/search", params={"q": "category:welfare certified:no"})).text
    assert "Welfare and care" in page and "/en/search?" in page


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"kind": "elephant"}, "kind"),
        ({"category": "防災いろいろ"}, "category"),
        ({"fiscal_year": "1700"}, "fiscal_year"),
        ({"sort": "best"}, "sort"),
        ({"page": "0"}, "page"),
        ({"page": "51"}, "page"),
        ({"per_page": "500"}, "per_page"),
    ],
)
async def test_the_api_refuses_wrong_parameters(client, parameters, field):
    answer = await client.get("/api/v1/search", params=parameters)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert field in answer.json()["errors"]


async def test_the_api_refuses_what_is_no_number(client):
    answer = await client.get("/api/v1/search", params={"page": "x"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_the_api_reads_filters_from_words_and_parameters(client):
    await certification(solution_id=await solution())
    await run_pending()
    answer = (
        await client.get("/api/v1/search", params={"q": "移乗 認定:あり", "kind": "solution"})
    ).json()
    assert answer["filters"] == {"kind": ["solution"], "certified": ["yes"]}
    assert answer["words"] == ["移乗"] and answer["problems"] == []
    item = answer["items"][0]
    assert item["is_certified"] and item["path"].startswith("/solutions/")
    assert (await client.get(item["path"])).status_code == 200
    told = (await client.get("/api/v1/search", params={"q": "かてご:x"})).json()
    assert len(told["problems"]) == 1


async def test_the_page_says_what_there_is_to_find(client):
    page = await client.get("/search")
    assert (
        f"公開されている{'、'.join(kind.many[0] for kind in RECORDS.values())}をまとめて"
        in page.text
    )
    *others, last = (kind.many[1].lower() for kind in RECORDS.values())
    page = await client.get("/en/search")
    assert f"{', '.join(others)} and {last} at once" in page.text
