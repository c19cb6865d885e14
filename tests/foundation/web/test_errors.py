"""Who is at fault is told apart: what was sent is refused in words, what breaks here is logged in full."""

from typing import Any

import httpx
import pytest
from litestar import Litestar, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from structlog.testing import capture_logs

from foundation.database import fetch_value
from foundation.web.errors import EXCEPTION_HANDLERS
from foundation.web.request import ReadableRequest

DEEP = b"[" * 100_000
FAULTS = {
    "encoding": lambda: "\ud800".encode(),
    "decoding": lambda: b"\xff".decode(),
    "overflow": lambda: float(10**400),
    "recursion": lambda: (_ for _ in ()).throw(RecursionError()),
}


@get("/api/fault/{name:str}")
async def fault(name: FromPath[str]) -> None:
    FAULTS[name]()


@get("/api/database")
async def database(sql: FromQuery[str], value: FromQuery[int | None] = None) -> str:
    return str(await fetch_value(sql, *([] if value is None else [value])))


@post("/api/body")
async def body(data: JSONBody[dict[str, Any]]) -> None:
    return None


@pytest.fixture
def caller() -> httpx.AsyncClient:
    application = Litestar(
        [fault, database, body],
        exception_handlers=EXCEPTION_HANDLERS,
        request_class=ReadableRequest,
        openapi_config=None,
    )
    transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://testserver")


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_of_ours_is_one_whatever_it_looks_like(caller, name: str):
    with capture_logs() as said:
        answer = await caller.get(f"/api/fault/{name}")
    assert answer.status_code == 500
    (line,) = said
    assert line["event"] == "fault" and line["exc_info"].__traceback__ is not None
    assert line["reference"] in answer.json()["detail"]


@pytest.mark.parametrize(
    "sql", ["SELECT 1/0", "SELECT 'x'::int", "SELECT 2147483647 + 1", "SELECT ''::date"]
)
async def test_a_statement_of_ours_that_fails_is_a_fault(caller, db: None, sql: str):
    with capture_logs() as said:
        answer = await caller.get("/api/database", params={"sql": sql})
    assert answer.status_code == 500
    assert [line["event"] for line in said] == ["fault"]


async def test_a_number_the_database_has_no_place_for_is_refused_and_logged(caller, db: None):
    with capture_logs() as said:
        answer = await caller.get(
            "/api/database", params={"sql": "SELECT $1::int", "value": "9" * 12}
        )
    assert answer.status_code == 400
    (line,) = said
    assert line["event"] == "unstorable" and line["exc_info"].__traceback__ is not None


@pytest.mark.parametrize("sent", [DEEP, b'{"a": ' + DEEP, b"\xff\xfe", b'{"a": "\xff"}', b"{"])
async def test_a_body_that_cannot_be_read_is_refused(caller, sent: bytes):
    answer = await caller.post(
        "/api/body", content=sent, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
