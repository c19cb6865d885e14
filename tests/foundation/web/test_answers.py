"""What stands around every page: where addresses lead, refusals, HEAD, proxies, values that do not fit."""

import re
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from litestar import Litestar

from foundation.database import fetch_value
from foundation.identity.signin.addresses import local_path
from foundation.settings import Settings
from foundation.web.application import wrap
from tests.factories.identity import api_client, issued, person, post, sign_in, signed_in

NewClient = Callable[..., httpx.AsyncClient]
ELSEWHERE = re.compile(r'(?:href|action|src)="(?://|/\\)')


@pytest.mark.parametrize(
    "target",
    [
        "//other.example",
        "/en//other.example",
        "/en/\\other.example",
        "https://other.example",
        "/\t/x",
    ],
)
def test_nobody_is_sent_on_to_another_site(target: str):
    assert re.match(r"/(?![/\\])", local_path(target))


@pytest.mark.parametrize(
    "address",
    ["//other.example", "/en//other.example", "/en/%5Cother.example", "/%5Cother.example"],
)
async def test_no_link_of_a_page_leads_to_another_site(client: httpx.AsyncClient, address: str):
    response = await client.get(httpx.URL("http://testserver", raw_path=address.encode()))
    assert response.status_code == 404
    assert not ELSEWHERE.search(response.text)


async def test_a_change_of_role_stays_on_this_site(new_client: NewClient):
    browser, who = new_client(), await person("secretariat")
    await sign_in(browser, who)
    response = await post(
        browser,
        "/session/membership",
        {"membership": str(who.membership_id), "next": "/en//other.example"},
    )
    assert response.headers["location"] == "/other.example"


@pytest.mark.parametrize(
    "address", ["/nothing-here", "/challenges/nothing-here", "/en/nothing-here"]
)
async def test_a_page_not_found_keeps_the_header_of_who_reads_it(
    new_client: NewClient, client: httpx.AsyncClient, address: str
):
    browser = await signed_in(new_client, "secretariat")
    response = await browser.get(address)
    assert response.status_code == 404
    assert 'action="' + ("/en" if address.startswith("/en") else "") + '/logout"' in response.text
    assert response.headers["cache-control"] == "no-store"
    assert "/logout" not in (await client.get(address)).text


async def test_an_unknown_address_of_the_api_is_a_problem(client: httpx.AsyncClient):
    response = await client.get("/api/v1/nothing-here")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_refused_form_is_not_kept_by_the_browser(new_client: NewClient):
    browser = await signed_in(new_client, "secretariat")
    response = await browser.post("/challenges", data={"title_ja": "題名"})
    assert response.status_code == 403
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/", "/challenges", "/static/css/base.css", "/api/v1/challenges"]
)
async def test_head_answers_as_get_without_the_content(client: httpx.AsyncClient, address: str):
    head, got = await client.head(address), await client.get(address)
    assert (head.status_code, head.content) == (got.status_code, b"") == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("address", ["/solutions?category=%00", "/api/v1/solutions?category=%00"])
async def test_a_character_the_database_cannot_hold_is_refused(
    client: httpx.AsyncClient, address: str
):
    response = await client.get(address)
    assert response.status_code == 400
    assert "使えない文字" in response.text


async def test_a_version_beyond_all_numbers_is_a_stale_one(new_client: NewClient):
    browser = await signed_in(new_client, "challenge_owner")
    word = await issued(browser, "/challenges/new")
    made = await post(browser, "/challenges", {"id": word, "title_ja": "題名"})
    response = await post(
        browser, made.headers["location"] + "/edit", {"title_ja": "別", "version": "9" * 30}
    )
    assert response.status_code == 409


@pytest.mark.parametrize(
    ("trusted", "counted"), [("", "127.0.0.1"), ("10.0.0.0/8, 127.0.0.1", "192.0.2.7")]
)
async def test_clients_are_counted_by_the_address_a_trusted_proxy_reports(
    application: Litestar, settings: Settings, db: None, trusted: str, counted: str
):
    whole = wrap(application, replace(settings, trusted_proxies=trusted))
    transport = httpx.ASGITransport(app=whole)
    forwarded = {"X-Forwarded-For": "203.0.113.9, 192.0.2.7, 10.1.2.3"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://testserver", headers=forwarded
    ) as browser:
        await post(browser, "/login", {"email": "nobody@people.example", "password": "wrong"})
    assert await fetch_value("SELECT address FROM login_attempt") == counted


@pytest.mark.parametrize(
    ("address", "methods"),
    [
        ("/challenges/mine", "GET, HEAD, OPTIONS"),
        ("/logout", "OPTIONS, POST"),
        ("/contests", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/me", "GET, HEAD, OPTIONS"),
        ("/api/v1/tokens", "OPTIONS, POST"),
        ("/api/v1/tokens/current", "DELETE, OPTIONS"),
        ("/static/css/base.css", "GET, HEAD, OPTIONS"),
    ],
)
async def test_what_an_address_takes_is_told(client: httpx.AsyncClient, address: str, methods: str):
    refused = await client.request("PATCH", address)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)
    assert (await client.options(address)).headers["allow"] == methods
    if "GET" not in methods:
        head = await client.head(address)
        assert (head.status_code, head.headers["allow"]) == (405, methods)


@pytest.mark.parametrize("role", ["", "challenge_owner"])
@pytest.mark.parametrize(
    "address",
    ["/api/v1/me", "/api/v1/challenges", "/api/v1/challenges/mine", "/api/v1/nothing-here"],
)
async def test_answers_of_the_api_are_not_kept(new_client: NewClient, address: str, role: str):
    caller = await api_client(new_client, role) if role else new_client()
    for method in ("GET", "POST", "PATCH"):
        answer = await caller.request(method, address)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "address",
    ["/password/reset?token=x", "/confirm-email?token=x", "/invitation?token=x", "/stop/x"],
)
async def test_pages_whose_address_is_a_key_are_not_kept_and_not_told(
    client: httpx.AsyncClient, address: str
):
    for answer in (await client.get(address), await post(client, address, {"token": "x"})):
        assert answer.headers["cache-control"] == "no-store", answer.status_code
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex"
