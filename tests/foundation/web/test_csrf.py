"""Forms of other sites are refused, before anything of them is read; our own always come through."""

import re
from typing import Any

import httpx
import pytest
from litestar import Litestar

from foundation.web.csrf import new_token
from foundation.web.forms.data import MOST_FIELDS
from tests.factories.identity import CSRF_COOKIE, post

WRONG = {"email": "nobody@people.example", "password": "wrong wrong wrong"}
URLENCODED = "application/x-www-form-urlencoded"
_TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')


def shown(page: httpx.Response) -> str:
    found = _TOKEN.search(page.text)
    assert found
    return found[1]


@pytest.mark.parametrize("foreign", ["garbage", "ü" * 200, "0" * 128, ""])
async def test_a_foreign_cookie_is_replaced(client: httpx.AsyncClient, foreign: str):
    page = await client.get("/login", headers={"Cookie": f"csrf={foreign}".encode()})
    assert page.cookies[CSRF_COOKIE] == shown(page)
    answer = await client.post("/login", data={**WRONG, "_csrf_token": shown(page)})
    assert answer.status_code == 422


@pytest.mark.parametrize("order", ["csrf=garbage; csrf={}", "csrf={}; csrf=garbage"])
async def test_a_neighbour_with_a_cookie_of_the_same_name_does_no_harm(
    client: httpx.AsyncClient, order: str
):
    token = shown(await client.get("/login"))
    client.cookies.clear()
    cookie = {"Cookie": order.format(token)}
    assert shown(await client.get("/login", headers=cookie)) == token
    answer = await client.post("/login", data={**WRONG, "_csrf_token": token}, headers=cookie)
    assert answer.status_code == 422


@pytest.mark.parametrize("sent", ["", "garbage", new_token, "ü"])
async def test_a_form_without_the_token_of_the_cookie_is_refused(
    client: httpx.AsyncClient, sent: Any
):
    await client.get("/login")
    data = {**WRONG, "_csrf_token": sent if isinstance(sent, str) else sent()}
    assert (await client.post("/login", data=data)).status_code == 403
    assert (await client.post("/login", data=WRONG)).status_code == 403


async def test_a_token_sent_as_a_file_or_list_is_none(client: httpx.AsyncClient):
    token = shown(await client.get("/login"))
    answer = await client.post("/login", data=WRONG, files={"_csrf_token": ("name", token)})
    assert answer.status_code == 403
    answer = await client.post("/login", data={**WRONG, "_csrf_token": ["x", token]})
    assert answer.status_code == 403


async def test_a_script_may_send_the_token_in_a_header(client: httpx.AsyncClient):
    token = shown(await client.get("/login"))
    answer = await client.post("/login", data=WRONG, headers={"X-CSRFToken": token})
    assert answer.status_code == 422
    answer = await client.post("/login", data=WRONG, headers={"X-CSRFToken": "ü".encode()})
    assert answer.status_code == 403


@pytest.mark.parametrize("cookie", [None, b"csrf=garbage"])
async def test_nothing_is_read_of_a_form_whose_token_cannot_be_right(
    application: Litestar, db: None, cookie: bytes | None
):
    asked, answered = 0, []
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/login",
        "raw_path": b"/login",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
        "headers": [
            (b"content-type", URLENCODED.encode()),
            *([(b"cookie", cookie)] * bool(cookie)),
        ],
    }

    async def receive() -> Any:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b"a=1&" * 9, "more_body": True}

    async def send(message: Any) -> None:
        answered.append(message.get("status"))

    await application(scope, receive, send)  # type: ignore[arg-type]
    assert (asked, answered[0]) == (0, 403)


async def test_what_is_too_long_for_its_form_is_refused_with_the_limit(client: httpx.AsyncClient):
    answer = await post(client, "/login", {**WRONG, "email": "a" * 150_000})
    assert answer.status_code == 413
    assert "100KB" in answer.text


def test_long_forms_are_for_those_with_many_texts(application: Litestar):
    limits = {
        route.path: handler.resolve_request_max_body_size()
        for route in application.routes
        if not route.path.startswith("/api/")
        for handler in getattr(route, "route_handlers", ())
        if "POST" in handler.http_methods
    }
    assert {path for path, limit in limits.items() if limit > 100_000} == {
        "/challenges",
        "/challenges/{challenge_id:uuid}/edit",
        "/challenges/{challenge_id:uuid}/correct",
        "/contests",
        "/contests/{contest_id:uuid}/edit",
        "/contests/{contest_id:uuid}/decide",
        "/judging/{contest_id:uuid}/{entry_id:uuid}",
        "/pilots",
        "/pilots/{pilot_id:uuid}/edit",
        "/certifications/{certification_id:uuid}/edit",
    }


@pytest.mark.parametrize("multipart", [False, True])
async def test_a_form_of_too_many_fields_is_not_taken_apart(
    client: httpx.AsyncClient, multipart: bool
):
    token = shown(await client.get("/login"))
    fields = {"_csrf_token": token, **{f"f{n}": "1" for n in range(MOST_FIELDS)}}
    # files=… makes httpx send every field as a part
    files = {name: (None, value) for name, value in fields.items()} if multipart else None
    answer = await client.post("/challenges", data=None if multipart else fields, files=files)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (URLENCODED + "; charset=nonsense", b"a=1"),
        (URLENCODED, b"a=\xff\xfe"),
        ("multipart/form-data", b"a=1"),
        ("multipart/form-data; boundary=x", b"a=1"),
        ("multipart/form-data; boundary=x; charset=nonsense", b"--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\ncontent-disposition: form-data; name="a"\r\n'
            b"content-type: text/plain; charset=nonsense\r\n\r\n1\r\n--x--\r\n",
        ),
        ("multipart/form-data; boundary=" + "x" * 2000, b"--x--\r\n"),
        ("multipart/form-data; boundary=\xff", b"--x--\r\n"),
    ],
)
async def test_what_is_no_form_is_refused_in_words(
    client: httpx.AsyncClient, kind: str, body: bytes
):
    await client.get("/login")
    answer = await client.post(
        "/login", content=body, headers={"Content-Type": kind.encode("latin-1")}
    )
    assert answer.status_code == 400
    assert "送られた内容を読み取れません" in answer.text
