"""How long others wait while eight clients keep one server process busy with what is costly.

`/healthz` needs nothing but the event loop, so its time is what everybody else waits for. The aim is
a median below 100 ms. The clients run in a process of their own.
"""

import multiprocessing
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.demo_start import demo

CLIENTS = 8
SECONDS = 8.0
PAUSE = 0.02
WARM_UP = 1.0
_TOKEN = re.compile(r'name="_csrf_token" value="([^"]+)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Load = Callable[[httpx.Client, int], None]


def _token(client: httpx.Client) -> str:
    found = _TOKEN.search(client.get("/login").text)
    if not found:
        raise RuntimeError("the sign-in page has no form")
    return found[1]


def openapi_document(client: httpx.Client, turn: int) -> None:
    """The whole API's description."""
    client.get("/api/v1/openapi.json")


def forms_of_others(client: httpx.Client, turn: int) -> None:
    """A long form as another site would send it, without our cookie."""
    client.cookies.clear()
    client.post("/challenges", content=_body("garbage"), headers=_FORM)


def long_forms(client: httpx.Client, turn: int) -> None:
    """The longest form there is, with a good token."""
    client.post("/challenges", content=_body(_token(client)), headers=_FORM)


def many_fields(client: httpx.Client, turn: int) -> None:
    """A form of 200,000 fields, with a good token."""
    content = f"_csrf_token={_token(client)}&" + "a=1&" * 200_000
    client.post("/challenges", content=content, headers=_FORM)


def wrong_passwords(client: httpx.Client, turn: int) -> None:
    """Passwords for accounts that nobody has, another each time."""
    form = {
        "_csrf_token": _token(client),
        "email": f"nobody.{os.getpid()}.{time.time_ns()}@example.jp",
        "password": "not the password",
    }
    client.post("/login", data=form)


def certified_pdf(client: httpx.Client, turn: int) -> None:
    """The certified list as PDF, of another day each time."""
    client.get(f"/certified.pdf?day=2026-{1 + turn % 11:02}-{1 + turn % 28:02}")


def long_searches(client: httpx.Client, turn: int) -> None:
    """Search for a long sentence, another each time."""
    words = f"{turn} 高齢者の見守りと防災の情報を多言語で伝える仕組み" * 4
    client.get("/search", params={"q": words[:200]})


LOADS: tuple[Load, ...] = (
    openapi_document,
    forms_of_others,
    long_forms,
    many_fields,
    wrong_passwords,
    certified_pdf,
    long_searches,
)


def _body(token: str) -> str:
    return f"_csrf_token={token}&title_ja=" + quote("課題の題名" * 22_000)[:980_000]


def _keep_busy(url: str, load: str, seconds: float) -> None:
    work: Load = globals()[load]
    until = time.monotonic() + seconds

    def one_client(_number: int) -> int:
        turn = 0
        with httpx.Client(base_url=url, timeout=60) as client:
            while time.monotonic() < until:
                # a refused body may end the connection while it is being sent
                with suppress(httpx.TransportError):
                    work(client, turn)
                turn += 1
        return turn

    with ThreadPoolExecutor(CLIENTS) as clients:
        turns = sum(clients.map(one_client, range(CLIENTS)))
    print(f"    {turns} requests", flush=True)


def waits(url: str, seconds: float) -> list[float]:
    """Milliseconds that each of a row of short requests takes."""
    found, until = [], time.monotonic() + seconds
    with httpx.Client(base_url=url, timeout=60) as client:
        while time.monotonic() < until:
            started = time.perf_counter()
            client.get("/healthz").raise_for_status()
            found.append((time.perf_counter() - started) * 1000)
            time.sleep(PAUSE)
    return found


def report(name: str, found: list[float]) -> None:
    """Print one line of the table."""
    slow = statistics.quantiles(found, n=20)[-1]
    print(
        f"{name:20} median {statistics.median(found):6.1f} ms, 95 % within {slow:6.1f} ms, "
        f"longest {max(found):6.1f} ms",
        flush=True,
    )


def main() -> None:
    """Print the waits without load and under each load."""
    data = Path(tempfile.gettempdir()) / f"ks-bench-{os.getpid()}"
    processes = multiprocessing.get_context("spawn")
    try:
        with demo(data) as (client, _seconds):
            url = str(client.base_url)
            report("nothing", waits(url, SECONDS / 2))
            for load in LOADS:
                arguments = (url, load.__name__, SECONDS + WARM_UP)
                busy = processes.Process(target=_keep_busy, args=arguments)
                busy.start()
                time.sleep(WARM_UP)
                report(load.__name__, waits(url, SECONDS))
                busy.join()
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
