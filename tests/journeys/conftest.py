"""One demo for all journeys of a worker that leave each other alone."""

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.server import DemoServer, demo_server

INDEXED_SECONDS = 60


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoServer]:
    """A running demo whose sample data can be found."""
    with demo_server() as server:
        deadline = time.monotonic() + INDEXED_SECONDS
        while not _found(server.url) and time.monotonic() < deadline:
            time.sleep(0.5)
        yield server


@pytest.fixture
def url(demo: DemoServer) -> str:
    """Where the demo is."""
    return demo.url


def _found(url: str) -> int:
    """How many sample solutions are indexed already; the worker does that after the start."""
    answer = httpx.get(f"{url}/api/v1/search", params={"q": "移乗 ロボット 種類:認定製品"})
    found: int = answer.json()["total"]
    return found
