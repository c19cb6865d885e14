"""Accounts whose holder has not answered the first mail yet: the link again, the address corrected."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.email_address import address_problem, canonical, read_address
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity.accounts.links import (
    CONFIRMATION_LIFETIME,
    FIRST_PASSWORD_LIFETIME,
    make_link,
    newest_link,
)
from foundation.identity.accounts.mails import CONFIRMATION, FIRST_PASSWORD, link_in, send
from foundation.identity.accounts.readers import reader_of
from foundation.identity.policy import may_change_account
from foundation.identity.rules import lock_email, require
from foundation.identity.states import AccountState, LinkPurpose
from foundation.mail import withhold_failed


async def send_link_again(
    actor: Actor, account_id: UUID, *, after: UUID | None = None
) -> str | None:
    """Mail a fresh link to the holder of an account, by which the first password is set, or the
    address of a sign-up proved. Earlier links stop working.

    Args:
        after: the link that was the newest when this was asked for; where a newer one has been
            sent meanwhile, nothing is done.

    Returns:
        The address in the mail; None where nothing was done.

    Raises:
        NotPermitted, NotFound; Conflict: the account is confirmed or suspended.
    """
    may_change_account(actor, account_id).require()
    async with transaction():
        account = await _locked(account_id)
        if after is not None and after != await newest_link(account_id):
            return None
        await record(actor, "account.link_sent", "account", account_id, None, None)
        return await _send(account)


async def correct_email(actor: Actor, account_id: UUID, email: str) -> str | None:
    """Correct the address of an account that is not confirmed yet; the link goes to the new one.

    Returns:
        The address in the mail; None where the account has this address already.

    Raises:
        NotPermitted, NotFound; Conflict: the account is confirmed or suspended.
        Invalid: no address, or another account has it.
    """
    may_change_account(actor, account_id).require()
    require({"email": address_problem(email)})
    to = read_address(email)
    async with transaction():
        await lock_email(email)
        account = await _locked(account_id)
        if account["email"] == to:
            return None
        other = await fetch_value(
            "SELECT id FROM account WHERE email_canonical = $1 AND id <> $2",
            canonical(email),
            account_id,
        )
        if other is not None:
            raise Invalid({"email": _("このメールアドレスのアカウントはすでにあります。")})
        await withhold_failed(account["email"])
        await execute(
            "UPDATE account SET email = $2, email_canonical = $3 WHERE id = $1",
            account_id,
            to,
            canonical(email),
        )
        before, after = {"email": account["email"]}, {"email": to}
        await record(actor, "account.email_corrected", "account", account_id, before, after)
        return await _send({**account, "email": to})


async def _locked(account_id: UUID) -> dict[str, Any]:
    account = await fetch_one(
        "SELECT id, email, name, language, state, password_hash IS NULL AS is_new, "
        "email_confirmed_at FROM account WHERE id = $1 FOR UPDATE",
        account_id,
    )
    if account is None:
        raise NotFound()
    if account["email_confirmed_at"] is not None:
        raise Conflict(
            _(
                "このアカウントは本人が確かめてあります。パスワードは、本人がログインのページから決め直せます。"
            )
        )
    if account["state"] != AccountState.ACTIVE.value:
        raise Conflict(_("停止中のアカウントには送れません。再開してから送ってください。"))
    return account


async def _send(account: dict[str, Any]) -> str:
    """Mail the link that the holder needs first; no earlier one works any more."""
    await withhold_failed(account["email"])
    await execute("DELETE FROM mail_link WHERE account = $1 AND used_at IS NULL", account["id"])
    purpose, lifetime, letter = (
        (LinkPurpose.RESET_PASSWORD, FIRST_PASSWORD_LIFETIME, FIRST_PASSWORD)
        if account["is_new"]
        else (LinkPurpose.CONFIRM_EMAIL, CONFIRMATION_LIFETIME, CONFIRMATION)
    )
    secret = await make_link(account["id"], purpose, lifetime)
    holder = reader_of(account)
    await send(letter, account["id"], holder, secret)
    return link_in(letter, holder, secret)
