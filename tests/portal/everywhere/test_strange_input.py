"""Strange input is answered in words, with or without signing in: never with a fault of ours."""

import base64

import httpx
import pytest

from tests.factories.identity import api_client, post, signed_in

DEEP = b"[" * 100_000
NUL, HALF = "%00", "%ED%A0%80"
MANY_DIGITS = "9" * 5_000


def at(path: str) -> httpx.URL:
    return httpx.URL("http://testserver", raw_path=path.encode())


@pytest.mark.parametrize(
    "name",
    [
        NUL,
        "a" * 5_000,
        "css/" + "b" * 300,
        "css/base.css/below",
        "..%2f..%2fpyproject.toml",
        "/".join(["d"] * 3_000),
        "%ff",
        "css",
    ],
)
async def test_a_name_that_no_static_file_has_is_not_found(client: httpx.AsyncClient, name: str):
    answer = await client.get(at("/static/" + name))
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text


@pytest.mark.parametrize(
    "day",
    ["99999999999-1-1", "²-1-1", "10000-01-01", "0000-01-01", f"{MANY_DIGITS}-1-1"],
)
async def test_a_day_that_is_none_is_refused(client: httpx.AsyncClient, day: str):
    year, month, number = day.split("-")
    parts = {"day-year": year, "day-month": month, "day-day": number}
    for kind in ("", ".json", ".csv", ".pdf"):
        for query in ({"day": day}, parts):
            answer = await client.get("/certified" + kind, params=query)
            assert answer.status_code == 422, (kind, query)


@pytest.mark.parametrize(
    "address",
    [
        "/challenges?page={}",
        "/contests?page={}",
        "/pilots?page={}",
        "/solutions?page={}&readiness={}",
        "/startups?page={}",
        "/certified?page={}",
        "/search?q=x&page={}&readiness={}&year={}",
        "/api/v1/challenges?limit={}",
        "/api/v1/search?q=x&limit={}",
    ],
)
async def test_a_number_that_is_none_is_no_fault(client: httpx.AsyncClient, address: str):
    for number in ("%C2%B2", "-1", "0", "9" * 19, MANY_DIGITS, "1e400", "", NUL):
        answer = await client.get(at(address.replace("{}", number)))
        assert answer.status_code < 500, number


@pytest.mark.parametrize("path", ["/", "/en/", "/challenges/", "/problems/", "/api/v1/"])
async def test_an_address_that_is_no_text_is_not_found(client: httpx.AsyncClient, path: str):
    for text in (NUL, HALF, "%FF%FE", "%", "a" * 3_000):
        assert (await client.get(at(path + text))).status_code == 404, text


@pytest.mark.parametrize(
    "path",
    ["challenges", "challenges/mine", "solutions", "startups", "contests", "pilots", "certified"],
)
async def test_a_cursor_of_anything_else_is_refused(new_client, path: str):
    api = await api_client(new_client, "challenge_owner")
    for content in ("", "[]", "[1]", "{}", '["x"]', '["x","x"]', '["x","x","x"]', "[" * 2_000):
        cursor = base64.urlsafe_b64encode(content.encode()).decode() or "===="
        answer = await api.get(f"/api/v1/{path}", params={"cursor": cursor})
        assert answer.status_code == 422, content
        assert list(answer.json()["errors"]) == ["cursor"]


@pytest.mark.parametrize(
    "body",
    [
        DEEP,
        b'{"title_ja": ' + DEEP,
        b"\xff\xfe",
        b'{"title_ja": "\xff"}',
        b'{"title_ja": "\\ud800"}',
        b'{"title_ja": "a", "readiness_minimum": 1e400}',
        b'{"title_ja": "a", "readiness_minimum": 99999999999999999999999}',
        b"",
        b"null",
    ],
    ids=lambda body: repr(body[:40]),
)
@pytest.mark.parametrize("path", ["/api/v1/challenges", "/api/v1/tokens"])
async def test_json_that_cannot_be_read_is_a_problem(new_client, body: bytes, path: str):
    api = await api_client(new_client, "challenge_owner")
    for kind in ("application/json", "application/json; charset=nonsense"):
        answer = await api.post(path, content=body, headers={"Content-Type": kind})
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "strange",
    [
        {"_remove": "criteria-²"},
        {"_remove": f"criteria-{MANY_DIGITS}"},
        {"_add": "²"},
        {"criteria-²-name_ja": "名"},
        {f"criteria-{MANY_DIGITS}-name_ja": "名"},
        {"entry_deadline-year": "9" * 20, "entry_deadline-month": "1", "entry_deadline-day": "1"},
        {"entry_deadline-year": "1", "entry_deadline-month": "1", "entry_deadline-day": "1"},
        {"entry_deadline-year": "9999", "entry_deadline-month": "12", "entry_deadline-day": "31"},
    ],
    ids=lambda given: next(iter(given.items()))[0][:20],
)
async def test_a_long_form_comes_back_with_what_was_typed(new_client, strange: dict[str, str]):
    browser = await signed_in(new_client, "secretariat")
    answer = await post(browser, "/contests", {"description_ja": "見本の説明", **strange})
    assert answer.status_code in (200, 422)
    assert "見本の説明" in answer.text
