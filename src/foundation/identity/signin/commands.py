"""Signing in and out, and changing the membership acted in."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_one, read, transaction
from foundation.errors import NotFound, NotPermitted
from foundation.i18n import gettext as _
from foundation.identity.rules import is_active
from foundation.identity.signin.proof import prove, still_holds
from foundation.identity.signin.sessions import close_session, open_session, rotate_session
from foundation.identity.tables import Membership
from foundation.settings import current


async def login(
    email: str,
    password: str,
    address: str,
    previous: UUID | None = None,
    device: str | None = None,
) -> str:
    """Sign in; returns the secret of a new session for the cookie.

    Args:
        address: network address of the client, counted against its limit.
        previous: session of the same browser, which ends.
        device: of the same browser; known for this account from now on.

    Raises:
        TooMany, WrongCredentials, EmailUnconfirmed.
    """
    proof = await prove(email, password, address, device=device)
    async with transaction():
        await still_holds(proof)
        return await _open(proof.actor, proof.account_id, None, previous)


async def demo_login(account_id: UUID, previous: UUID | None = None) -> str:
    """Sign in by one click as a sample person.

    Raises:
        NotFound: this is no demo, or the account is not offered there.
    """
    if not current().demo:
        raise NotFound()
    async with transaction():
        row = await fetch_one(
            "SELECT m.id, a.name FROM membership m JOIN account a ON a.id = m.account "
            "WHERE a.id = $1 AND a.state = 'active' AND m.state = 'active' "
            "AND m.demo_order IS NOT NULL ORDER BY m.demo_order LIMIT 1",
            account_id,
        )
        if row is None:
            raise NotFound()
        actor = Actor(account_id=account_id, account_name=row["name"])
        return await _open(actor, account_id, row["id"], previous)


async def logout(actor: Actor, session_id: UUID) -> None:
    """End the session of this browser."""
    async with transaction():
        await close_session(session_id)
        await record(actor, "session.closed", "account", actor.account(), None, None)


async def switch_membership(actor: Actor, session_id: UUID, membership_id: UUID) -> str:
    """Act in another membership; returns the session's new secret.

    Raises:
        NotPermitted: the membership is not the person's, or has ended.
    """
    async with transaction():
        row = await read(Membership, membership_id, "SHARE")
        secret = None
        if is_active(row, actor.account()):
            secret = await rotate_session(session_id, membership_id)
        if row is None or secret is None:
            raise NotPermitted(
                _("この役割では入れません。役割が終わっていないか確かめてください。")
            )
        await record(
            actor,
            "session.switched",
            "account",
            actor.account(),
            {"role": actor.role},
            {"role": row["role"]},
        )
        return secret


async def _open(
    actor: Actor, account_id: UUID, membership_id: UUID | None, previous: UUID | None
) -> str:
    if previous is not None:
        await close_session(previous)
    secret = await open_session(account_id, membership_id)
    await record(actor, "session.opened", "account", account_id, None, None)
    return secret
