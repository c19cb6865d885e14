"""What goes wrong for people is answered clearly, in pages and by the API, and changes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch, fetch_value, transaction
from foundation.identity.signin.middleware import cookie_name
from foundation.identity.signin.sessions import open_session
from foundation.identity.signin.tokens import create_token
from foundation.ids import new_id
from foundation.web.forms import issue
from matching.startups.company.profile import StartupProfile
from procurement.certification import commands as certification_commands
from tests.factories import certification, challenges, contests, startups
from tests.factories.identity import Person, person, post
from tests.factories.solutions import solution

KEPT_BESIDE = ("login_session", "login_attempt", "api_token")
"""Tables in which the coming and going of people itself is noted."""
WRONG_NUMBER, SAME_KEY = "1234567890123", "sent-twice"


@dataclass
class Answer:
    """What is expected, and where: an address, what is sent, the status, words of the answer."""

    path: str
    sent: dict[str, Any]
    status: int
    words: str
    method: str = "POST"
    files: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    at_field: str = ""


@dataclass
class Scene:
    """Who tries what; `again` means that the first time is right and the second changes nothing."""

    account_id: UUID
    membership_id: UUID | None
    page: Answer
    api: Answer
    at: datetime | None = None
    again: bool = False


def by(who: Person, page: Answer, api: Answer, **more: Any) -> Scene:
    return Scene(who.account_id, who.membership_id, page, api, **more)


async def wrong_corporate_number() -> Scene:
    actor = await startups.newcomer()
    profile: StartupProfile = startups.profile(corporate_number=WRONG_NUMBER)
    sent = {
        name: getattr(profile, name)
        for name in ("corporate_number", "name_ja", "name_kana", "address_ja")
    }
    return Scene(
        actor.account(),
        None,
        Answer("/startups/register", {**sent, "id": issue(actor, "startup")}, 422, "法人番号："),
        Answer("/api/v1/startups", sent, 422, "", kind="invalid", at_field="corporate_number"),
    )


async def late_entry() -> Scene:
    contest_id, solution_id = await contests.open_(), str(await solution())
    sent = {"solution_id": solution_id}
    member = await person("member")
    page_sent = {**sent, "id": issue(member.actor, "entry")}
    return by(
        member,
        Answer(f"/contests/{contest_id}/enter", page_sent, 409, "締切を過ぎた"),
        Answer(
            f"/api/v1/contests/{contest_id}/entries", sent, 409, "締切を過ぎた", kind="too-late"
        ),
        at=clock.now() + timedelta(days=18),
    )


async def double_submit() -> Scene:
    sent = {"title_ja": "停電のとき、通信を守りたい"}
    owner = await person("challenge_owner")
    return by(
        owner,
        Answer("/challenges", {**sent, "id": issue(owner.actor, "challenge")}, 303, ""),
        Answer("/api/v1/challenges", sent, 201, sent["title_ja"]),
        again=True,
    )


async def stale_form() -> Scene:
    challenge_id = await challenges.draft()
    sent = {"title_ja": "古い画面で書いた題名"}
    return by(
        await person("challenge_owner"),
        Answer(f"/challenges/{challenge_id}/edit", {**sent, "version": "7"}, 409, sent["title_ja"]),
        Answer(
            f"/api/v1/challenges/{challenge_id}",
            {"version": 7, "content": sent},
            409,
            "先に変更しました",
            method="PUT",
            kind="conflict",
        ),
    )


async def forbidden_role() -> Scene:
    challenge_id = await challenges.submitted()
    return by(
        await person("challenge_owner"),
        Answer(f"/challenges/{challenge_id}/publish", {"version": "2"}, 403, "運営事務局"),
        Answer(
            f"/api/v1/challenges/{challenge_id}/publish",
            {"version": 2},
            403,
            "運営事務局",
            kind="not-permitted",
        ),
    )


async def other_organisation() -> Scene:
    challenge_id = await challenges.draft()
    sent = {"title_ja": "よその局が書き換えた題名"}
    return by(
        await person("challenge_owner", "（別）"),
        Answer(f"/challenges/{challenge_id}/edit", {**sent, "version": "1"}, 404, "見つかりません"),
        Answer(
            f"/api/v1/challenges/{challenge_id}",
            {"version": 1, "content": sent},
            404,
            "見つかりません",
            method="PUT",
            kind="not-found",
        ),
    )


async def certification_with_one_expert() -> Scene:
    actor = await certification.certifier()
    made = await certification_commands.create_certification(
        actor,
        new_id(),
        await solution(),
        None,
        certification.content(opinions=certification.opinions(1)),
    )
    today = clock.today()
    term = {"decision_number": "R8-見本-001", "version": "1"}
    for name, day in (("term_start", today), ("term_end", today + timedelta(days=400))):
        parts = {"year": day.year, "month": day.month, "day": day.day}
        term |= {f"{name}-{part}": str(value) for part, value in parts.items()}
    return by(
        await person("certifier"),
        Answer(f"/certifications/{made.id}/decide", term, 422, "2人以上"),
        Answer(
            f"/api/v1/certifications/{made.id}/decide",
            {"version": 1, "seen": "-.-"},
            422,
            "",
            kind="invalid",
            at_field="opinions",
        ),
    )


async def overlong_text() -> Scene:
    sent = {"title_ja": "長" * 5000}
    owner = await person("challenge_owner")
    page_sent = {**sent, "id": issue(owner.actor, "challenge")}
    return by(
        owner,
        Answer("/challenges", page_sent, 422, "字以内にしてください"),
        Answer("/api/v1/challenges", sent, 422, "", kind="invalid", at_field="title_ja"),
    )


async def file_for_text() -> Scene:
    file = {"title_ja": ("title.txt", b"a title in a file", "text/plain")}
    owner = await person("challenge_owner")
    return by(
        owner,
        Answer(
            "/challenges",
            {"id": issue(owner.actor, "challenge")},
            422,
            "ファイルではなく、文字で書いてください。",
            files=file,
        ),
        Answer("/api/v1/challenges", {}, 400, "読み取れません", files=file, kind="bad-request"),
    )


SCENES: tuple[Callable[[], Awaitable[Scene]], ...] = (
    wrong_corporate_number,
    late_entry,
    double_submit,
    stale_form,
    forbidden_role,
    other_organisation,
    certification_with_one_expert,
    overlong_text,
    file_for_text,
)
each_scene = pytest.mark.parametrize("prepare", SCENES, ids=lambda scene: scene.__name__)


async def everything() -> dict[str, str]:
    """What stands in the tables, as a digest each."""
    tables = await fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {
        table: await fetch_value(
            f"SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM \"{table}\" t"
        )
        for table in sorted(row["tablename"] for row in tables)
        if table not in KEPT_BESIDE
    }


async def by_page(browser: httpx.AsyncClient, wanted: Answer) -> httpx.Response:
    more: dict[str, Any] = {"files": wanted.files} if wanted.files else {}
    return await post(browser, wanted.path, wanted.sent, **more)


async def by_api(api: httpx.AsyncClient, wanted: Answer) -> httpx.Response:
    headers = {"Idempotency-Key": SAME_KEY}
    if wanted.files:
        return await api.post(wanted.path, files=wanted.files, headers=headers)
    return await api.request(wanted.method, wanted.path, json=wanted.sent, headers=headers)


@each_scene
async def test_by_page(prepare: Callable[[], Awaitable[Scene]], new_client):
    scene = await prepare()
    browser = new_client()
    with clock.frozen(scene.at or clock.now()):
        async with transaction():
            secret = await open_session(scene.account_id, scene.membership_id)
        browser.cookies.set(cookie_name(), secret, domain="testserver.local")
        first = await by_page(browser, scene.page) if scene.again else None
        before = await everything()
        answer = await by_page(browser, scene.page)
        assert await everything() == before
    assert answer.status_code == scene.page.status
    assert scene.page.words in answer.text
    if first is not None:
        assert (first.status_code, first.headers["location"]) == (303, answer.headers["location"])


@each_scene
async def test_by_api(prepare: Callable[[], Awaitable[Scene]], db: None, new_client):
    scene = await prepare()
    actor = Actor(account_id=scene.account_id)
    token = await create_token(
        actor, account_id=scene.account_id, name="test", membership_id=scene.membership_id
    )
    api = new_client(headers={"Authorization": f"Bearer {token.token}"})
    with clock.frozen(scene.at or clock.now()):
        first = await by_api(api, scene.api) if scene.again else None
        before = await everything()
        answer = await by_api(api, scene.api)
        assert await everything() == before
    assert answer.status_code == scene.api.status
    body = answer.json()
    if first is not None:
        assert first.json() == body
        return
    assert answer.headers["content-type"] == "application/problem+json"
    assert (body["type"], body["status"]) == (f"/problems/{scene.api.kind}", scene.api.status)
    assert body["instance"] == scene.api.path
    assert scene.api.words in body["detail"]
    assert scene.api.at_field in body.get("errors", {"": ""}) or not scene.api.at_field
