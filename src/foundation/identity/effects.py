"""What other areas' commands cause here, inside their own transaction."""

from dataclasses import asdict
from uuid import UUID

from piccolo.custom_types import Combinable

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    change_state,
    insert,
    locked,
    read,
    require_transaction,
    run,
    values_of,
)
from foundation.email_address import canonical, read_address
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.identity.colleagues.invitations import withdraw_of
from foundation.identity.organisations.names import (
    OrganisationWords,
    begin,
    last_of,
    same_name,
    take_up,
)
from foundation.identity.rules import account_problems, refuse_ended, require
from foundation.identity.signin.sessions import begin_sessions, end_tokens, settle_sessions
from foundation.identity.states import MembershipState
from foundation.identity.tables import Account, ApiToken, Membership, Organisation
from foundation.ids import new_id
from foundation.text import one_line, stored


async def add_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    language: str = "ja",
    password_hash: str | None = None,
    confirmed: bool = True,
    account_id: UUID | None = None,
) -> UUID:
    """Make an account; one with the same id is left alone (sample data loaded twice).

    Args:
        password_hash: None until the person sets a password by a mailed link.
        confirmed: the address is known to be the person's.

    Raises:
        Invalid: the address or the name breaks a rule, or another account has the address.
    """
    require_transaction()
    new, now = account_id or new_id(), clock.now()
    require(account_problems(email, name))
    key, name = canonical(email), one_line(name)
    if await values_of(Account.id, Account.email_canonical == key, Account.id != new):
        raise Invalid({"email": _("このメールアドレスのアカウントはすでにあります。")})
    row = await insert(
        Account,
        {
            Account.id: new,
            Account.email: read_address(email),
            Account.email_canonical: key,
            Account.name: name,
            Account.password_hash: password_hash,
            Account.email_confirmed_at: now if confirmed else None,
            Account.language: language,
            Account.created_at: now,
        },
    )
    if row is not None:
        after = {"name": name, "confirmed": confirmed}
        await record(actor, "account.created", "account", new, None, after)
    return new


async def create_organisation(
    actor: Actor,
    *,
    kind: str,
    name: str,
    name_en: str | None = None,
    unit: str | None = None,
    organisation_id: UUID | None = None,
) -> UUID:
    """Make an organisation; one with the same id is left alone.

    Args:
        kind: opaque word of the application (bureau, startup, …).
        unit: section within it, if the organisation is one.
    """
    require_transaction()
    new = organisation_id or new_id()
    words = OrganisationWords(name=one_line(name), name_en=stored(name_en), unit=stored(unit))
    row = await insert(
        Organisation,
        {
            Organisation.id: new,
            Organisation.kind: kind,
            Organisation.created_at: clock.now(),
        },
        **asdict(words),
    )
    if row is not None:
        await begin(actor, new, words, day=clock.today())
        after = {"kind": kind, **asdict(words)}
        await record(actor, "organisation.created", "organisation", new, None, after)
    return new


async def require_active(organisation_id: UUID | None) -> None:
    """Let nothing more be added to an organisation that has ended, nor end it meanwhile.

    Raises:
        Conflict: it is merged or closed.
    """
    require_transaction()
    organisation = await read(Organisation, organisation_id, "SHARE") if organisation_id else None
    if organisation is not None:
        refuse_ended(organisation["state"])


async def rename_organisation(
    actor: Actor, organisation_id: UUID, name: str, name_en: str | None = None
) -> None:
    """Follow the name that the organisation carries in its own area, from today on, or from the first
    day of its last name where that has not come.

    Raises:
        NotFound: there is no such organisation.
    """
    require_transaction()
    before = await locked(Organisation, organisation_id)
    words = OrganisationWords(name=one_line(name), name_en=stored(name_en), unit=before["unit"])
    last = await last_of(organisation_id)
    if not await same_name(actor, organisation_id, last, words):
        await begin(actor, organisation_id, words, day=max(clock.today(), last.from_day))
        await take_up(actor, organisation_id)


async def add_membership(
    actor: Actor,
    *,
    account_id: UUID,
    organisation_id: UUID | None,
    role: str,
    demo_order: int | None = None,
    membership_id: UUID | None = None,
) -> UUID:
    """Let a person act in a role; an active membership of the same kind is kept and returned.

    Args:
        organisation_id: None for roles outside organisations (judge, operator).
        demo_order: place among the one-click logins of the demo; None to stay off that list.
    """
    require_transaction()
    inside: Combinable = (
        Membership.organisation.is_null()
        if organisation_id is None
        else Membership.organisation == organisation_id
    )
    held = Membership.role == role, Membership.state == MembershipState.ACTIVE.value
    present = await values_of(Membership.id, Membership.account == account_id, inside, *held)
    if present:
        return UUID(str(present[0]))
    await require_active(organisation_id)
    new = membership_id or new_id()
    await insert(
        Membership,
        {
            Membership.id: new,
            Membership.account: account_id,
            Membership.organisation: organisation_id,
            Membership.role: role,
            Membership.demo_order: demo_order,
            Membership.created_at: clock.now(),
        },
    )
    # A token made before its holder had any role acts in the first one, and in no later one.
    await run(
        ApiToken.update({ApiToken.membership: new}).where(
            ApiToken.account == account_id,
            ApiToken.membership.is_null(),
            ApiToken.revoked_at.is_null(),
        )
    )
    await begin_sessions(account_id, new)
    after = {"account": str(account_id), "role": role, "organisation": _text(organisation_id)}
    await record(actor, "membership.created", "membership", new, None, after)
    return new


async def end_membership(actor: Actor, membership_id: UUID) -> None:
    """Take a role away from a person; sessions acting in it lose its permissions at once and ask for
    another, tokens
    that act in it end, and what the person may not invite to any more is withdrawn.

    Raises:
        Conflict: it has ended already.
        NotFound: there is no such membership.
    """
    require_transaction()
    await settle_sessions(membership_id)
    ended = await change_state(
        Membership,
        membership_id,
        MembershipState.ACTIVE.value,
        MembershipState.ENDED.value,
        {Membership.ended_at: clock.now()},
    )
    await end_tokens(ApiToken.membership == membership_id)
    if ended["organisation"] is not None:
        await withdraw_of(actor, ended["account"], ended["organisation"])
    await record(
        actor,
        "membership.ended",
        "membership",
        membership_id,
        {"state": MembershipState.ACTIVE.value},
        {"state": MembershipState.ENDED.value},
    )


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
