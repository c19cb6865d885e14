"""What others' commands cause among the startups, in their own transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_value, insert, read, require_transaction
from foundation.identity.effects import create_organisation
from foundation.ids import derived_id
from matching.search.effects import document_changed
from matching.search.kinds import STARTUP
from matching.startups.company.profile import StartupProfile, as_columns, tidy
from matching.startups.states import StartupState
from matching.startups.tables import Startup, StartupEdition

ORGANISATION_KIND = "startup"


async def hold_startup(startup_id: UUID) -> str | None:
    """A startup's state, which stays as it is until the open transaction ends; None if there is none."""
    row = await read(Startup, startup_id, "SHARE")
    return row["state"] if row else None


async def keep_edition(
    startup_id: UUID,
    version: int,
    profile: StartupProfile,
    *,
    at: datetime,
    by: UUID | None,
    changed: Sequence[str] = (),
) -> None:
    """Keep what a profile says as of a version."""
    require_transaction()
    await insert(
        StartupEdition,
        id=derived_id("startup_edition", str(startup_id), str(version)),
        startup=startup_id,
        version=version,
        content=msgspec.to_builtins(profile),
        changed_fields=list(changed),
        changed_at=at,
        changed_by=by,
    )


async def take_in(
    actor: Actor,
    *,
    startup_id: UUID,
    profile: StartupProfile,
    state: StartupState = StartupState.CONFIRMED,
    registered_at: datetime | None = None,
    confirmed_at: datetime | None = None,
    created_by: UUID | None = None,
    sample: bool = False,
    sample_fields: Sequence[str] = (),
) -> bool:
    """Take in a startup of the past or of the sample data with its organisation.

    Known ids are left alone. What is unknown stays None; the rules of registration are not asked.

    Args:
        state: registered or confirmed.
        confirmed_at: needed where it is confirmed.
        sample: made up as a whole (見本).
        sample_fields: fields of a real company that are made up.

    Returns:
        Whether it was new.
    """
    require_transaction()
    if await fetch_value("SELECT 1 FROM startup WHERE id = $1", startup_id):
        return False
    if state not in (StartupState.REGISTERED, StartupState.CONFIRMED):
        raise ValueError(f"a startup cannot be taken in as {state}")
    confirmed = state is StartupState.CONFIRMED
    if confirmed and confirmed_at is None:
        raise ValueError("a confirmed startup has an instant of confirmation")
    profile = tidy(profile)
    first = registered_at or confirmed_at or clock.now()
    await create_organisation(
        actor,
        kind=ORGANISATION_KIND,
        name=profile.name_ja,
        name_en=profile.name_en,
        organisation_id=startup_id,
    )
    values: dict[str, Any] = {
        **as_columns(profile),
        "state": state.value,
        "sample": sample,
        "sample_fields": list(sample_fields),
        "created_at": first,
        "created_by": created_by,
        "updated_at": first,
        "submitted_at": first,
        "submitted_by": created_by,
        "confirmed_at": confirmed_at if confirmed else None,
        "name_confirmed": profile.name_ja if confirmed else None,
        "number_confirmed": profile.corporate_number if confirmed else None,
    }
    await insert(Startup, id=startup_id, **values)
    if confirmed:
        await document_changed(STARTUP, startup_id)
    await keep_edition(startup_id, 1, profile, at=first, by=created_by)
    after = {"state": state.value, "name": profile.name_ja}
    await record(actor, "startup.taken_in", "startup", startup_id, None, after)
    return True
