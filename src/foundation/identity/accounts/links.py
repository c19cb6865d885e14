"""Links sent by mail: made, and used once."""

from datetime import timedelta
from uuid import UUID

from piccolo.custom_types import Combinable

from foundation import clock
from foundation.database import fetch_one, fetch_value, insert, read, require_transaction, run
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.identity.secrets import hash_of, new_secret
from foundation.identity.states import LinkPurpose
from foundation.identity.tables import Account, MailLink
from foundation.ids import new_id

CONFIRMATION_LIFETIME = timedelta(days=3)
RESET_LIFETIME = timedelta(hours=1)
FIRST_PASSWORD_LIFETIME = timedelta(days=7)
INVITATION_LIFETIME = timedelta(days=14)


async def make_link(account_id: UUID, purpose: LinkPurpose, lifetime: timedelta) -> str:
    """Make a link's secret; earlier links of the account for the same purpose stop working."""
    require_transaction()
    secret, now = new_secret(), clock.now()
    await end_links(account_id, MailLink.purpose == purpose.value)
    await insert(
        MailLink,
        {
            MailLink.id: new_id(),
            MailLink.account: account_id,
            MailLink.purpose: purpose.value,
            MailLink.token_hash: hash_of(secret),
            MailLink.created_at: now,
            MailLink.expires_at: now + lifetime,
        },
    )
    return secret


async def end_links(account_id: UUID, *narrowed: Combinable) -> None:
    """Let the links of an account that are not used yet work no more."""
    open_links = MailLink.delete().where(
        MailLink.account == account_id, MailLink.used_at.is_null(), *narrowed
    )
    await run(open_links)


async def newest_link(account_id: UUID) -> UUID | None:
    """The link that was made last for an account and is not used."""
    found: UUID | None = await fetch_value(
        "SELECT id FROM mail_link WHERE account = $1 AND used_at IS NULL "
        "ORDER BY created_at DESC, id DESC LIMIT 1",
        account_id,
    )
    return found


async def account_of_link(secret: str, purpose: LinkPurpose) -> UUID | None:
    """The account a link works for now, without using it up."""
    row = await fetch_one(
        "SELECT l.account FROM mail_link l JOIN account a ON a.id = l.account "
        "WHERE l.token_hash = $1 AND l.purpose = $2 AND l.used_at IS NULL AND l.expires_at > $3 "
        "AND a.state = 'active'",
        hash_of(secret),
        purpose.value,
        clock.now(),
    )
    return row["account"] if row else None


async def use_link(secret: str, purpose: LinkPurpose) -> UUID:
    """Use a link up and return its account.

    Raises:
        Conflict: it was used, is over, or never was.
    """
    require_transaction()
    account = await fetch_value(
        "UPDATE mail_link SET used_at = $3 WHERE token_hash = $1 AND purpose = $2 "
        "AND used_at IS NULL AND expires_at > $3 RETURNING account",
        hash_of(secret),
        purpose.value,
        clock.now(),
    )
    if account is None:
        raise Conflict(link_is_over())
    return UUID(str(account))


def link_is_over() -> str:
    """What to tell the holder of a link that does not work."""
    return _(
        "このリンクは使えません。期限が過ぎたか、すでに使われています。新しいリンクを受け取ってください。"
    )


async def link_works(secret: str, purpose: LinkPurpose) -> bool:
    """Whether a link can still be used."""
    return await account_of_link(secret, purpose) is not None


async def gives_first_password(secret: str) -> bool:
    """Whether the account of a link for passwords has none yet."""
    account_id = await account_of_link(secret, LinkPurpose.RESET_PASSWORD)
    account = None if account_id is None else await read(Account, account_id)
    return account is not None and account["password_hash"] is None
