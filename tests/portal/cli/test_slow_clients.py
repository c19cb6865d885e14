"""A client that never finishes what it sends is answered 408, and its connection closed."""

import socket
import time
from collections.abc import Iterator

import pytest

from foundation.settings import Settings
from tests.portal.cli.served import Served, served

SECONDS = 2.0
PREPARE = f"import foundation.web.asgi as asgi; asgi.BODY_SECONDS = {SECONDS}"
HEAD = "Host: x\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Served]:
    options = {"database_url": settings.database_url, "data_dir": settings.data_dir}
    with served(prepare=PREPARE, **options) as running:
        yield running


def open_request(server: Served, start: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS * 5)
    connection.sendall(f"POST /api/v1/tokens HTTP/1.1\r\n{HEAD}{start}".encode())
    return connection


def answer(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    parts = []
    while part := connection.recv(4096):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize(
    "start",
    [
        "Content-Length: 1000\r\n\r\n",
        'Content-Length: 1000\r\n\r\n{"email": ',
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{   \n\r\n",
    ],
)
def test_a_body_that_stands_still(server: Served, start: str):
    begun = time.monotonic()
    with open_request(server, start) as connection:
        said = answer(connection)
    assert said.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/too-slow" in said
    assert SECONDS * 0.9 < time.monotonic() - begun < SECONDS * 4


def test_a_body_that_drips(server: Served):
    begun = time.monotonic()
    with open_request(server, "Content-Length: 1000\r\n\r\n") as connection:
        connection.settimeout(0.2)
        said = b""
        while not said:
            assert time.monotonic() - begun < SECONDS * 4
            connection.sendall(b" ")
            try:
                said = connection.recv(4096)
            except TimeoutError:
                continue
    assert said.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_comes_in_time_is_read(server: Served):
    with open_request(server, "Content-Length: 2\r\nConnection: close\r\n\r\n") as connection:
        time.sleep(SECONDS / 4)
        connection.sendall(b"{}")
        assert answer(connection).startswith(b"HTTP/1.1 422 ")


def test_others_are_answered_meanwhile(server: Served):
    waiting = [open_request(server, "Content-Length: 1000\r\n\r\n") for _ in range(200)]
    try:
        assert server.status("/healthz") == server.status("/challenges") == 200
    finally:
        for one in waiting:
            one.close()
