"""Shortlists that a bureau froze, and searches that people keep."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.permissions import permissions_of
from foundation.database import ANY_VERSION, fetch_one, transaction
from foundation.jobs import enqueue, task
from matching.alerts import effects as alerts
from matching.alerts.kinds import Frequency
from matching.embedding.models import serving
from matching.matcher.freezing.commands import freeze_shortlist
from matching.matcher.freezing.queries import is_frozen
from matching.matcher.queries import ranked_solutions
from portal.demo.loading.context import Load
from portal.demo.loading.ids import account_id, demo_id

FREEZE = "demo.freeze_shortlist"
WAIT = timedelta(seconds=5)
MOST_WAITS = 120


async def load_searches(load: Load) -> None:
    """Saved searches; needs accounts."""
    for kept in load.data.saved_searches:
        await alerts.take_in(
            search_id=demo_id("saved_search", f"{kept.account}/{kept.name}"),
            account_id=account_id(kept.account),
            name=kept.name,
            query=kept.query,
            frequency=Frequency(kept.frequency),
            saved_at=kept.saved.at(load.today),
        )


async def queue_freezes(load: Load) -> None:
    """Freezing, by a job: a list is ranked when it is frozen, and nothing is indexed yet."""
    for freeze in load.data.freezes:
        await enqueue(
            FREEZE,
            key=f"freeze:{demo_id('challenge', freeze.challenge)}",
            delay=WAIT,
            challenge_id=demo_id("challenge", freeze.challenge),
            by=account_id(freeze.by),
        )


# Below embedding, so that the ranking it waits for comes first.
@task(FREEZE, priority=-20)
async def freeze(challenge_id: str, by: str, waited: int = 0) -> None:
    """Freeze a shortlist of the demo once its challenge is ranked by meaning."""
    challenge = UUID(challenge_id)
    freeze_id = demo_id("frozen_shortlist", challenge_id)
    if await is_frozen(freeze_id):
        return
    actor = await _actor(UUID(by))
    ranking = await ranked_solutions(actor, challenge)
    waits = await serving() is not None and (not ranking.by_meaning or ranking.not_embedded)
    if waits and waited < MOST_WAITS:
        async with transaction():
            await enqueue(
                FREEZE,
                key=f"freeze:{challenge}",
                delay=WAIT,
                challenge_id=challenge,
                by=by,
                waited=waited + 1,
            )
        return
    await freeze_shortlist(actor, challenge, freeze_id, ANY_VERSION)


async def _actor(account: UUID) -> Actor:
    row: dict[str, Any] | None = await fetch_one(
        "SELECT a.name, m.id AS membership, m.role, o.id AS organisation, "
        "o.name AS organisation_name, o.kind FROM account a JOIN membership m ON m.account = a.id "
        "JOIN organisation o ON o.id = m.organisation WHERE a.id = $1 ORDER BY m.created_at, m.id",
        account,
    )
    if row is None:
        raise LookupError("the demo's person is not there")
    return Actor(
        account_id=account,
        account_name=row["name"],
        membership_id=row["membership"],
        organisation_id=row["organisation"],
        organisation_name=row["organisation_name"],
        organisation_kind=row["kind"],
        role=row["role"],
        permissions=permissions_of(row["role"]),
    )
