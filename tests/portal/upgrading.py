"""An installation of an earlier version, upgraded; run in a process of its own, as it has a pool of its own.

`python -m tests.portal.upgrading URL STEP...` on a database: `build` the earlier one in an empty one,
`upgrade` it, or `use` it: run its jobs, visit its pages and tell what they answered.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx

from foundation import audit, clock, database
from foundation.access.actor import SYSTEM
from foundation.audit.tasks import seal_recent
from foundation.database import fetch, fetch_value, transaction
from foundation.database.migrations import AppliedMigration, migrate, schema_gap
from foundation.errors import Conflict
from foundation.identity.effects import add_account
from foundation.jobs import run_pending
from foundation.settings import Settings
from foundation.web.application import wrap
from portal.application import create_portal
from tests.conftest import NOW
from tests.factories.audit import seal_all
from tests.portal.test_routes import MODULES, arrive, fill

TOLD = "told: "
DUMP = Path(__file__).with_name("earlier.sql")
VISITORS = (
    "nobody",
    "challenge_owner",
    "pilot_owner",
    "certifier",
    "purchaser",
    "member",
    "secretariat",
    "judge",
    "operator",
)


async def build(_url: str) -> None:
    """What that version left: its schema with rows of every kind."""
    connection = await database.engine.connect()
    async with connection.transaction():
        await connection.execute(DUMP.read_text(encoding="utf-8"))
    await connection.close()


async def upgrade(_url: str) -> list[AppliedMigration]:
    """What `kingsalmon migrate` does and tells."""
    return await migrate()


async def fits(_url: str) -> dict[str, Any]:
    """What the doctor, the readiness check and those who serve go by."""
    return asdict(await schema_gap()) | {"adopted": None}


async def use(url: str) -> dict[str, Any]:
    """What an upgraded installation says and shows."""
    settings = Settings.load(
        {},
        demo=True,
        cookie_secure=False,
        worker_in_app=False,
        embedder="none",
        database_url=url,
        data_dir=Path(tempfile.mkdtemp()),
        base_url="http://testserver",
    )
    application = wrap(create_portal(settings, own_database=False), settings)

    def browser(**options: Any) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=application, raise_app_exceptions=False),
            base_url="http://testserver",
            **options,
        )

    async with database.pool(size=4):
        with clock.frozen(NOW):
            await run_pending()
            await seal_recent()
            await seal_all()
            rows = await fetch("SELECT kind, count(*) AS n FROM search_document GROUP BY kind")
            return {
                "indexed": {row["kind"]: row["n"] for row in rows},
                "trail": [str(one) for one in await audit.verify()],
                "refused": await _refused(await fetch_value("SELECT min(id::text) FROM solution")),
                "answers": await _answers(browser),
            }


async def _refused(taken: str) -> bool:
    try:
        async with transaction():
            await add_account(SYSTEM, email="a@people.example", name="人", account_id=UUID(taken))
    except Conflict:
        return True
    return False


async def _answers(browser: Callable[..., httpx.AsyncClient]) -> list[tuple[str, str, str, Any]]:
    """(visitor, path as written, address, answer) of what can be read of these records."""
    places = {
        f"{kind}_id": await fetch_value(
            f"SELECT id FROM {kind} ORDER BY state NOT IN ('published', 'confirmed'), id LIMIT 1"
        )
        for kind in ("challenge", "solution", "startup", "contest", "pilot", "certification")
    }
    places["organisation_id"] = await fetch_value(
        "SELECT id FROM organisation WHERE name = '見本局'"
    )
    places["account_id"] = await fetch_value("SELECT id FROM account WHERE name = 'member'")
    found = []
    for name in VISITORS:
        visitor = await arrive(name, browser)
        for route in (route for module in MODULES for route in module.ROUTES):
            names = [part[1:].partition(":")[0] for part in route.path.split("/") if "{" in part]
            if route.method == "GET" and places.keys() >= set(names):
                path = fill(route.path, places)
                found.append((name, route.path, path, await visitor.visit(route, path)))
    return found


STEPS: dict[str, Callable[[str], Coroutine[Any, Any, Any]]] = {
    "build": build,
    "upgrade": upgrade,
    "fits": fits,
    "use": use,
}

if __name__ == "__main__":
    address, *steps = sys.argv[1:]
    database.configure(address)
    for step in steps:
        print(TOLD + json.dumps(asyncio.run(STEPS[step](address))))
