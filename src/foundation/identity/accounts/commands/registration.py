"""Signing up: the answer never tells whether an address has an account."""

from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_one, insert, read, run, transaction
from foundation.email_address import canonical
from foundation.errors import Conflict
from foundation.identity.accounts.links import (
    CONFIRMATION_LIFETIME,
    account_of_link,
    link_is_over,
    make_link,
    use_link,
)
from foundation.identity.accounts.mail_requests import ask
from foundation.identity.accounts.mails import ALREADY_REGISTERED, CONFIRMATION, send
from foundation.identity.accounts.readers import reader_of
from foundation.identity.rules import account_problems, lock_email, require
from foundation.identity.signin.passwords import hash_password, problem_of
from foundation.identity.signin.proof import prove, still_holds
from foundation.identity.signin.sessions import close_session, open_session
from foundation.identity.signin.throttle import admit
from foundation.identity.states import AskedFor, AttemptKind, LinkPurpose
from foundation.identity.tables import Account
from foundation.ids import new_id
from foundation.text import one_line


async def register(
    *, email: str, name: str, password: str, address: str, language: str = "ja"
) -> None:
    """Sign up. A mail goes out in any case: to confirm, or to tell the account's owner.

    Which of the two is looked up by a job: the answer and its work are the same. Signing up again before
    confirming replaces name and password, and ends the earlier link.

    Raises:
        Invalid: a field breaks a rule.
        TooMany: too many mails for the address or from this client.
    """
    require(
        {
            **account_problems(email, name),
            "password": problem_of(password, email),
        }
    )
    name = one_line(name)
    async with transaction():
        await admit(AttemptKind.MAIL, email, address)
    password_hash = await hash_password(password)
    async with transaction():
        await ask(
            AskedFor.SIGN_UP, email, name=name, password_hash=password_hash, language=language
        )


async def answer_sign_up(asked: dict[str, str]) -> None:
    """Make the account that somebody signed up for, or tell its owner (in the job's transaction).

    Args:
        asked: the mail request.
    """
    email, name, language = asked["email"], asked["name"], asked["language"]
    await lock_email(email)
    known = await fetch_one(
        "SELECT a.id, a.name, a.email, a.language, a.email_confirmed_at IS NULL "
        "AND a.state = 'active' AND NOT EXISTS "
        "(SELECT FROM membership m WHERE m.account = a.id) AS pending "
        "FROM account a WHERE a.email_canonical = $1 FOR UPDATE",
        canonical(email),
    )
    if known and not known["pending"]:
        await send(ALREADY_REGISTERED, known["id"], reader_of(known))
        return
    account_id = known["id"] if known else new_id()
    if known:
        again = Account.update(
            {
                Account.name: name,
                Account.password_hash: asked["password_hash"],
                Account.language: language,
            }
        )
        await run(again.where(Account.id == account_id))
    else:
        await insert(
            Account,
            {
                Account.name: name,
                Account.password_hash: asked["password_hash"],
                Account.language: language,
                Account.id: account_id,
                Account.email: email,
                Account.email_canonical: canonical(email),
                Account.created_at: clock.now(),
            },
        )
    person = Actor(account_id=account_id, account_name=name)
    await record(person, "account.registered", "account", account_id, None, {"name": name})
    secret = await make_link(account_id, LinkPurpose.CONFIRM_EMAIL, CONFIRMATION_LIFETIME)
    await send(CONFIRMATION, account_id, reader_of(asked), secret)


async def resend_confirmation(*, email: str, address: str) -> None:
    """Send the confirmation again to a person who has just shown the right password.

    Raises:
        TooMany: too many mails for the address or from this client.
    """
    async with transaction():
        await admit(AttemptKind.MAIL, email, address)
    async with transaction():
        row = await fetch_one(
            "SELECT id, name, email, language FROM account WHERE email_canonical = $1 "
            "AND email_confirmed_at IS NULL AND state = 'active' FOR UPDATE",
            canonical(email),
        )
        if row is None:
            return
        secret = await make_link(row["id"], LinkPurpose.CONFIRM_EMAIL, CONFIRMATION_LIFETIME)
        await send(CONFIRMATION, row["id"], reader_of(row), secret)


async def confirm_email(
    *,
    token: str,
    password: str,
    address: str,
    device: str | None = None,
    previous: UUID | None = None,
) -> str:
    """Prove an address by its mailed link and sign in; returns the session's secret.

    The password of the sign-up is asked for: whoever signs up with a stranger's address would
    otherwise have the stranger confirm an account whose password they know.

    Raises:
        Conflict: the link does not work (any more).
        WrongCredentials, TooMany.
    """
    account_id = await account_of_link(token, LinkPurpose.CONFIRM_EMAIL)
    row = None if account_id is None else await read(Account, account_id)
    if row is None:
        raise Conflict(link_is_over())
    proof = await prove(row["email"], password, address, device=device, confirming=True)
    async with transaction():
        await still_holds(proof)
        await use_link(token, LinkPurpose.CONFIRM_EMAIL)
        confirmed = Account.update({Account.email_confirmed_at: clock.now()})
        await run(
            confirmed.where(Account.id == proof.account_id, Account.email_confirmed_at.is_null())
        )
        await record(proof.actor, "account.confirmed", "account", proof.account_id, None, None)
        if previous is not None:
            await close_session(previous)
        return await open_session(proof.account_id, None)
