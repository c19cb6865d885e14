"""What operators do about accounts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.roles import all_roles, role_words
from foundation.audit import record
from foundation.database import change_state, find, locked, made_before, read, transaction
from foundation.email_address import read_address
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity import effects
from foundation.identity.accounts.links import FIRST_PASSWORD_LIFETIME, end_links, make_link
from foundation.identity.accounts.mails import FIRST_PASSWORD, link_in, send
from foundation.identity.colleagues.invitations import withdraw_of
from foundation.identity.colleagues.mails import tell_role_ended
from foundation.identity.policy import may_change_account, may_manage_accounts
from foundation.identity.rules import account_problems, lock_email, require
from foundation.identity.signin.known_places import forget_places
from foundation.identity.signin.passwords import hash_password, problem_of
from foundation.identity.signin.sessions import close_sessions_of, end_tokens_of
from foundation.identity.states import AccountState, LinkPurpose
from foundation.identity.tables import SET_ASIDE, Account, Membership, Organisation
from foundation.ids import new_id
from foundation.mail import Reader
from foundation.text import one_line


@dataclass(frozen=True, kw_only=True)
class CreatedAccount:
    """A new account, and the address where its holder sets the password (None if one was given)."""

    id: UUID
    password_link: str | None


async def create_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    role: str | None = None,
    organisation_id: UUID | None = None,
    language: str = "ja",
    password: str | None = None,
    account_id: UUID | None = None,
) -> CreatedAccount:
    """Make an account for a person, who sets the password by a mailed link.

    Args:
        role, organisation_id: first membership; None for none.
        password: only from the command line; then no mail is sent and the address counts as
            confirmed.
        account_id: the same id sent twice makes one account.

    Raises:
        NotPermitted
        Invalid: a field breaks a rule, the address has an account, or role and organisation do not
            go together.
        MadeAlready: the account was made with something else under this id.
    """
    may_manage_accounts(actor).require()
    require(
        {
            **account_problems(email, name),
            "password": problem_of(password, email) if password is not None else None,
        }
    )
    password_hash = await hash_password(password) if password is not None else None
    new = account_id or new_id()
    async with transaction():
        said = {
            "email": read_address(email),
            "name": one_line(name),
            "first_role": (role, organisation_id),
        }
        if await made_before(Account, new, said=said, parts=_first_role) is not None:
            return CreatedAccount(id=new, password_link=None)
        await lock_email(email)
        await effects.add_account(
            actor,
            email=email,
            name=name,
            language=language,
            password_hash=password_hash,
            confirmed=password_hash is not None,
            account_id=new,
        )
        if role is not None:
            await _require_fit(role, organisation_id)
            await effects.add_membership(
                actor, account_id=new, organisation_id=organisation_id, role=role
            )
        if password_hash is not None:
            return CreatedAccount(id=new, password_link=None)
        secret = await make_link(new, LinkPurpose.RESET_PASSWORD, FIRST_PASSWORD_LIFETIME)
        holder = Reader(email=read_address(email), language=language, name=one_line(name))
        await send(FIRST_PASSWORD, new, holder, secret)
        return CreatedAccount(id=new, password_link=link_in(FIRST_PASSWORD, holder, secret))


async def _first_role(account: dict[str, Any]) -> dict[str, Any]:
    first, *_later = await find(
        Membership,
        Membership.account == account["id"],
        order_by=(Membership.created_at, Membership.id),
    ) or [{"role": None, "organisation": None}]
    return {"first_role": (first["role"], first["organisation"])}


async def suspend_account(actor: Actor, account_id: UUID) -> None:
    """Lock an account: its sessions end, its tokens are revoked, its invitations are withdrawn.

    Raises:
        NotPermitted, NotFound; Conflict: it is suspended already.
    """
    may_change_account(actor, account_id).require()
    async with transaction():
        await change_state(
            Account,
            account_id,
            AccountState.ACTIVE,
            AccountState.SUSPENDED,
            {Account.suspended_at: clock.now()},
        )
        await close_sessions_of(account_id)
        await forget_places(account_id)
        await end_tokens_of(account_id)
        await end_links(account_id)
        await withdraw_of(actor, account_id)
        await _record_state(actor, account_id, AccountState.ACTIVE, AccountState.SUSPENDED)


async def reactivate_account(actor: Actor, account_id: UUID) -> None:
    """Let a suspended account sign in again; its tokens and invitations stay withdrawn.

    Raises:
        NotPermitted, NotFound; Conflict: it is not suspended, or another account has its address.
    """
    may_change_account(actor, account_id).require()
    async with transaction():
        account = await locked(Account, account_id)
        if account["email_canonical"].startswith(SET_ASIDE):
            raise Conflict(_("同じメールアドレスのアカウントがもう一つあるので、再開できません。"))
        await change_state(
            Account,
            account_id,
            AccountState.SUSPENDED.value,
            AccountState.ACTIVE.value,
            {Account.suspended_at: None},
        )
        await _record_state(actor, account_id, AccountState.SUSPENDED, AccountState.ACTIVE)


async def give_role(
    actor: Actor, account_id: UUID, *, role: str, organisation_id: UUID | None
) -> UUID:
    """Give a person a further role; returns the membership.

    Raises:
        NotPermitted, NotFound; Invalid: role and organisation do not go together.
    """
    may_change_account(actor, account_id).require()
    async with transaction():
        # Whoever merges organisations locks these first and their people later.
        await effects.require_active(organisation_id)
        await locked(Account, account_id)
        await _require_fit(role, organisation_id)
        return await effects.add_membership(
            actor, account_id=account_id, organisation_id=organisation_id, role=role
        )


async def end_role(actor: Actor, account_id: UUID, membership_id: UUID) -> None:
    """Take a role from a person.

    Raises:
        NotPermitted, NotFound; Conflict: it has ended already.
    """
    may_change_account(actor, account_id).require()
    async with transaction():
        membership = await read(Membership, membership_id)
        if membership is None or membership["account"] != account_id:
            raise NotFound()
        await effects.end_membership(actor, membership_id)
        await tell_role_ended(membership_id)


async def _require_fit(role: str, organisation_id: UUID | None) -> None:
    if role not in {words.role for words in all_roles()}:
        raise Invalid({"role": _("一覧の中から選んでください。")})
    wanted = role_words(role).organisation_kind
    kind = None
    if organisation_id is not None:
        organisation = await read(Organisation, organisation_id)
        if organisation is None:
            raise Invalid({"organisation": _("一覧の中から選んでください。")})
        kind = organisation["kind"]
    if kind == wanted:
        return
    if wanted is None:
        raise Invalid({"organisation": _("この役割は組織に属しません。組織を選ばないでください。")})
    raise Invalid({"organisation": _("この役割に合う組織を選んでください。")})


async def _record_state(
    actor: Actor, account_id: UUID, before: AccountState, after: AccountState
) -> None:
    await record(
        actor,
        f"account.{'suspended' if after is AccountState.SUSPENDED else 'reactivated'}",
        "account",
        account_id,
        {"state": before.value},
        {"state": after.value},
    )
