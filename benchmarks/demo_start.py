"""How long the demo takes from the command to its first good answer, and how fast pages come then.

A first start makes the database, migrates and loads the sample data; a second one finds them. The
aim is 15 seconds for the first.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from scripts.ports import free_port

WAIT_SECONDS = 120
REQUESTS = 100
PAGES = ("/",)


@contextmanager
def demo(data: Path) -> Iterator[tuple[httpx.Client, float]]:
    """The demo on a free port, and the seconds until it was ready."""
    port = free_port()
    started = time.perf_counter()
    server = subprocess.Popen(
        [
            Path(sys.executable).parent / "kingsalmon",
            "demo",
            f"--port={port}",
            f"--data-dir={data}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            wait_until_ready(client, server)
            yield client, time.perf_counter() - started
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


def wait_until_ready(client: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    """Ask until ``/readyz`` answers well.

    Raises:
        RuntimeError: the server ended, or took too long.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the demo ended with {server.returncode}")
        try:
            if client.get("/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the demo was not ready in {WAIT_SECONDS} s")


def milliseconds(client: httpx.Client, page: str) -> tuple[float, float]:
    """Median and 95th percentile of one page, asked one after the other."""
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        client.get(page).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print both starts and the pages' times."""
    # outside homes and private folders: as root, the database runs as a user of its own
    data = Path(tempfile.gettempdir()) / f"ks-bench-{os.getpid()}"
    try:
        with demo(data) as (_, seconds):
            print(f"first start: {seconds:.1f} s")
        with demo(data) as (client, seconds):
            print(f"second start: {seconds:.1f} s")
            for page in PAGES:
                median, slow = milliseconds(client, page)
                print(f"{page}: median {median:.1f} ms, 95 % within {slow:.1f} ms")
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
