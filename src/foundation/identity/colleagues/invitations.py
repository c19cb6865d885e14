"""How long invitations hold: until accepted, withdrawn or over, and while their sender may invite."""

from datetime import datetime
from uuid import UUID

from piccolo.custom_types import Combinable

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.permissions import roles_with
from foundation.audit import record
from foundation.database import fetch, fetch_one, require_transaction, run
from foundation.errors import Conflict
from foundation.identity.accounts.links import link_is_over
from foundation.identity.permissions import Permission
from foundation.identity.states import InvitationState
from foundation.identity.tables import Invitation

_SENDER = (
    "FROM membership m JOIN account s ON s.id = m.account WHERE m.account = {account} "
    "AND m.organisation = {organisation} AND m.role = ANY($1) "
    "AND m.state = 'active' AND s.state = 'active'"
)
_BACKED = f"EXISTS (SELECT {_SENDER.format(account='i.invited_by', organisation='i.organisation')})"
HOLDS = f"i.state = 'open' AND i.expires_at > $2 AND {_BACKED}"
"""Condition on `invitation i`, whose first parameters are those of `held_by`."""


def held_by() -> tuple[list[str], datetime]:
    """The first two parameters of a query with `HOLDS`: the roles that invite, and now."""
    return roles_with(Permission.INVITE_COLLEAGUES), clock.now()


async def require_sender(invited_by: UUID, organisation_id: UUID) -> None:
    """Let the sender's account and role not end while an invitation is accepted.

    Raises:
        Conflict: the sender may not invite to the organisation any more.
    """
    require_transaction()
    found = await fetch_one(
        f"SELECT 1 {_SENDER.format(account='$2', organisation='$3')} LIMIT 1 FOR SHARE",
        roles_with(Permission.INVITE_COLLEAGUES),
        invited_by,
        organisation_id,
    )
    if found is None:
        raise Conflict(link_is_over())


async def end_open(organisation_id: UUID, *narrowed: Combinable) -> None:
    """Let open invitations to an organisation be accepted no more."""
    withdrawn = Invitation.update({Invitation.state: InvitationState.WITHDRAWN.value})
    await run(
        withdrawn.where(
            Invitation.organisation == organisation_id,
            Invitation.state == InvitationState.OPEN.value,
            *narrowed,
        )
    )


async def withdraw_of(actor: Actor, account_id: UUID, organisation_id: UUID | None = None) -> None:
    """Withdraw what a person sent who may not invite any more; what they still may send stays.

    Args:
        organisation_id: only invitations to it; None for all.
    """
    require_transaction()
    rows = await fetch(
        "UPDATE invitation i SET state = 'withdrawn' WHERE i.invited_by = $2 AND i.state = 'open' "
        f"AND ($3::uuid IS NULL OR i.organisation = $3) AND NOT {_BACKED} RETURNING i.id",
        roles_with(Permission.INVITE_COLLEAGUES),
        account_id,
        organisation_id,
    )
    for row in rows:
        await record(actor, "invitation.withdrawn", "invitation", row["id"], None, None)
