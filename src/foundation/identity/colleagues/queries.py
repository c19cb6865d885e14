"""Named reads of colleagues and invitations."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one_as
from foundation.errors import NotFound
from foundation.identity.colleagues.invitations import HOLDS, held_by
from foundation.identity.policy import may_manage_accounts, may_see_colleagues
from foundation.identity.secrets import hash_of


@dataclass(frozen=True, kw_only=True)
class ColleagueRow:
    """A person who acts for the organisation."""

    membership_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationRow:
    """An invitation that can still be accepted."""

    id: UUID
    email: str
    role: str
    invited_by: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class SentInvitation:
    """An invitation that can still be accepted, as operators see it with its sender."""

    email: str
    role: str
    organisation_name: str
    organisation_name_en: str | None
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationView:
    """What the holder of an invitation's link is shown; `known` = the address has an account."""

    organisation_name: str
    organisation_name_en: str | None
    role: str
    email: str
    inviter: str
    known: bool


async def colleagues(actor: Actor) -> list[ColleagueRow]:
    """Everybody who acts for the actor's organisation.

    Raises:
        NotPermitted: the actor acts for none.
    """
    may_see_colleagues(actor, actor.organisation_id).require()
    return await fetch_as(
        ColleagueRow,
        "SELECT m.id AS membership_id, a.id AS account_id, a.name, a.email, m.role, "
        "m.created_at AS since FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.organisation = $1 AND m.state = 'active' ORDER BY a.name, m.role, m.id",
        actor.organisation_id,
    )


def organisation_of(actor: Actor) -> UUID:
    """The organisation acted for.

    Raises:
        NotFound: the actor acts for none.
    """
    if actor.organisation_id is None:
        raise NotFound()
    return actor.organisation_id


async def open_invitations(actor: Actor) -> list[InvitationRow]:
    """Invitations to the actor's organisation that can still be accepted.

    Raises:
        NotPermitted: the actor acts for none.
    """
    may_see_colleagues(actor, actor.organisation_id).require()
    return await fetch_as(
        InvitationRow,
        "SELECT i.id, i.email, i.role, a.name AS invited_by, i.expires_at "
        "FROM invitation i JOIN account a ON a.id = i.invited_by "
        f"WHERE {HOLDS} AND i.organisation = $3 ORDER BY i.created_at, i.id",
        *held_by(),
        actor.organisation_id,
    )


async def invitations_sent(actor: Actor, account_id: UUID) -> list[SentInvitation]:
    """Invitations of one person that can still be accepted, for operators.

    Raises:
        NotPermitted.
    """
    may_manage_accounts(actor).require()
    return await fetch_as(
        SentInvitation,
        "SELECT i.email, i.role, o.name AS organisation_name, "
        "o.name_en AS organisation_name_en, i.expires_at "
        "FROM invitation i JOIN organisation o ON o.id = i.organisation "
        f"WHERE {HOLDS} AND i.invited_by = $3 ORDER BY i.created_at, i.id",
        *held_by(),
        account_id,
    )


async def invitation_by_token(token: str) -> InvitationView | None:
    """What an invitation's link shows; None when it does not work (any more)."""
    return await fetch_one_as(
        InvitationView,
        "SELECT o.name AS organisation_name, o.name_en AS organisation_name_en, i.role, i.email, "
        "a.name AS inviter, EXISTS (SELECT FROM account b "
        "WHERE b.email_canonical = i.email_canonical AND b.email_confirmed_at IS NOT NULL) AS known "
        "FROM invitation i JOIN organisation o ON o.id = i.organisation "
        f"JOIN account a ON a.id = i.invited_by WHERE {HOLDS} AND i.token_hash = $3",
        *held_by(),
        hash_of(token),
    )
