"""What makes a record makes one, sent twice; other content under its id is refused and comes back."""

import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from foundation.database import fetch_value
from foundation.errors import MadeAlready
from foundation.identity.signin.tokens import create_token
from foundation.web.forms import Form
from foundation.web.openapi import Document, operations
from tests.factories import challenges, contests, pilots
from tests.factories.identity import OTHER, api_client, person, post, signed_in
from tests.factories.solutions import solution
from tests.factories.startups import corporate_number, newcomer, profile, startup
from tests.matching.startups.test_pages import newcomers_browser
from tests.portal.audience.forms import forms_of

NewClient = Callable[..., httpx.AsyncClient]
OTHER_WORDS = "別の内容"
NOTHING_TYPED = {"frozen_shortlist"}
"""Made from what stands in the system alone: there is nothing else that could be said."""

NOTHING_WRITTEN = {"certification"}
"""Begins with a choice from a list; there is no text to come back."""


@dataclass(frozen=True)
class Case:
    """One form that makes a record. In all texts `{0}` and `{1}` are the ids that `before` gives.

    Attributes:
        role: whose it is; empty for somebody without a role.
        page, action: where it is, and where it is sent.
        fields: what is written where the page suggests nothing that passes.
        changed: what is written instead the second time.
        again: the answer to the same sent twice.
        before: makes what the form is about.
    """

    role: str
    page: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    again: int = 303
    before: Callable[[], Awaitable[tuple[UUID, ...]]] | None = None


async def _solutions() -> tuple[UUID, ...]:
    return await solution(), await solution(OTHER)


async def _open_contest() -> tuple[UUID, ...]:
    solution_id = await solution()
    return await contests.open_(), solution_id


async def _running() -> tuple[UUID, ...]:
    return (await pilots.running(),)


async def _startup() -> tuple[UUID, ...]:
    return (await startup(),)


async def _contest_material() -> tuple[UUID, ...]:
    return await challenges.published(), (await person("judge")).account_id


def _date(name: str) -> dict[str, str]:
    return {f"{name}-year": "2026", f"{name}-month": "11", f"{name}-day": "20"}


_TITLE = {"title_ja": OTHER_WORDS}
_NUMBERS = {"indicators-0-baseline": "59", "indicators-0-target": "45"}
_PERSON = {"email": "first@people.example", "name": "見本 花子"}
FORMS = {
    "account": Case(
        "operator",
        "/admin/accounts/new",
        "/admin/accounts",
        {**_PERSON, "role": "judge", "organisation": ""},
        {"email": "second@people.example"},
    ),
    "api_token": Case(
        "member", "/account", "/account/tokens", {"name": "集計"}, {"name": OTHER_WORDS}, again=409
    ),
    "certification": Case(
        "certifier",
        "/certifications/new",
        "/certifications",
        {"solution_id": "{0}", "pilot_id": ""},
        {"solution_id": "{1}"},
        before=_solutions,
    ),
    "challenge": Case("challenge_owner", "/challenges/new", "/challenges", {}, _TITLE),
    "contest": Case(
        "secretariat",
        "/contests/new",
        "/contests",
        {"judging_deadline-day": "2"},
        {"theme_ja": OTHER_WORDS},
        before=_contest_material,
    ),
    "entry": Case(
        "member",
        "/contests/{0}/enter",
        "/contests/{0}/enter",
        {},
        {"message_ja": OTHER_WORDS},
        before=_open_contest,
    ),
    "invitation": Case(
        "member",
        "/colleagues",
        "/colleagues/invitations",
        {"email": "first@people.example"},
        {"email": "second@people.example"},
    ),
    "organisation": Case(
        "operator", "/admin/organisations/new", "/admin/organisations", {}, {"name": OTHER_WORDS}
    ),
    "pilot": Case("pilot_owner", "/pilots/new", "/pilots", _NUMBERS, _TITLE, before=_solutions),
    "pilot_measurement": Case(
        "pilot_owner",
        "/pilots/{0}/measurements/new",
        "/pilots/{0}/measurements",
        {**_date("measured_on"), "value": "38"},
        {"note_ja": OTHER_WORDS},
        before=_running,
    ),
    "saved_search": Case(
        "member",
        "/account/notifications",
        "/saved-searches",
        {"query": "介助"},
        {"query": OTHER_WORDS},
    ),
    "solution": Case(
        "member", "/solutions/new", "/solutions", _date("on_sale_since"), _TITLE, before=_startup
    ),
    "startup": Case(
        "",
        "/startups/register",
        "/startups/register",
        {
            **dict.fromkeys(("website", "contact_email", "postal_code"), ""),
            **_date("founded_on"),
            "corporate_number": corporate_number(),
            "name_kana": "ミホン",
        },
        {"name_ja": OTHER_WORDS},
    ),
}


def _kinds(of: type[Form]) -> Iterator[str]:
    for form in of.__subclasses__():
        if "makes" in vars(form) and not form.__module__.startswith("tests."):
            yield form.makes
        yield from _kinds(form)


def test_every_form_that_makes_a_record_is_tried():
    assert set(_kinds(Form)) == FORMS.keys() | NOTHING_TYPED


async def _count() -> int:
    return int(await fetch_value("SELECT count(*) FROM record_identity"))


@pytest.mark.parametrize("kind", FORMS)
async def test_other_content_under_the_id_of_a_form_is_refused_and_comes_back(
    kind: str, new_client: NewClient
):
    case = FORMS[kind]
    ids = await case.before() if case.before else ()
    browser = await (
        signed_in(new_client, case.role) if case.role else newcomers_browser(new_client)
    )
    page, action = case.page.format(*ids), case.action.format(*ids)
    shown = (await browser.get(page)).text
    form = next(one for one in forms_of(shown) if one.action == action and "id" in one.fields)
    sent = {**form.fields, **{name: text.format(*ids) for name, text in case.fields.items()}}
    first = await post(browser, action, sent)
    assert first.status_code in (201, 303), re.findall("＊[^<]*", first.text)
    made = await _count()
    again = await post(browser, action, sent)
    assert again.status_code == case.again
    assert again.headers.get("location") == first.headers.get("location") or case.again != 303
    changed = {name: text.format(*ids) for name, text in case.changed.items()}
    other = await post(browser, action, {**sent, **changed})
    assert other.status_code == 409 and MadeAlready().message in other.text
    assert await _count() == made
    assert kind in NOTHING_WRITTEN or all(text in other.text for text in changed.values())


@dataclass(frozen=True)
class Call:
    """One POST of the API that makes a record; `{0}` and `{1}` are the ids that `before` gives."""

    role: str
    body: dict[str, Any]
    changed: dict[str, Any]
    before: Callable[[], Awaitable[tuple[UUID, ...]]] | None = None


async def _indicator() -> tuple[UUID, ...]:
    (pilot_id,) = await _running()
    return pilot_id, await fetch_value("SELECT id FROM pilot_indicator")


_API = "/api/v1"
CALLS = {
    f"{_API}/certifications": Call(
        "certifier", {"solution_id": "{0}"}, {"solution_id": "{1}"}, _solutions
    ),
    f"{_API}/challenges": Call("challenge_owner", {"title_ja": "題名"}, _TITLE),
    f"{_API}/invitations": Call(
        "member",
        {"email": "first@people.example", "role": "member"},
        {"email": "second@people.example"},
    ),
    f"{_API}/contests": Call(
        "secretariat",
        {
            "challenge_id": "{0}",
            "theme_ja": "題名",
            "description_ja": "募集の内容",
            "entry_deadline": "2026-12-11T17:00:00+09:00",
            "judging_deadline": "2026-12-18T17:00:00+09:00",
            "judge_ids": ["{1}"],
        },
        {"theme_ja": OTHER_WORDS},
        _contest_material,
    ),
    f"{_API}/contests/{{contest_id}}/entries": Call(
        "member", {"solution_id": "{1}"}, {"message_ja": OTHER_WORDS}, _open_contest
    ),
    f"{_API}/pilots": Call(
        "pilot_owner",
        {
            "source": {"kind": "open_call", "solution_id": "{0}"},
            "content": msgspec.to_builtins(pilots.plan()),
        },
        {"content": msgspec.to_builtins(pilots.plan(title_ja=OTHER_WORDS))},
        _solutions,
    ),
    f"{_API}/pilots/{{pilot_id}}/measurements": Call(
        "pilot_owner",
        {"indicator_id": "{1}", "content": msgspec.to_builtins(pilots.result())},
        {"content": msgspec.to_builtins(pilots.result(value=39.0))},
        _indicator,
    ),
    f"{_API}/saved-searches": Call("member", {"query": "q=介助"}, {"query": "q=防災"}),
    f"{_API}/solutions": Call("member", {"title_ja": "題名"}, _TITLE, _startup),
    f"{_API}/startups": Call(
        "", msgspec.to_builtins(profile()), {"name_ja": OTHER_WORDS, "name_kana": "ベツ"}
    ),
}
NOTHING_SAID = {f"{_API}/challenges/{{challenge_id}}/frozen-shortlists"}


async def test_every_repeatable_call_is_tried(client: httpx.AsyncClient):
    document: Document = (await client.get("/api/v1/openapi.json")).json()
    repeatable = {
        path
        for path, operation in operations(document)
        if any(one["name"] == "Idempotency-Key" for one in operation["parameters"])
    }
    assert repeatable == CALLS.keys() | NOTHING_SAID


def _with_ids(value: Any, ids: tuple[UUID, ...]) -> Any:
    if isinstance(value, dict):
        return {name: _with_ids(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_ids(one, ids) for one in value]
    places = {"{0}": 0, "{1}": 1}
    return str(ids[places[value]]) if value in places else value


@pytest.mark.parametrize("path", CALLS)
async def test_other_content_under_a_key_of_the_api_is_refused(path: str, new_client: NewClient):
    call = CALLS[path]
    ids = await call.before() if call.before else ()
    address = re.sub(r"{\w+}", lambda _: str(ids[0]), path)
    api = await (api_client(new_client, call.role) if call.role else _newcomers_api(new_client))
    key, body = {"Idempotency-Key": "once"}, _with_ids(call.body, ids)
    first = await api.post(address, json=body, headers=key)
    assert first.status_code == 201, first.text
    made = await _count()
    again = await api.post(address, json=body, headers=key)
    assert again.status_code == 201 and again.json()["id"] == first.json()["id"]
    changed = {**body, **_with_ids(call.changed, ids)}
    other = await api.post(address, json=changed, headers=key)
    assert other.status_code == 409 and other.json()["type"].endswith("made-already"), other.text
    assert "Idempotency-Key" in other.json()["detail"] and "画面" not in other.json()["detail"]
    assert await _count() == made


async def _newcomers_api(new_client: NewClient) -> httpx.AsyncClient:
    actor = await newcomer()
    made = await create_token(actor, account_id=actor.account(), name="test")
    return new_client(headers={"Authorization": f"Bearer {made.token}"})
