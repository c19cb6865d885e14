"""What other areas' commands cause here, inside their own transaction."""

from dataclasses import asdict
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    change_state,
    execute,
    fetch_one,
    fetch_value,
    insert,
    require_transaction,
)
from foundation.email_address import canonical, read_address
from foundation.errors import Invalid, NotFound
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
from foundation.identity.signin.sessions import begin_sessions, settle_sessions
from foundation.identity.states import MembershipState
from foundation.identity.tables import Account, Membership, Organisation
from foundation.ids import new_id
from foundation.text import one_line, stored


async def add_account(
    actor: Actor,
    *,
    email: str,
    name: str,
    kana: str | None = None,
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
    other = await fetch_value("SELECT id FROM account WHERE email_canonical = $1", key)
    if other is not None and other != new:
        raise Invalid({"email": _("このメールアドレスのアカウントはすでにあります。")})
    row = await insert(
        Account,
        id=new,
        email=read_address(email),
        email_canonical=key,
        name=name,
        kana=kana,
        password_hash=password_hash,
        email_confirmed_at=now if confirmed else None,
        language=language,
        created_at=now,
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
    row = await insert(Organisation, id=new, kind=kind, created_at=clock.now(), **asdict(words))
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
    state = await fetch_value(
        "SELECT state FROM organisation WHERE id = $1 FOR SHARE", organisation_id
    )
    if state is not None:
        refuse_ended(state)


async def rename_organisation(
    actor: Actor, organisation_id: UUID, name: str, name_en: str | None = None
) -> None:
    """Follow the name that the organisation carries in its own area, from today on, or from the first
    day of its last name where that has not come.

    Raises:
        NotFound: there is no such organisation.
    """
    require_transaction()
    before = await fetch_one(
        "SELECT unit FROM organisation WHERE id = $1 FOR UPDATE", organisation_id
    )
    if before is None:
        raise NotFound()
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
    present = await fetch_value(
        "SELECT id FROM membership WHERE account = $1 AND organisation IS NOT DISTINCT FROM $2 "
        "AND role = $3 AND state = 'active'",
        account_id,
        organisation_id,
        role,
    )
    if present is not None:
        return UUID(str(present))
    await require_active(organisation_id)
    new = membership_id or new_id()
    await insert(
        Membership,
        id=new,
        account=account_id,
        organisation=organisation_id,
        role=role,
        demo_order=demo_order,
        created_at=clock.now(),
    )
    # A token made before its holder had any role acts in the first one, and in no later one.
    await execute(
        "UPDATE api_token SET membership = $2 "
        "WHERE account = $1 AND membership IS NULL AND revoked_at IS NULL",
        account_id,
        new,
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
        ended_at=clock.now(),
    )
    await execute(
        "UPDATE api_token SET revoked_at = $2 WHERE membership = $1 AND revoked_at IS NULL",
        membership_id,
        clock.now(),
    )
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
