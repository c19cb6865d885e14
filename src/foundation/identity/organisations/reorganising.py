"""Ending an organisation: merged into another, or closed with what becomes of its open work."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import checked_reason
from foundation.audit import record
from foundation.database import change_state, fetch, find, run, transaction, values_of
from foundation.errors import Conflict, Invalid, NotFound
from foundation.frozen import read_again
from foundation.i18n import gettext as _
from foundation.identity import effects
from foundation.identity.colleagues.invitations import end_open
from foundation.identity.colleagues.mails import tell_closed, tell_merged
from foundation.identity.organisations import holdings, names
from foundation.identity.organisations.commands import lock_names
from foundation.identity.organisations.contents import Contents, contents_of
from foundation.identity.organisations.holdings import Holding
from foundation.identity.organisations.kinds import is_managed, is_needed, kind_label
from foundation.identity.policy import may_manage_organisations
from foundation.identity.rules import ended_problem, refuse_ended, require
from foundation.identity.signin.sessions import settle_sessions
from foundation.identity.states import InvitationState, MembershipState, OrganisationState
from foundation.identity.tables import ApiToken, Invitation, LoginSession, Membership, Organisation


class Fate(StrEnum):
    """What becomes of one kind of open work when an organisation is closed."""

    HAND_OVER = "hand_over"
    END = "end"


@dataclass(frozen=True)
class _Locked:
    """An organisation's row, locked until the transaction ends."""

    id: UUID
    kind: str
    state: str
    merged_into: UUID | None


async def merge_organisation(
    actor: Actor, organisation_id: UUID, into_id: UUID, *, reason: str, seen: str
) -> None:
    """Let an organisation become part of another of its kind.

    People, tokens, invitations and every record move; what was published keeps its name. The same
    sent twice is one.

    Args:
        seen: the contents as they were shown before (`Contents.seen`).

    Raises:
        NotPermitted, NotFound; Conflict: one of the two has ended, or the contents have changed.
        Invalid: the two are one or of different kinds, or there is no reason.
    """
    may_manage_organisations(actor).require()
    reason = checked_reason(reason) or ""
    async with transaction():
        old, new = await _lock(organisation_id, into_id)
        if old.state == OrganisationState.MERGED and old.merged_into == into_id:
            return
        refuse_ended(old.state)
        _require_successor(old, new, "into")
        contents = await _unchanged(organisation_id, seen)
        await _end(
            actor,
            organisation_id,
            OrganisationState.MERGED,
            {**contents.counts, "into": str(into_id), "reason": reason},
            merged_into=into_id,
        )
        # Invitations first: those that stay behind end with their senders' roles.
        await _move_invitations(organisation_id, into_id)
        await _move_people(actor, organisation_id, into_id)
        await holdings.move_everything(actor, organisation_id, into_id)


async def close_organisation(
    actor: Actor,
    organisation_id: UUID,
    *,
    fates: Mapping[str, Fate],
    successor_id: UUID | None,
    reason: str,
    seen: str,
) -> None:
    """Close an organisation: its roles end, its open work is handed over or ended.

    Closing it once more does nothing.

    Args:
        fates: what becomes of each open kind of record there is, by `Holding.key`.
        successor_id: who takes over what is handed over.
        seen: the contents as they were shown before (`Contents.seen`).

    Raises:
        NotPermitted, NotFound; Conflict: it was merged, the contents have changed, or there must be one
            of its kind and it is the last.
        Invalid: a fate, the successor or the reason is missing or impossible.
    """
    may_manage_organisations(actor).require()
    reason = checked_reason(reason) or ""
    async with transaction():
        old, *others = await _lock(*filter(None, (organisation_id, successor_id)))
        if old.state == OrganisationState.CLOSED:
            return
        refuse_ended(old.state)
        await _require_another(old)
        if others:
            _require_successor(old, others[0], "successor")
        contents = await _unchanged(organisation_id, seen)
        _require_fates(contents, fates, successor_id)
        await _end(
            actor,
            organisation_id,
            OrganisationState.CLOSED,
            {**contents.counts, "fates": dict(fates), "reason": reason}
            | ({"successor": str(successor_id)} if successor_id else {}),
        )
        for line in contents.open_lines:
            if fates[line.holding.key] is Fate.END:
                await line.holding.end(actor, organisation_id, reason)
            elif successor_id is not None:
                await line.holding.move(actor, organisation_id, successor_id)
        await _end_people(actor, organisation_id)
        await end_open(organisation_id)


def fate_problem(holding: Holding, fate: Fate | None) -> str | None:
    """Why this cannot become of a kind of open work; None if it can."""
    if fate is None:
        return _("一つ選んでください。")
    if fate is Fate.END and holding.ending is None:
        return _("まだ決まっていないことや効力が失われるため、引き継ぐほかありません。")
    return None


def _require_fates(
    contents: Contents, fates: Mapping[str, Fate], successor_id: UUID | None
) -> None:
    problems = {
        line.holding.key: problem
        for line in contents.open_lines
        if (problem := fate_problem(line.holding, fates.get(line.holding.key)))
    }
    handed = any(fates.get(line.holding.key) is Fate.HAND_OVER for line in contents.open_lines)
    if handed and successor_id is None:
        problems["successor"] = _("引き継ぐ組織を選んでください。")
    if problems:
        raise Invalid(problems)


async def _lock(*ids: UUID) -> list[_Locked]:
    """Both organisations, locked in one order, in the order asked for."""
    rows = await fetch(
        "SELECT id, kind, state, merged_into FROM organisation WHERE id = ANY($1) "
        "ORDER BY id FOR UPDATE",
        list(ids),
    )
    found = {row["id"]: _Locked(**row) for row in rows}
    if any(one not in found or not is_managed(found[one].kind) for one in ids):
        raise NotFound()
    return [found[one] for one in ids]


def _require_successor(old: _Locked, new: _Locked, field: str) -> None:
    if old.id == new.id or old.kind != new.kind:
        raise Invalid({field: _("同じ種類の、ほかの組織を選んでください。")})
    require({field: ended_problem(new.state)})


async def _require_another(old: _Locked) -> None:
    if not is_needed(old.kind):
        return
    await lock_names(old.kind)
    others = Organisation.kind == old.kind, Organisation.id != old.id
    active = Organisation.state == OrganisationState.ACTIVE.value
    if not await values_of(Organisation.id, *others, active):
        raise Conflict(
            _(
                "「%(kind)s」はほかにないため、廃止できません。"
                "先に新しい組織を作り、それに統合してください。",
                kind=kind_label(old.kind),
            )
        )


async def _unchanged(organisation_id: UUID, seen: str) -> Contents:
    return await read_again(
        partial(contents_of, organisation_id),
        hold=partial(holdings.hold, organisation_id),
        seen=seen,
        changed=lambda _now: Conflict(
            _("確かめている間に中身が変わりました。もう一度確かめてください。")
        ),
    )


async def _end(
    actor: Actor,
    organisation_id: UUID,
    state: OrganisationState,
    after: Mapping[str, object],
    merged_into: UUID | None = None,
) -> None:
    await names.withdraw(actor, organisation_id)
    row = await change_state(
        Organisation,
        organisation_id,
        OrganisationState.ACTIVE.value,
        state.value,
        {Organisation.ended_at: clock.now(), Organisation.merged_into: merged_into},
    )
    before = {"name": row["name"], "state": OrganisationState.ACTIVE.value}
    action, after = f"organisation.{state.value}", {**after, "state": state.value}
    await record(actor, action, "organisation", organisation_id, before, after)


async def _members(organisation_id: UUID) -> list[dict[str, Any]]:
    return await find(
        Membership,
        Membership.organisation == organisation_id,
        Membership.state == MembershipState.ACTIVE.value,
        order_by=(Membership.id,),
        lock="UPDATE",
    )


async def _move_people(actor: Actor, from_id: UUID, to_id: UUID) -> None:
    """Each role ends here and is held there; sessions and tokens go on in it."""
    members = await _members(from_id)
    for member in members:
        await settle_sessions(member["id"])
        held = await effects.add_membership(
            actor,
            account_id=member["account"],
            organisation_id=to_id,
            role=member["role"],
            demo_order=member["demo_order"],
        )
        for table in (LoginSession, ApiToken):
            goes_on = table.update({table.membership: held})
            await run(goes_on.where(table.membership == member["id"]))
        await effects.end_membership(actor, member["id"])
    await tell_merged(from_id, to_id, {member["account"] for member in members})


async def _end_people(actor: Actor, organisation_id: UUID) -> None:
    members = await _members(organisation_id)
    for member in members:
        await effects.end_membership(actor, member["id"])
    await tell_closed(organisation_id, {member["account"] for member in members})


async def _move_invitations(from_id: UUID, to_id: UUID) -> None:
    """An address invited to both keeps the invitation to the one that stays."""
    is_open = Invitation.state == InvitationState.OPEN.value
    invited = await values_of(Invitation.email_canonical, Invitation.organisation == to_id, is_open)
    if invited:
        await end_open(from_id, Invitation.email_canonical.is_in(invited))
    moved = Invitation.update({Invitation.organisation: to_id})
    await run(moved.where(Invitation.organisation == from_id, is_open))
