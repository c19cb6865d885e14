"""Sessions and tokens: who a request comes from, in one query.

Session ids are made here only. An id that the table does not know is never adopted, a sign-in or a
change of membership always makes a new one, and nothing is stored for people who only read.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column
from piccolo.custom_types import Combinable

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.permissions import permissions_of
from foundation.access.request import Identity, MembershipChoice
from foundation.database import execute, fetch_one, insert, require_transaction, run
from foundation.identity.secrets import hash_of, new_secret
from foundation.identity.tables import ApiToken, LoginSession
from foundation.ids import new_id
from foundation.settings import current

SEEN_INTERVAL = timedelta(minutes=1)

_CHOICE = """json_build_object('id', m.id, 'role', m.role, 'organisation_id', o.id,
        'organisation_name', o.name, 'organisation_name_en', o.name_en, 'organisation_kind', o.kind)"""
_MEMBERSHIPS = f"""
    (SELECT coalesce(json_agg({_CHOICE} ORDER BY m.created_at, m.id), '[]'::json)
     FROM membership m LEFT JOIN organisation o ON o.id = m.organisation
     WHERE m.account = a.id AND m.state = 'active') AS memberships
"""
_ENDED = f"""
    (SELECT {_CHOICE} FROM membership m LEFT JOIN organisation o ON o.id = m.organisation
     WHERE m.id = s.membership AND m.state <> 'active') AS ended
"""


async def open_session(account_id: UUID, membership_id: UUID | None) -> str:
    """Make a session and return its secret for the cookie."""
    require_transaction()
    secret, now = new_secret(), clock.now()
    await insert(
        LoginSession,
        {
            LoginSession.id: new_id(),
            LoginSession.token_hash: hash_of(secret),
            LoginSession.account: account_id,
            LoginSession.membership: membership_id,
            LoginSession.created_at: now,
            LoginSession.last_seen_at: now,
            LoginSession.expires_at: now + timedelta(hours=current().session_absolute_hours),
        },
    )
    return secret


async def rotate_session(session_id: UUID, membership_id: UUID | None) -> str | None:
    """Give a session a new secret and membership; its absolute limit stays. None if it is gone.

    Args:
        membership_id: None to leave what the session acts in.
    """
    require_transaction()
    secret = new_secret()
    written: dict[Column | str, Any] = {LoginSession.token_hash: hash_of(secret)}
    if membership_id is not None:
        written[LoginSession.membership] = membership_id
    rotated = LoginSession.update(written).where(LoginSession.id == session_id)
    return secret if await run(rotated.returning(LoginSession.id)) else None


async def close_session(session_id: UUID) -> None:
    """End one session."""
    await run(LoginSession.delete().where(LoginSession.id == session_id))


async def settle_sessions(membership_id: UUID) -> None:
    """Tie the sessions that act in a membership because it is the oldest to it, before it ends or moves:
    they do not slide into another one that nobody chose."""
    require_transaction()
    await execute(
        "UPDATE login_session s SET membership = m.id FROM membership m "
        "WHERE m.id = $1 AND s.account = m.account AND s.membership IS NULL "
        "AND m.id = (SELECT o.id FROM membership o WHERE o.account = m.account "
        "AND o.state = 'active' ORDER BY o.created_at, o.id LIMIT 1)",
        membership_id,
    )


async def begin_sessions(account_id: UUID, membership_id: UUID) -> None:
    """Let the sessions whose membership has ended act in a new one, where it is the only one."""
    require_transaction()
    await execute(
        "UPDATE login_session s SET membership = $2 FROM membership m "
        "WHERE s.account = $1 AND m.id = s.membership AND m.state = 'ended' "
        "AND NOT EXISTS (SELECT FROM membership o WHERE o.account = $1 AND o.state = 'active' "
        "AND o.id <> $2)",
        account_id,
        membership_id,
    )


async def end_tokens(which: Combinable) -> int:
    """Revoke API tokens, all of an account or of a membership; returns how many."""
    require_transaction()
    ended = ApiToken.update({ApiToken.revoked_at: clock.now()})
    gone = await run(ended.where(which, ApiToken.revoked_at.is_null()).returning(ApiToken.id))
    return len(gone)


async def end_tokens_of(account_id: UUID) -> int:
    """Revoke all API tokens of an account; returns how many."""
    return await end_tokens(ApiToken.account == account_id)


async def close_sessions_of(account_id: UUID, but: UUID | None = None) -> None:
    """End all sessions of an account but one."""
    require_transaction()
    others = [LoginSession.id != but] if but else []
    await run(LoginSession.delete().where(LoginSession.account == account_id, *others))


async def identity_of_session(secret: str) -> Identity | None:
    """Who holds a session's secret; None when it is unknown, over, or its account suspended."""
    now = clock.now()
    idle = timedelta(minutes=current().session_idle_minutes)
    row = await fetch_one(
        "SELECT s.id, s.membership, s.last_seen_at, "
        f"a.id AS account_id, a.name, a.email, a.language, {_MEMBERSHIPS}, {_ENDED} "
        "FROM login_session s JOIN account a ON a.id = s.account "
        "WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 "
        "AND a.state = 'active'",
        hash_of(secret),
        now,
        now - idle,
    )
    if row is None:
        return None
    if now - row["last_seen_at"] >= SEEN_INTERVAL:
        await execute(
            "UPDATE login_session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2",
            row["id"],
            now,
        )
    ended = _choice(row["ended"]) if row["ended"] else None
    return replace(_identity(row, api=False), session_id=row["id"], ended=ended)


async def identity_of_token(token: str) -> Identity | None:
    """Who holds an API token; None when it is unknown, over, revoked, its role ended, or its account
    suspended."""
    now = clock.now()
    row = await fetch_one(
        "SELECT t.id, t.membership, t.last_used_at, "
        f"a.id AS account_id, a.name, a.email, a.language, {_MEMBERSHIPS} "
        "FROM api_token t JOIN account a ON a.id = t.account "
        "WHERE t.token_hash = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL "
        "AND a.state = 'active'",
        hash_of(token),
        now,
    )
    if row is None or not _role_holds(row):
        return None
    if row["last_used_at"] is None or now - row["last_used_at"] >= SEEN_INTERVAL:
        await execute("UPDATE api_token SET last_used_at = $2 WHERE id = $1", row["id"], now)
    return replace(_identity(row, api=True), token_id=row["id"])


def _identity(row: dict[str, Any], *, api: bool) -> Identity:
    choices = tuple(_choice(item) for item in row["memberships"])
    acting = _acting(choices, row["membership"], slides=not api)
    role = acting.role if acting else None
    actor = Actor(
        account_id=row["account_id"],
        account_name=row["name"],
        membership_id=acting.id if acting else None,
        organisation_id=acting.organisation_id if acting else None,
        organisation_name=acting.organisation_name if acting else None,
        organisation_name_en=acting.organisation_name_en if acting else None,
        organisation_kind=acting.organisation_kind if acting else None,
        role=role,
        permissions=permissions_of(role),
        api=api,
    )
    return Identity(actor=actor, memberships=choices, email=row["email"], language=row["language"])


def _choice(item: dict[str, Any]) -> MembershipChoice:
    return MembershipChoice(
        id=UUID(item["id"]),
        role=item["role"],
        organisation_id=UUID(item["organisation_id"]) if item["organisation_id"] else None,
        organisation_name=item["organisation_name"],
        organisation_name_en=item["organisation_name_en"],
        organisation_kind=item["organisation_kind"],
    )


def _role_holds(row: dict[str, Any]) -> bool:
    """Whether a token's membership goes on; one made without any has no role."""
    return row["membership"] is None or any(
        UUID(item["id"]) == row["membership"] for item in row["memberships"]
    )


def _acting(
    choices: tuple[MembershipChoice, ...], chosen: UUID | None, *, slides: bool
) -> MembershipChoice | None:
    """The membership acted in.

    Args:
        choices: those of the person, oldest first.
        chosen: one that has ended is not replaced, so that nobody acts in a role they did not pick.
        slides: with none chosen it is the oldest: whoever signed in before having one gets theirs at
            once. A token is tied to one when it is made, or to the first that its holder gets.
    """
    if chosen is None:
        return choices[0] if choices and slides else None
    return next((choice for choice in choices if choice.id == chosen), None)
