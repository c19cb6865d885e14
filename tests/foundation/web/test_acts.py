"""Pages and operations made from commands: what they ask, do, refuse and give back, of lamps."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from litestar import Response, get
from litestar.connection import ASGIConnection
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from foundation.access.actor import ANONYMOUS, Actor
from foundation.access.request import Identity, provide_actor, set_identity
from foundation.acts import ActWords, Led
from foundation.composition import Area
from foundation.database import fetch_one
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import lazy
from foundation.settings import Settings
from foundation.web import WebRequest
from foundation.web.acts import (
    ActForm,
    Operations,
    PageAct,
    ReasonForm,
    RecordPage,
    act_pages,
    page_act,
)
from foundation.web.api import ApiController, PageController, Schema, Seen, SeenReason
from foundation.web.application import create_application, wrap
from foundation.web.forms import Form, TextField
from foundation.web.openapi import ServedDocument
from tests.factories.identity import post
from tests.foundation.acts.conftest import lamps as lamps
from tests.foundation.acts.lamps import KEEPER, LAMP, LAMPS, STRANGER, WATCHER, Act, lamp, new_lamp

pytestmark = pytest.mark.usefixtures("lamps")
VISITORS = {"keeper": KEEPER, "watcher": WATCHER, "stranger": STRANGER}
WORDS = {
    act: ActWords(
        label=lazy(f"To {act}?"),
        event=lazy(f"did {act}"),
        done=lazy("Lit!") if act is Act.LIGHT else None,
        lead=lazy("Everybody sees it."),
        hint=lazy("The keeper reads it."),
        danger=act is Act.REPORT,
    )
    for act in Act
}
light = LAMPS.at_once(Act.LIGHT)
put_out = LAMPS.with_reason(Act.PUT_OUT)
report = LAMPS.with_reason(Act.REPORT)


@dataclass(frozen=True)
class LampView:
    id: UUID
    version: int
    state: str
    acts: tuple[Act, ...]


async def read(actor: Actor, lamp_id: UUID, act: Act) -> LampView:
    actor.account()
    row = await fetch_one("SELECT * FROM lamp WHERE id = $1", lamp_id)
    if row is None or not LAMPS.sees(actor, row):
        raise NotFound()
    LAMPS.may(actor, row, act).require()
    return LampView(lamp_id, row["version"], row["state"], LAMP.acts_from(row))


async def again(
    request: WebRequest,
    actor: Actor,
    record: LampView,
    act: Act,
    form: Form,
    error: Invalid | Conflict,
) -> Response[Any]:
    return Response(f"lamp: {error.message}", status_code=error.status)


class MendForm(ReasonForm):
    """A mending, with the part that was put in."""

    part = TextField(lazy("Part"), required=True)


async def mend(actor: Actor, lamp_id: UUID, form: MendForm) -> None:
    if form.part.data == "candle":
        raise Invalid({"part": "No candles."})
    why = f"{form.part.data}: {form.reason.data}"
    await LAMPS.lead(actor, lamp_id, Act.MEND, form.seen_version, reason=why)


PAGE = RecordPage(
    address="/lamps",
    key="lamp_id",
    words=WORDS,
    read=read,
    crumbs=lambda record: [("Lamps", "/lamps"), ("Lamp", f"/lamps/{record.id}")],
    eyebrow=lambda _record: ["Lamp 7", None],
    back=lazy("Back to the lamp"),
    again=again,
)
LampActs = act_pages(
    PAGE,
    [
        light,
        replace(page_act(put_out), lands="/dark"),
        report,
        PageAct(act=Act.MEND, run=mend, form=MendForm, values=lambda _lamp: {"part": "bulb"}),
    ],
)


class LampOut(Schema):
    id: UUID
    state: str


class Mended(Seen):
    part: str


async def led(_actor: Actor, record: Led) -> LampOut:
    return LampOut(id=record.id, state=record.state)


async def mend_by_call(actor: Actor, lamp_id: UUID, data: Mended) -> Led:
    return await LAMPS.lead(actor, lamp_id, Act.MEND, data.version, reason=data.part)


class LampApi(ApiController):
    path = "/api/lamps/{lamp_id:uuid}"
    tags = ["Lamps"]
    operation = Operations("lamp_id", led)
    light = operation(light, "LightLamp", "Light it.")
    report = operation(report, "ReportLamp", "Say that it is broken.")
    mend = operation.own(Act.MEND, Mended, mend_by_call, "MendLamp", "Mend it.")


class Door(PageController):
    """A page that gives out the token of forms."""

    @get("/login")
    async def login(self) -> str:
        return ""


class Visitor(ASGIMiddleware):
    """Who a request comes from, by its header."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        connection = ASGIConnection[Any, Any, Any, Any](scope)
        name = connection.headers.get("visitor", "")
        set_identity(connection, Identity(actor=VISITORS.get(name, ANONYMOUS)))
        await next_app(scope, receive, send)


AREA = Area(name="lamps", package="tests.foundation.acts", controllers=[Door, LampActs, LampApi])


@pytest.fixture
async def visit(settings: Settings) -> AsyncIterator[Callable[[str], httpx.AsyncClient]]:
    """Makes browsers of somebody."""
    application = create_application(
        settings,
        [AREA],
        middleware=[Visitor()],
        dependencies={"actor": Provide(provide_actor)},
        context={"footer_links": ()},
    )
    transport = httpx.ASGITransport(app=wrap(application, settings))  # type: ignore[arg-type]

    def browser(name: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=transport, base_url="http://testserver", headers={"visitor": name}
        )

    yield browser


@pytest.fixture
def keeper(visit) -> httpx.AsyncClient:
    return visit("keeper")


async def test_the_page_asks_with_what_comes_of_it_and_who_reads_the_reason(keeper):
    lamp_id = await new_lamp(state="on")
    page = await keeper.get(f"/lamps/{lamp_id}/report")
    assert page.status_code == 200
    for said in (
        "<title>To report?", "Everybody sees it.", "The keeper reads it.", "Lamp 7",
        "Back to the lamp", f'action="/lamps/{lamp_id}/report"', 'name="version" value="1"',
        "button--danger", "※必須",
    ):  # fmt: skip
        assert said in page.text, said
    optional = await keeper.get(f"/lamps/{lamp_id}/put-out")
    assert "※任意" in optional.text and "button--danger" not in optional.text


async def test_the_way_to_a_page_begins_at_home_and_its_last_step_is_no_link(keeper):
    page = await keeper.get(f"/lamps/{await new_lamp(state='on')}/report")
    way = page.text.split('<ol class="breadcrumbs__list">')[1].split("</ol>")[0]
    assert re.findall(r'href="(/[a-z]*)', way) == ["/", "/lamps", "/lamps"]
    assert '<span aria-current="page">To report?</span>' in way


async def test_what_was_asked_is_done_and_said(keeper):
    lamp_id = await new_lamp()
    lit = await post(keeper, f"/lamps/{lamp_id}/light", {"version": "1"})
    assert (lit.status_code, lit.headers["location"]) == (303, f"/lamps/{lamp_id}")
    assert (await lamp(lamp_id))["state"] == "on"
    told = await post(keeper, f"/lamps/{lamp_id}/report", {"version": "2", "reason": "it hums"})
    assert told.status_code == 303
    assert (await lamp(lamp_id))["fault"] == "it hums"


async def test_an_act_may_lead_elsewhere(keeper):
    lamp_id = await new_lamp(state="on")
    done = await post(keeper, f"/lamps/{lamp_id}/put-out", {"version": "1"})
    assert done.headers["location"] == f"/lamps/{lamp_id}/dark"


async def test_an_act_at_once_has_no_page_that_asks(keeper):
    assert (await keeper.get(f"/lamps/{await new_lamp()}/light")).status_code == 405


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"version": "1", "reason": " "}, 422, "入力してください"),
        ({"version": "7", "reason": "it hums"}, 409, "ほかの人が先に変更しました"),
        ({"reason": "it hums"}, 409, "どの内容を見て送られたものか"),
        ({"version": "1", "reason": "長" * 1001}, 422, "1,000字以内"),
    ],
)
async def test_what_is_refused_comes_back_as_it_was_sent(keeper, form, status: int, said: str):
    lamp_id = await new_lamp(state="on")
    page = await post(keeper, f"/lamps/{lamp_id}/report", form)
    assert page.status_code == status
    assert form["reason"].strip() in page.text
    assert "エラー：" in page.text
    assert (await lamp(lamp_id))["state"] == "on"


async def test_a_refused_act_without_a_page_is_shown_on_the_records_page(keeper):
    page = await post(keeper, f"/lamps/{await new_lamp(state='broken')}/light", {"version": "1"})
    assert page.status_code == 409
    assert "lamp: The lamp is broken." in page.text


def test_a_record_without_pages_that_ask_has_no_address_that_does():
    silent = act_pages(PAGE, [light, replace(page_act(report), asks=False)])
    assert not hasattr(silent, "ask")


async def test_nobody_is_asked_what_does_not_fit(keeper):
    page = await keeper.get(f"/lamps/{await new_lamp()}/report")
    assert page.status_code == 409


@pytest.mark.parametrize(("name", "status"), [("", 303), ("watcher", 403), ("stranger", 404)])
@pytest.mark.parametrize("act", ["light", "report"])
async def test_those_who_may_not_are_refused_before_anything_else(visit, name, status, act):
    lamp_id, browser = await new_lamp(state="on"), visit(name)
    answer = await post(browser, f"/lamps/{lamp_id}/{act}", {})
    assert answer.status_code == status
    assert (await lamp(lamp_id))["state"] == "on"


async def test_an_act_with_fields_of_its_own_has_its_form(keeper):
    lamp_id = await new_lamp(state="broken")
    page = await keeper.get(f"/lamps/{lamp_id}/mend")
    assert 'value="bulb"' in page.text
    form = {"version": "1", "reason": "worn", "part": "candle"}
    refused = await post(keeper, f"/lamps/{lamp_id}/mend", form)
    assert refused.status_code == 422
    assert "No candles." in refused.text and 'value="candle"' in refused.text
    mended = await post(keeper, f"/lamps/{lamp_id}/mend", {**form, "part": "bulb"})
    assert mended.status_code == 303
    assert (await lamp(lamp_id))["state_reason"] == "bulb: worn"


async def test_calls_do_the_same(keeper, visit):
    lamp_id = await new_lamp()
    one = f"/api/lamps/{lamp_id}"
    lit = await keeper.post(f"{one}/light", json={"version": 1})
    assert (lit.status_code, lit.json()) == (200, {"id": str(lamp_id), "state": "on"})
    nameless = await keeper.post(f"{one}/report", json={"version": 2})
    assert nameless.status_code == 422 and set(nameless.json()["errors"]) == {"reason"}
    told = await keeper.post(f"{one}/report", json={"version": 2, "reason": "it hums"})
    assert told.json()["state"] == "broken"
    late = await keeper.post(f"{one}/light", json={"version": 3})
    assert (late.status_code, late.json()["present_state"]) == (409, "broken")
    mended = await keeper.post(f"{one}/mend", json={"version": 3, "part": "bulb"})
    assert mended.json()["state"] == "off"
    for name, status in (("", 401), ("watcher", 403), ("stranger", 404)):
        answer = await visit(name).post(f"{one}/light", json={"version": 4})
        assert answer.status_code == status, name


@pytest.mark.parametrize("body", [{}, {"version": "1"}, {"version": None}, {"version": 1, "x": 1}])
async def test_a_call_names_the_version_it_saw_and_nothing_else(keeper, body):
    lamp_id = await new_lamp()
    answer = await keeper.post(f"/api/lamps/{lamp_id}/light", json=body)
    assert answer.status_code == 422
    assert (await lamp(lamp_id))["state"] == "off"


async def test_the_document_says_of_each_call_what_it_is():
    served = ServedDocument([LampApi], {"actor": Provide(provide_actor)})
    document = (await served.get())[0].decode()
    for said in ("LightLamp", "Light it.", "ReportLamp", "MendLamp", "lamp_id"):
        assert f'"{said}"' in document, said
    for body in (Seen, SeenReason, Mended, LampOut):
        assert f"schemas/{body.__name__}" in document, body
    assert ActForm.blank(version="1").seen_version == 1
