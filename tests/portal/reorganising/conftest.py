"""Two bureaus, what one of them holds, and how it ends."""

import html
import re
from collections.abc import Callable
from uuid import UUID

import httpx
import pytest

from foundation.access.actor import SYSTEM
from foundation.database import (
    fetch,
)
from foundation.identity.organisations import reorganising
from foundation.identity.organisations.contents import contents_of
from foundation.identity.organisations.reorganising import Fate
from procurement.certification.states import CertificationState
from tests.factories import challenges, pilots
from tests.factories.certification import certification
from tests.factories.identity import OTHER, organisation, person
from tests.factories.solutions import solution

PATH = "/admin/organisations"
BOTH = f"見本局（現在は見本局{OTHER}）"
NewClient = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def two(db: None) -> tuple[UUID, UUID]:
    """A bureau and another of its kind."""
    return await organisation("bureau"), await organisation("bureau", OTHER)


async def hidden(text: str) -> dict[str, str]:
    pairs = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in pairs if name != "_csrf_token"}


async def merge(bureau: UUID, into: UUID) -> None:
    seen = (await contents_of(bureau)).seen
    await reorganising.merge_organisation(SYSTEM, bureau, into, reason="組織改正", seen=seen)


async def close(bureau: UUID, successor: UUID | None = None, **fates: Fate) -> None:
    seen = (await contents_of(bureau)).seen
    await reorganising.close_organisation(
        SYSTEM, bureau, fates=fates, successor_id=successor, reason="組織改正", seen=seen
    )


async def world() -> dict[str, UUID]:
    """One record of each kind and state that a bureau can hold."""
    owner = await person("challenge_owner")
    thing = await solution()
    return {
        "draft": await challenges.draft(),
        "returned": await challenges.returned(),
        "submitted": await challenges.submitted(),
        "published": await challenges.published(),
        "closed": await challenges.closed(),
        "withdrawn": await challenges.withdrawn(owner),
        "planned": await pilots.planned(),
        "running": await pilots.running(),
        "evaluated": await pilots.published(),
        "certification_draft": await certification(
            state=CertificationState.DRAFT, solution_id=thing
        ),
        "certified": await certification(solution_id=thing),
    }


async def owners() -> dict[str, set[UUID]]:
    found = {}
    for table in ("challenge", "pilot", "certification"):
        rows = await fetch(f"SELECT DISTINCT organisation FROM {table}")
        found[table] = {row["organisation"] for row in rows}
    return found
