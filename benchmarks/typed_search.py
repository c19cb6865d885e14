"""Typed search over HTTP: the real server and PostgreSQL on this machine, 16 people typing at once.

    python -m benchmarks typed_search
    python -m benchmarks.typed_search --size 5000 --seconds 10

60 % of the queries have at most 500 hits, 30 % at most 5,000, 10 % more; they are made of words of
the documents themselves, half of them of two words, the last one taken as a beginning as it is
while somebody types. The legal forms of companies are left out: they are in every name, and nobody
types them to find one. Each of the 16 asks again as soon as it has its answer.
"""

import argparse
import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

from benchmarks._collection import Collection, synthetic
from foundation import database
from foundation.database import fetch, fetch_value
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate
from foundation.settings import Settings
from matching.embedding.selection import use_embedder
from matching.search.engines.postgres.sql import typed
from matching.search.index.rebuild import rebuild
from matching.search.typed.query import parse
from portal.application import compose
from scripts.ports import free_port

SIZE = 100_000
CHALLENGES = 200
SECONDS = 20.0
AT_ONCE = 16
BANDS = ((500, 0.6), (5_000, 0.3), (10**9, 0.1))
QUERIES = 300
SEED = 20201108
LEGAL_FORMS = frozenset({"株式会社", "合同会社", "有限会社", "株式", "合同", "有限", "会社"})
TARGET_MS = 150
READY_SECONDS = 60
ADDRESSES = {
    "results while typing": "/search/results?q=",
    "first hits in the header": "/search/suggestions?q=",
    "page": "/search?q=",
    "API": "/api/v1/search?q=",
}


@dataclass(frozen=True)
class Taken:
    """What a run took: milliseconds of each request, and how many were answered a second."""

    milliseconds: Sequence[float]
    rate: float


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.typed_search")
    parser.add_argument("--size", type=int, default=SIZE, help="solutions")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each address")
    options = parser.parse_args(arguments or [])
    # As root the database server runs as a user of its own, who must be able to enter.
    folder = Path(tempfile.mkdtemp(prefix="ks-typed-search-"))
    folder.chmod(0o711)
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        url = postgres.start()
        compose(Settings.load({}, demo=True, data_dir=folder, database_url=url))
        queries = asyncio.run(_prepare(url, options.size))
        with _server(url, folder) as address:
            for name, path in ADDRESSES.items():
                asyncio.run(_load(address, path, queries, min(3.0, options.seconds)))
                _print(name, asyncio.run(_load(address, path, queries, options.seconds)))
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _print(name: str, taken: Taken) -> None:
    p95 = quantiles(taken.milliseconds, n=20)[-1]
    print(
        f"{name}: p50 {median(taken.milliseconds):.0f} ms, p95 {p95:.0f} ms "
        f"(at most {TARGET_MS}), {taken.rate:.0f} requests a second",
        flush=True,
    )


async def _prepare(url: str, size: int) -> list[str]:
    """Make the documents and choose the queries."""
    database.configure(url)
    await migrate()
    async with database.pool(size=4):
        began = time.perf_counter()
        # The vectors play no part in typed search; a query is not embedded.
        use_embedder(None)
        collection = Collection(size, CHALLENGES, await synthetic())
        await collection.begin()
        await collection.grow(size)
        await rebuild(lambda _step, _done, _total: None)
        indexed = await fetch_value("SELECT count(*) FROM search_document")
        print(f"{indexed:,} documents indexed in {time.perf_counter() - began:.0f} s", flush=True)
        return await _queries()


async def _queries() -> list[str]:
    """Queries of one and two words in the three bands, shuffled."""
    chance = random.Random(SEED)
    words = [
        row["word"]
        for row in await fetch(
            "SELECT word FROM ts_stat('SELECT title_tokens FROM search_document') "
            "WHERE length(word) BETWEEN 2 AND 12 ORDER BY word"
        )
        if row["word"] not in LEGAL_FORMS
    ]
    titles = [
        row["words"]
        for row in await fetch(
            "SELECT tsvector_to_array(title_tokens) AS words FROM search_document ORDER BY id LIMIT 20000"
        )
    ]
    found: dict[int, list[str]] = {most: [] for most, _share in BANDS}
    wanted = {most: round(share * QUERIES) for most, share in BANDS}
    for turn in range(40 * QUERIES):
        if all(len(found[most]) >= wanted[most] for most in found):
            break
        if turn % 2:
            query = chance.choice(words)
        else:
            title = sorted(word for word in {*chance.choice(titles)} - LEGAL_FORMS if len(word) > 1)
            query = " ".join(chance.sample(title, min(2, len(title))))
        hits = await _hits(query)
        band = next(most for most, _share in BANDS if hits <= most)
        if hits and len(found[band]) < wanted[band]:
            found[band].append(query)
    print(
        "queries: "
        + ", ".join(f"{len(queries)} of up to {most:,} hits" for most, queries in found.items()),
        flush=True,
    )
    # Where a small collection has no common words, the rest keeps its share.
    chosen = [query for queries in found.values() for query in queries]
    chance.shuffle(chosen)
    return chosen


async def _hits(query: str) -> int:
    words = parse(query).words
    if not words:
        return 0
    asked = " & ".join(typed(word) for word in words)
    found: int = await fetch_value(
        "SELECT count(*) FROM search_document WHERE tokens @@ $1::text::tsquery", asked
    )
    return found


@contextmanager
def _server(url: str, folder: Path) -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KS_")}
    environment |= {
        "KS_DEMO": "true",
        "KS_DATABASE_URL": url,
        "KS_DATA_DIR": str(folder),
        "KS_BASE_URL": address,
        "KS_WORKER_IN_APP": "false",
    }
    command = [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)]
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        asyncio.run(_ready(port, log))
        yield address
    finally:
        process.terminate()
        process.wait(30)


async def _ready(port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await _ask(reader, writer, "/readyz")
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.2)
        else:
            writer.close()
            return
    told = await asyncio.to_thread(log.read_text)
    raise RuntimeError(f"the server did not start: {told[-2_000:]}")


async def _load(address: str, path: str, queries: Sequence[str], seconds: float) -> Taken:
    """Ask from AT_ONCE connections, each as soon as it has its answer."""
    port = urlsplit(address).port or 80
    taken: list[float] = []
    began = time.perf_counter()

    async def one(number: int) -> None:
        chance = random.Random(SEED + number)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            status = await _ask(reader, writer, path + quote(chance.choice(queries)))
            if status != 200:
                raise RuntimeError(f"{path} answers {status}")
            taken.append((time.perf_counter() - asked) * 1000)
        writer.close()

    await asyncio.gather(*(one(number) for number in range(AT_ONCE)))
    return Taken(taken, len(taken) / (time.perf_counter() - began))


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> int:
    """A GET on an open connection; the client must cost next to nothing beside the server."""
    writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(lines[0].split()[1])


if __name__ == "__main__":
    main(sys.argv[1:])
