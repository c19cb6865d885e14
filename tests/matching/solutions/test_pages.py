"""Solutions in the browser and through the API."""

from collections.abc import Callable

import httpx
import msgspec

from foundation.database import fetch_value
from matching.solutions.states import SolutionState
from tests.factories.identity import OTHER, api_client, issued, post, signed_in
from tests.factories.solutions import content, solution
from tests.factories.startups import startup

NewClient = Callable[..., httpx.AsyncClient]
NEW = "/solutions/new"


def fields(**changes: object) -> dict[str, object]:
    """A complete form as a browser sends it."""
    return {
        "title_ja": "移乗支援ロボット リフトアイ",
        "categories": ["welfare_care"],
        "problem_ja": "移乗で腰にかかる負担。",
        "how_ja": "床を走るロボットが代わりに抱え上げる。",
        "evidence_ja": "2施設で34名が使った。",
        "on_sale_since-year": "2024",
        "on_sale_since-month": "4",
        "on_sale_since-day": "1",
        "readiness": "8",
        "price_yen": "１，９８０，０００",
        "price_unit": "unit",
        "regions": ["special_wards"],
        "condition_no_power": "no",
        "condition_quiet_required": "yes",
        **changes,
    }


async def test_written_and_published_in_the_browser(new_client: NewClient):
    await startup()
    browser = await signed_in(new_client, "member")
    sent = fields(id=await issued(browser, NEW), _publish="1")
    first = await post(browser, "/solutions", sent)
    assert first.status_code == 303
    assert await fetch_value("SELECT count(*) FROM solution WHERE state = 'published'") == 1
    assert await fetch_value("SELECT price_yen FROM solution") == 1_980_000
    assert await fetch_value("SELECT conditions FROM solution") == {
        "no_power": "no",
        "quiet_required": "yes",
    }
    page = await browser.get(first.headers["location"])
    assert "1,980,000円" in page.text
    again = await post(browser, "/solutions", sent)
    assert again.status_code == 303
    assert await fetch_value("SELECT count(*) FROM solution") == 1


async def test_everything_to_put_right_is_said_at_once(new_client: NewClient):
    await startup()
    browser = await signed_in(new_client, "member")
    answer = await post(
        browser,
        "/solutions",
        fields(
            id=await issued(browser, NEW),
            evidence_ja="あ" * 242,
            price_yen="約198万",
            **{"on_sale_since-year": "2027"},
        ),
    )
    assert answer.status_code == 422
    assert "3か所を直してください" in answer.text
    assert "2027年4月1日はまだ来ていません" in answer.text
    assert "「約」や「万」を使わず" in answer.text
    assert "あ" * 242 in answer.text
    assert 'value="約198万"' in answer.text
    assert await fetch_value("SELECT count(*) FROM solution") == 0


async def test_a_draft_may_stay_unfinished_but_is_not_published(new_client: NewClient):
    await startup()
    browser = await signed_in(new_client, "member")
    saved = await post(
        browser, "/solutions", {"id": await issued(browser, NEW), "title_ja": "題だけ"}
    )
    assert saved.status_code == 303
    address = saved.headers["location"]
    refused = await post(browser, f"{address}/publish", {"version": "1"})
    assert refused.status_code == 422
    assert "7か所を直してください" in refused.text
    assert (await browser.get(f"{address}/edit")).status_code == 200


async def test_an_unconfirmed_startup_is_told_why_it_cannot_publish(new_client: NewClient):
    from matching.startups.states import StartupState

    await startup(state=StartupState.REGISTERED)
    browser = await signed_in(new_client, "member")
    sent = fields(id=await issued(browser, NEW), _publish="1")
    answer = await post(browser, "/solutions", sent)
    assert answer.status_code == 409
    assert "運営事務局が会社を確認した後" in answer.text
    assert await fetch_value("SELECT state FROM solution") == "draft"


async def test_a_stale_form_is_given_back(new_client: NewClient):
    solution_id = await solution()
    browser = await signed_in(new_client, "member")
    address = f"/solutions/{solution_id}/edit"
    assert (await post(browser, address, fields(version="1"))).status_code == 303
    stale = await post(browser, address, fields(version="1", how_ja="二人目の文"))
    assert stale.status_code == 409
    assert "二人目の文" in stale.text


async def test_price_and_evidence_are_shown_only_where_the_startup_says_so(
    new_client: NewClient,
):
    secret = "秘密の根拠は三十四名"
    hidden = await solution(evidence_ja=secret, price_yen=7_654_321)
    for role, mark, seen in (
        ("nobody", "", False),
        ("challenge_owner", "", False),
        ("purchaser", "", False),
        ("member", OTHER, False),
        ("member", "", True),
        ("secretariat", "", True),
    ):
        browser = new_client() if role == "nobody" else await signed_in(new_client, role, mark)
        page = (await browser.get(f"/solutions/{hidden}")).text
        assert ((secret in page), ("7,654,321" in page)) == (seen, seen), role
        assert secret not in (await browser.get("/solutions")).text
        assert "7,654,321" not in (await browser.get("/solutions")).text
        token = new_client() if role == "nobody" else await api_client(new_client, role, mark)
        for address in (f"/api/v1/solutions/{hidden}", "/api/v1/solutions"):
            text = (await token.get(address)).text
            shown = seen and address.endswith(str(hidden))
            assert ((secret in text), ("7654321" in text)) == (shown, shown), (role, address)
    # found neither by what is hidden
    assert (await new_client().get("/api/v1/solutions?q=三十四名")).json()["items"] == []


async def test_the_list_is_narrowed(client: httpx.AsyncClient):
    await solution(title_ja="橋の点検ドローン", categories=["infrastructure"], regions=["islands"])
    await solution(title_ja="どこでも見守り", regions=["all_tokyo"])
    await solution(title_ja="下書きの品", state=SolutionState.DRAFT)
    everything = (await client.get("/solutions")).text
    assert "橋の点検ドローン" in everything and "下書きの品" not in everything
    bridges = (await client.get("/solutions?category=infrastructure")).text
    assert "橋の点検ドローン" in bridges and "どこでも見守り" not in bridges
    islands = (await client.get("/solutions?region=islands")).text
    assert "橋の点検ドローン" in islands and "どこでも見守り" in islands
    words = (await client.get("/solutions?q=ドローン")).text
    assert "橋の点検ドローン" in words and "どこでも見守り" not in words
    none = await client.get("/solutions?q=%25")
    assert "条件に合う解決策はありません" in none.text


async def test_drafts_and_withdrawn_ones_are_not_found_by_others(new_client: NewClient):
    draft = await solution(state=SolutionState.DRAFT)
    withdrawn = await solution(state=SolutionState.WITHDRAWN)
    expected = {
        ("nobody", ""): (404, 404),
        ("challenge_owner", ""): (404, 404),
        ("member", OTHER): (404, 404),
        ("secretariat", ""): (404, 200),
        ("member", ""): (200, 200),
    }
    for (role, mark), wanted in expected.items():
        browser = new_client() if role == "nobody" else await signed_in(new_client, role, mark)
        found = [(await browser.get(f"/solutions/{one}")).status_code for one in (draft, withdrawn)]
        assert tuple(found) == wanted, role


async def test_english_pages_speak_english(client: httpx.AsyncClient):
    solution_id = await solution()
    for address in ("/en/solutions", f"/en/solutions/{solution_id}"):
        page = (await client.get(address)).text
        assert "Transfer robot Lift Ai" in page
        assert "解決策" not in page


async def test_written_published_withdrawn_by_the_api(new_client: NewClient):
    await startup()
    client = await api_client(new_client, "member")
    body = msgspec.to_builtins(content(conditions={"no_power": "yes", "outdoors": "unknown"}))
    made = await client.post("/api/v1/solutions", json=body, headers={"Idempotency-Key": "a"})
    again = await client.post("/api/v1/solutions", json=body, headers={"Idempotency-Key": "a"})
    assert made.status_code == again.status_code == 201, made.text
    assert made.json()["id"] == again.json()["id"]
    assert made.json()["content"]["conditions"]["outdoors"] == "unknown"
    address = f"/api/v1/solutions/{made.json()['id']}"
    assert (await new_client().get(address)).status_code == 404
    published = await client.post(f"{address}/publish", json={"version": 1})
    assert published.json()["state"] == "published"
    assert (await new_client().get(address)).status_code == 200
    changed = await client.put(
        address, json={"version": 2, "content": {**body, "title_ja": "新しい名前"}}
    )
    assert changed.json()["edition"] == 2
    assert changed.json()["editions"][0]["changed_fields"] == ["title_ja"]
    stale = await client.put(address, json={"version": 2, "content": body})
    assert stale.status_code == 409
    assert stale.json()["type"] == "/problems/conflict"
    withdrawn = await client.post(
        f"{address}/withdraw", json={"reason": "在庫がない", "version": 3}
    )
    assert withdrawn.json()["withdrawn_reason"] == "在庫がない"
    mine = await client.get("/api/v1/solutions/mine")
    assert [row["state"] for row in mine.json()["items"]] == ["withdrawn"]


async def test_the_api_says_what_is_missing_and_refuses_what_it_does_not_know(
    new_client: NewClient,
):
    await startup()
    client = await api_client(new_client, "member")
    made = await client.post("/api/v1/solutions", json={"title_ja": "題だけ"})
    answer = await client.post(
        f"/api/v1/solutions/{made.json()['id']}/publish", json={"version": 1}
    )
    assert answer.status_code == 422
    assert "readiness" in answer.json()["errors"]
    for body in ({"title_ja": "x", "colour": "red"}, {"title_ja": "x", "readiness": "high"}):
        assert (await client.post("/api/v1/solutions", json=body)).status_code in (400, 422)


async def test_pages_of_the_api_follow_each_other(client: httpx.AsyncClient):
    made = {str(await solution()) for _ in range(3)}
    first = (await client.get("/api/v1/solutions?limit=2")).json()
    second = (await client.get(f"/api/v1/solutions?limit=2&cursor={first['next_cursor']}")).json()
    found = [row["id"] for row in first["items"] + second["items"]]
    assert len(found) == 3
    assert set(found) == made
