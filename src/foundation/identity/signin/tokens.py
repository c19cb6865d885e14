"""Bearer tokens of the REST interface: shown once, kept as a hash, revoked at any time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_value, insert, locked, made_before, read, transaction
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity.policy import may_hold_token
from foundation.identity.rules import is_active
from foundation.identity.secrets import PREFIX_LENGTH, hash_of, new_api_token
from foundation.identity.signin.proof import prove, still_holds
from foundation.identity.signin.sessions import end_tokens
from foundation.identity.tables import NAME_LENGTH, ApiToken, Membership
from foundation.ids import new_id
from foundation.text import one_line

DEFAULT_DAYS = 90
LONGEST_DAYS = 365


@dataclass(frozen=True, kw_only=True)
class CreatedToken:
    """A new token; `token` is the only time its text is seen."""

    id: UUID
    token: str
    expires_at: datetime


async def create_token(
    actor: Actor,
    *,
    account_id: UUID,
    name: str,
    membership_id: UUID | None = None,
    days: int = DEFAULT_DAYS,
    token_id: UUID | None = None,
) -> CreatedToken:
    """Make a token that acts as one membership of the account.

    Args:
        name: by which its owner will recognise it.
        membership_id: None = the one the actor acts in, else the oldest the account has. A token ends
            with its membership; one made before there is any is tied to the first that comes.
        days: until it expires, at most a year.

    Raises:
        NotPermitted: another person's account.
        Invalid: name, days or membership break a rule.
        Conflict: it was made already and is not shown again; MadeAlready: as another one.
    """
    may_hold_token(actor, account_id).require()
    name = one_line(name)
    _require_rules(name, days)
    async with transaction():
        return await _make(actor, account_id, name, membership_id, days, token_id)


async def create_token_by_password(
    *,
    email: str,
    password: str,
    address: str,
    name: str,
    membership_id: UUID | None = None,
    days: int = DEFAULT_DAYS,
) -> CreatedToken:
    """Make a token for whoever knows the password; throttled as signing in is.

    Raises:
        TooMany, WrongCredentials, EmailUnconfirmed; Invalid as `create_token`.
    """
    name = one_line(name)
    _require_rules(name, days)
    proof = await prove(email, password, address)
    async with transaction():
        await still_holds(proof)
        return await _make(proof.actor, proof.account_id, name, membership_id, days)


async def revoke_token(actor: Actor, token_id: UUID) -> None:
    """Stop a token of the person's own.

    Raises:
        NotFound: no such token of this person.
        Conflict: it is revoked already.
    """
    async with transaction():
        row = await locked(ApiToken, token_id)
        if not may_hold_token(actor, row["account"]):
            raise NotFound()
        if row["revoked_at"] is not None:
            raise Conflict(_("この鍵はすでに取り消されています。"))
        await end_tokens(ApiToken.id == token_id)
        await record(actor, "token.revoked", "api_token", token_id, {"name": row["name"]}, None)


def _require_rules(name: str, days: int) -> None:
    errors = {}
    if not name:
        errors["name"] = _("鍵の名前を書いてください。")
    elif len(name) > NAME_LENGTH:
        errors["name"] = _("鍵の名前は%(most)s文字以内にしてください。", most=NAME_LENGTH)
    if not 1 <= days <= LONGEST_DAYS:
        errors["days"] = _("使える期間は1日から%(most)s日までです。", most=LONGEST_DAYS)
    if errors:
        raise Invalid(errors)


async def _membership_of(actor: Actor, account_id: UUID) -> UUID | None:
    if actor.account_id == account_id and actor.membership_id is not None:
        return actor.membership_id
    oldest = await fetch_value(
        "SELECT id FROM membership WHERE account = $1 AND state = 'active' "
        "ORDER BY created_at, id LIMIT 1 FOR SHARE",
        account_id,
    )
    return None if oldest is None else UUID(str(oldest))


async def _make(
    actor: Actor,
    account_id: UUID,
    name: str,
    membership_id: UUID | None,
    days: int,
    token_id: UUID | None = None,
) -> CreatedToken:
    if membership_id is None:
        membership_id = await _membership_of(actor, account_id)
    new = token_id or new_id()
    said = {"name": name, "membership": membership_id, "lifetime": timedelta(days=days)}
    if await made_before(ApiToken, new, owner={"account": account_id}, said=said, parts=_lifetime):
        raise Conflict(_made_and_hidden())
    if membership_id is not None:
        membership = await read(Membership, membership_id, "SHARE")
        if not is_active(membership, account_id):
            raise Invalid({"membership_id": _("この役割では鍵を作れません。")})
    token, now = new_api_token(), clock.now()
    created = CreatedToken(id=new, token=token, expires_at=now + timedelta(days=days))
    row = await insert(
        ApiToken,
        {
            ApiToken.id: created.id,
            ApiToken.token_hash: hash_of(token),
            ApiToken.prefix: token[:PREFIX_LENGTH],
            ApiToken.name: name,
            ApiToken.account: account_id,
            ApiToken.membership: membership_id,
            ApiToken.created_at: now,
            ApiToken.expires_at: created.expires_at,
        },
    )
    if row is None:
        raise Conflict(_made_and_hidden())
    after = {"name": name, "expires_at": created.expires_at.isoformat()}
    await record(actor, "token.created", "api_token", created.id, None, after)
    return created


async def _lifetime(token: dict[str, Any]) -> dict[str, Any]:
    return {"lifetime": token["expires_at"] - token["created_at"]}


def _made_and_hidden() -> str:
    return _("この鍵はすでに作られています。見逃したときは、取り消して作り直してください。")
