"""The fuzzer sees what it is there to see, and sends the same again from the same seed."""

from random import Random
from typing import Any

import httpx
import pytest
from litestar import Litestar, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from tests.fuzzing.api import Calls
from tests.fuzzing.harvest import targets_of
from tests.fuzzing.pages import Walk
from tests.fuzzing.visitors import Visitor

FORM = """
<a href="/list?page=2">2</a> <a href="https://other.example/">out</a>
<form method="post" action="/act"><input name="title" value="見本"><input type="checkbox" name="on"
value="1"><select name="level"><option value="3">3</option></select><button name="_add"></button></form>
"""
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/api/number": {
            "get": {
                "operationId": "Number",
                "parameters": [{"name": "n", "in": "query", "schema": {"type": "integer"}}],
                "responses": {
                    "200": {
                        "description": "A number.",
                        "content": {"application/json": {"schema": {"type": "integer"}}},
                    }
                },
            }
        }
    },
}


def test_links_and_forms_of_a_page_are_found():
    link, form = targets_of(FORM, "/")
    assert (link.method, link.path, link.query) == ("GET", "/list", [("page", "2")])
    assert (form.method, form.path) == ("POST", "/act")
    assert form.form == [("title", "見本"), ("on", "1"), ("level", "3")]


@get("/", media_type="text/html")
async def front() -> str:
    return FORM


@get("/list", media_type="text/html")
async def numbered(page: FromQuery[str] = "") -> str:
    return str(int(page or "1"))


@post("/act")
async def act() -> None:
    raise NotFoundException


@get("/api/number")
async def number(n: FromQuery[str] = "") -> str:
    return "no number"


@pytest.fixture
def broken() -> Visitor:
    application = Litestar([front, numbered, act, number], openapi_config=None)
    transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)  # type: ignore[arg-type]
    return Visitor("nobody", httpx.AsyncClient(transport=transport, base_url="http://testserver"))


async def walk(visitor: Visitor, seed: int) -> Walk:
    done = Walk(visitor, Random(seed))
    await done.look_around(Litestar([front, numbered, act], openapi_config=None), 5)
    await done.send_strange(80)
    return done


async def test_a_page_that_fails_is_found_and_found_again(broken: Visitor):
    first, second = await walk(broken, 1), await walk(broken, 1)
    assert ("GET", "/list", "status 500") in first.faults
    assert ("POST", "/act", "a refusal 404 as application/json") in first.faults
    assert list(first.faults.values()) == list(second.faults.values())
    assert list((await walk(broken, 2)).faults.values()) != list(first.faults.values())


async def test_an_answer_that_the_document_does_not_tell_is_found(broken: Visitor, db: None):
    calls = Calls(DOCUMENT, [broken], 1)
    await calls.go(5)
    assert calls.sent
    assert {operation for operation, _wrong in calls.faults} == {"GET /api/number"}
