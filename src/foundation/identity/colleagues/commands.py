"""Colleagues: invited by mail, joining, leaving."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.roles import role_label, roles_of_kind
from foundation.audit import record
from foundation.database import (
    change_state,
    fetch_value,
    find,
    locked,
    made_before,
    make,
    read,
    run,
    transaction,
)
from foundation.email_address import address_problem, canonical, read_address
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.identity import effects
from foundation.identity.accounts.links import INVITATION_LIFETIME, link_is_over
from foundation.identity.colleagues.invitations import end_open, require_sender
from foundation.identity.colleagues.mails import INVITATION, tell_role_ended
from foundation.identity.policy import may_end_colleague, may_invite
from foundation.identity.rules import lock_email, name_problem, require
from foundation.identity.secrets import hash_of, new_secret
from foundation.identity.signin.passwords import hash_password, problem_of
from foundation.identity.signin.sessions import open_session
from foundation.identity.signin.throttle import admit
from foundation.identity.states import AccountState, AttemptKind, InvitationState
from foundation.identity.tables import Account, Invitation, Membership, Organisation
from foundation.ids import new_id
from foundation.mail import Reader, tell
from foundation.text import one_line


@dataclass(frozen=True, kw_only=True)
class Joined:
    """What accepting an invitation led to.

    Attributes:
        account_id: who joined.
        secret: of a session opened for a new account; None where the person signs in as usual.
    """

    account_id: UUID
    secret: str | None


async def invite_colleague(
    actor: Actor,
    *,
    organisation_id: UUID,
    email: str,
    role: str,
    address: str,
    language: str = "ja",
    invitation_id: UUID | None = None,
) -> UUID:
    """Invite by mail; an open invitation of the same person is replaced.

    Args:
        role: one of the roles of the organisation's kind.
        address: network address of the client.
        invitation_id: the same id sent twice makes one invitation.

    Raises:
        NotPermitted, NotFound, TooMany.
        Invalid: the address or role breaks a rule, or the person is in already.
        MadeAlready: another invitation was sent under this id.
    """
    may_invite(actor, organisation_id).require()
    require({"email": address_problem(email)})
    new, to = invitation_id or new_id(), read_address(email)
    owner, said = {"organisation": organisation_id}, {"email": to, "role": role}
    async with transaction():
        if await made_before(Invitation, new, owner=owner, said=said) is not None:
            return new
        await admit(AttemptKind.MAIL, to, address)
        await lock_email(to)
        organisation = await read(Organisation, organisation_id)
        if organisation is None:
            raise NotFound()
        await effects.require_active(organisation_id)
        await _require_free(organisation_id, organisation["kind"], to, role)
        earlier = (Invitation.email_canonical == canonical(to), Invitation.id != new)
        await end_open(organisation_id, *earlier)
        secret, now = new_secret(), clock.now()
        await make(
            Invitation,
            {
                Invitation.id: new,
                Invitation.email_canonical: canonical(to),
                Invitation.token_hash: hash_of(secret),
                Invitation.invited_by: actor.account(),
                Invitation.created_at: now,
                Invitation.expires_at: now + INVITATION_LIFETIME,
            },
            **owner,
            **said,
        )
        await record(actor, "invitation.sent", "invitation", new, None, {"role": role})
        await tell(
            [Reader(email=to, language=language)],
            INVITATION.key(new),
            lambda: {
                "inviter": actor.account_name,
                "organisation": pick(organisation["name"], organisation["name_en"]),
                "role": role_label(role),
                "token": secret,
            },
        )
    return new


async def withdraw_invitation(actor: Actor, *, organisation_id: UUID, invitation_id: UUID) -> None:
    """Take an open invitation back; its link stops working.

    Raises:
        NotPermitted, NotFound.
        Conflict: it was accepted or withdrawn already.
    """
    may_invite(actor, organisation_id).require()
    async with transaction():
        invitation = await read(Invitation, invitation_id)
        if invitation is None or invitation["organisation"] != organisation_id:
            raise NotFound()
        await change_state(
            Invitation,
            invitation_id,
            InvitationState.OPEN.value,
            InvitationState.WITHDRAWN.value,
        )
        await record(actor, "invitation.withdrawn", "invitation", invitation_id, None, None)


async def accept_invitation(*, token: str, name: str = "", password: str = "") -> Joined:
    """Join the organisation; makes the account where the address has none.

    Holding the link proves the address. For an account that is confirmed already only the
    membership is added, and its holder signs in as usual.

    Args:
        name, password: asked for where there is no confirmed account.

    Raises:
        Conflict: the link does not work (any more), whoever sent it may not invite any more, or the
            account is suspended.
        Invalid: name or password breaks a rule.
    """
    invitation = await _open_invitation(token)
    if invitation is None:
        raise Conflict(link_is_over())
    known = await _account_with(invitation["email"])
    fresh = known is None or known["email_confirmed_at"] is None
    password_hash = None
    if fresh:
        require({"name": name_problem(name), "password": problem_of(password, invitation["email"])})
        password_hash = await hash_password(password)
        name = one_line(name)
    async with transaction():
        await effects.require_active(invitation["organisation"])
        await lock_email(invitation["email"])
        await require_sender(invitation["invited_by"], invitation["organisation"])
        now_known = await _account_with(invitation["email"])
        if (now_known is None or now_known["email_confirmed_at"] is None) != fresh:
            raise Conflict()
        if now_known and now_known["state"] == AccountState.SUSPENDED:
            raise Conflict(
                _("このアカウントは停止されています。運営事務局に問い合わせてください。")
            )
        account_id = now_known["id"] if now_known else new_id()
        shown = name if fresh else now_known["name"] if now_known else ""
        person = Actor(account_id=account_id, account_name=shown)
        if now_known is None:
            await effects.add_account(
                person,
                email=invitation["email"],
                name=name,
                password_hash=password_hash,
                account_id=account_id,
            )
        elif fresh:
            taken_over = Account.update(
                {
                    Account.name: name,
                    Account.password_hash: password_hash,
                    Account.email_confirmed_at: clock.now(),
                }
            )
            await run(taken_over.where(Account.id == account_id))
        await change_state(
            Invitation,
            invitation["id"],
            InvitationState.OPEN.value,
            InvitationState.ACCEPTED.value,
            {Invitation.accepted_at: clock.now(), Invitation.accepted_by: account_id},
        )
        membership_id = await effects.add_membership(
            person,
            account_id=account_id,
            organisation_id=invitation["organisation"],
            role=invitation["role"],
        )
        await record(person, "invitation.accepted", "invitation", invitation["id"], None, None)
        secret = await open_session(account_id, membership_id) if fresh else None
        return Joined(account_id=account_id, secret=secret)


async def end_colleague(actor: Actor, *, membership_id: UUID) -> None:
    """End a colleague's membership in the actor's organisation.

    Raises:
        NotFound: no such membership in this organisation.
        NotPermitted; Conflict: it has ended already.
    """
    async with transaction():
        row = await locked(Membership, membership_id)
        if row["organisation"] != actor.organisation_id:
            raise NotFound()
        may_end_colleague(actor, row["organisation"], row["account"]).require()
        await effects.end_membership(actor, membership_id)
        await tell_role_ended(membership_id)


async def _require_free(organisation_id: UUID, kind: str, email: str, role: str) -> None:
    if role not in {words.role for words in roles_of_kind(kind)}:
        raise Invalid({"role": _("一覧の中から選んでください。")})
    inside = await fetch_value(
        "SELECT m.id FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.organisation = $1 AND m.role = $2 AND m.state = 'active' "
        "AND a.email_canonical = $3",
        organisation_id,
        role,
        canonical(email),
    )
    if inside is not None:
        raise Invalid({"email": _("この人はすでにこの役割で参加しています。")})


async def _open_invitation(token: str) -> dict[str, Any] | None:
    found = await find(
        Invitation,
        Invitation.token_hash == hash_of(token),
        Invitation.state == InvitationState.OPEN.value,
        Invitation.expires_at > clock.now(),
    )
    return found[0] if found else None


async def _account_with(email: str) -> dict[str, Any] | None:
    found = await find(Account, Account.email_canonical == canonical(email))
    return found[0] if found else None
