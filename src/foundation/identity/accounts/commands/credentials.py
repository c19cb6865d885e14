"""Passwords forgotten and changed, and the name on the account."""

from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import execute, fetch_one, read, run, transaction
from foundation.email_address import address_problem, canonical
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.identity.accounts.links import (
    RESET_LIFETIME,
    account_of_link,
    end_links,
    link_is_over,
    make_link,
    use_link,
)
from foundation.identity.accounts.mail_requests import ask
from foundation.identity.accounts.mails import PASSWORD_CHANGED, PASSWORD_RESET, send
from foundation.identity.accounts.readers import reader_of
from foundation.identity.rules import name_problem, require
from foundation.identity.signin.known_places import forget_places
from foundation.identity.signin.passwords import hash_password, problem_of
from foundation.identity.signin.proof import WrongCredentials, prove, still_holds
from foundation.identity.signin.sessions import close_sessions_of, end_tokens_of, rotate_session
from foundation.identity.signin.throttle import admit, forget_logins
from foundation.identity.states import AskedFor, AttemptKind, LinkPurpose
from foundation.identity.tables import Account
from foundation.mail import Reader
from foundation.text import one_line


async def request_password_reset(*, email: str, address: str) -> None:
    """Ask for a link for a new password; the answer and its work are the same without an account.

    Raises:
        Invalid: no e-mail address.
        TooMany: too many mails for the address or from this client.
    """
    require({"email": address_problem(email)})
    async with transaction():
        await admit(AttemptKind.MAIL, email, address)
    async with transaction():
        await ask(AskedFor.RESET_PASSWORD, email)


async def answer_reset_request(asked: dict[str, str]) -> None:
    """Mail the link that somebody asked for, if there is such an account (in the job's transaction).

    Args:
        asked: the mail request.
    """
    row = await fetch_one(
        "SELECT id, name, email, language FROM account "
        "WHERE email_canonical = $1 AND state = 'active' FOR UPDATE",
        canonical(asked["email"]),
    )
    if row is None:
        return
    secret = await make_link(row["id"], LinkPurpose.RESET_PASSWORD, RESET_LIFETIME)
    await send(PASSWORD_RESET, row["id"], reader_of(row), secret)
    actor = Actor(account_id=row["id"], account_name=row["name"])
    await record(actor, "account.reset_requested", "account", row["id"], None, None)


async def reset_password(*, token: str, password: str) -> None:
    """Set a new password by a mailed link; ends all sessions and API tokens of the account.

    Holding the link also proves the address.

    Raises:
        Conflict: the link does not work (any more).
        Invalid: the password breaks a rule.
    """
    account_id = await account_of_link(token, LinkPurpose.RESET_PASSWORD)
    row = None if account_id is None else await read(Account, account_id)
    if account_id is None or row is None:
        raise Conflict(link_is_over())
    require({"password": problem_of(password, row["email"])})
    password_hash = await hash_password(password)
    async with transaction():
        await use_link(token, LinkPurpose.RESET_PASSWORD)
        now = clock.now()
        await execute(
            "UPDATE account SET password_hash = $2, "
            "email_confirmed_at = coalesce(email_confirmed_at, $3) WHERE id = $1",
            account_id,
            password_hash,
            now,
        )
        await end_tokens_of(account_id)
        await end_links(account_id)
        await close_sessions_of(account_id)
        await forget_logins(account_id)
        await forget_places(account_id)
        actor = Actor(account_id=account_id, account_name=row["name"])
        await record(actor, "account.password_reset", "account", account_id, None, None)
        await send(PASSWORD_CHANGED, account_id, reader_of(row))


async def change_password(
    actor: Actor,
    session_id: UUID,
    *,
    email: str,
    current: str,
    password: str,
    address: str,
    device: str | None = None,
    end_tokens: bool = True,
) -> str:
    """Change the password of a signed-in person; ends their other sessions.

    Args:
        end_tokens: revoke their API tokens too; whoever knew the old password may have made one.

    Returns:
        The present session's new secret.

    Raises:
        Invalid: the present password is wrong, or the new one breaks a rule.
        TooMany: too many wrong tries.
    """
    require({"password": problem_of(password, email)})
    try:
        proof = await prove(email, current, address, device=device)
    except WrongCredentials as error:
        raise Invalid({"current": _("今のパスワードが違います。")}) from error
    password_hash = await hash_password(password)
    async with transaction():
        await forget_places(actor.account())
        await still_holds(proof)
        changed = Account.update({Account.password_hash: password_hash})
        await run(changed.where(Account.id == actor.account()))
        await end_links(actor.account())
        await close_sessions_of(actor.account(), but=session_id)
        secret = await rotate_session(session_id, actor.membership_id)
        if secret is None:
            raise Conflict()
        ended = await end_tokens_of(actor.account()) if end_tokens else 0
        after = {"tokens_ended": ended}
        await record(actor, "account.password_changed", "account", actor.account(), None, after)
        holder = Reader(email=proof.email, language=proof.language, name=proof.name)
        await send(PASSWORD_CHANGED, proof.account_id, holder)
        return secret


async def change_name(actor: Actor, name: str) -> None:
    """Correct the name that others see.

    Raises:
        Invalid: no name, or one too long.
    """
    require({"name": name_problem(name)})
    name = one_line(name)
    async with transaction():
        await run(Account.update({Account.name: name}).where(Account.id == actor.account()))
        await record(
            actor,
            "account.renamed",
            "account",
            actor.account(),
            {"name": actor.account_name},
            {"name": name},
        )
