"""Accounts whose holder has not answered the first mail yet: the link again, the address corrected."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import locked, run, transaction, values_of
from foundation.database.queries import Row
from foundation.email_address import address_problem, canonical, read_address
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.identity.accounts.links import (
    CONFIRMATION_LIFETIME,
    FIRST_PASSWORD_LIFETIME,
    end_links,
    make_link,
    newest_link,
)
from foundation.identity.accounts.mails import CONFIRMATION, FIRST_PASSWORD, link_in, send
from foundation.identity.accounts.readers import reader_of
from foundation.identity.policy import may_change_account
from foundation.identity.rules import lock_email, require
from foundation.identity.states import AccountState, LinkPurpose
from foundation.identity.tables import Account
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
        key = canonical(email)
        if await values_of(Account.id, Account.email_canonical == key, Account.id != account_id):
            raise Invalid({"email": _("このメールアドレスのアカウントはすでにあります。")})
        await withhold_failed(account["email"])
        corrected = Account.update({Account.email: to, Account.email_canonical: key})
        await run(corrected.where(Account.id == account_id))
        before, after = {"email": account["email"]}, {"email": to}
        await record(actor, "account.email_corrected", "account", account_id, before, after)
        return await _send({**account, "email": to})


async def _locked(account_id: UUID) -> Row:
    account = await locked(Account, account_id)
    if account["email_confirmed_at"] is not None:
        raise Conflict(
            _(
                "このアカウントは本人が確かめてあります。パスワードは、本人がログインのページから決め直せます。"
            )
        )
    if account["state"] != AccountState.ACTIVE.value:
        raise Conflict(_("停止中のアカウントには送れません。再開してから送ってください。"))
    return account


async def _send(account: Row) -> str:
    """Mail the link that the holder needs first; no earlier one works any more."""
    await withhold_failed(account["email"])
    await end_links(account["id"])
    purpose, lifetime, letter = (
        (LinkPurpose.RESET_PASSWORD, FIRST_PASSWORD_LIFETIME, FIRST_PASSWORD)
        if account["password_hash"] is None
        else (LinkPurpose.CONFIRM_EMAIL, CONFIRMATION_LIFETIME, CONFIRMATION)
    )
    secret = await make_link(account["id"], purpose, lifetime)
    holder = reader_of(account)
    await send(letter, account["id"], holder, secret)
    return link_in(letter, holder, secret)
