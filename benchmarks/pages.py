"""Processor time that one request of the most read pages costs, server and database together.

Processor time says the same on a busy machine as on a quiet one; the fewest milliseconds of several
rounds leave out what the worker did meanwhile.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.demo_start import demo

PAGES = ("/", "/challenges", "/challenges?q=防災", "/certified")
ROUNDS = 7
REQUESTS = 60
SETTLING_SECONDS = 8.0
_TICKS = os.sysconf("SC_CLK_TCK")


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        found.setdefault(parent, []).append(int(folder.name))
    return found


def _family(roots: list[int]) -> Iterator[int]:
    children = _children()
    waiting = list(roots)
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(children.get(one, ()))


def _milliseconds(roots: list[int]) -> float:
    ticks = 0
    for process in _family(roots):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        # with what ended children have used
        ticks += sum(int(fields[at]) for at in (11, 12, 13, 14))
    return ticks * 1000 / _TICKS


def _roots(data: Path) -> list[int]:
    """This process, whose child the server is, and the database that the server started."""
    databases = (int(one.read_text().split()[0]) for one in data.rglob("postmaster.pid"))
    return [os.getpid(), *databases]


def cost(client: httpx.Client, page: str, roots: list[int]) -> float:
    """Milliseconds of processor time for one request, in the cheapest of the rounds."""
    rounds = []
    for _ in range(ROUNDS):
        before, own = _milliseconds(roots), time.process_time()
        for _ in range(REQUESTS):
            client.get(page).raise_for_status()
        own = (time.process_time() - own) * 1000
        rounds.append((_milliseconds(roots) - before - own) / REQUESTS)
    return min(rounds)


def main() -> None:
    """Print what each page costs."""
    data = Path(tempfile.gettempdir()) / f"ks-bench-{os.getpid()}"
    try:
        with demo(data) as (client, _seconds):
            time.sleep(SETTLING_SECONDS)
            roots = _roots(data)
            for page in PAGES:
                cost(client, page, roots)
            for page in PAGES:
                print(f"{page:24} {cost(client, page, roots):6.2f} ms", flush=True)
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
