"""Registering a startup, and writing anew what it says."""

from typing import Any
from uuid import UUID

from piccolo.columns import Column

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Led
from foundation.audit import record
from foundation.database import (
    change_state,
    execute,
    fetch_value,
    made_before,
    make,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity.effects import add_membership, create_organisation, rename_organisation
from matching.search.effects import document_changed
from matching.search.kinds import STARTUP
from matching.startups import policy
from matching.startups.commands.acts import STARTUPS
from matching.startups.company.profile import (
    CONFIRMED_FIELDS,
    StartupProfile,
    as_columns,
    changed_fields,
    profile_errors,
    profile_of,
    tidy,
)
from matching.startups.company.taken_number import NumberTaken, require_free_number, tell_of_asking
from matching.startups.effects import ORGANISATION_KIND, keep_edition
from matching.startups.offers import startup_changed
from matching.startups.states import StartupState
from matching.startups.tables import Startup

ROLE_OF_FOUNDERS = "member"


async def register_startup(actor: Actor, startup_id: UUID, profile: StartupProfile) -> Led:
    """Register a company with its organisation, and let the actor act for it as its first member.

    The same id again finds the first registration.

    Raises:
        NotAuthenticated: nobody is signed in.
        NotPermitted: the actor acts in some role already.
        Invalid: the profile breaks a rule, or the corporate number is registered (`NumberTaken`; those
            who act for that startup are told).
        MadeAlready: the startup was registered with something else under this id.
    """
    actor.account()
    if actor.organisation_id != startup_id:
        policy.may_register(actor).require()
    profile = _checked(profile)
    try:
        return await _register(actor, startup_id, profile)
    except NumberTaken as taken:
        await tell_of_asking(actor, taken.startup_id)
        raise


async def _register(actor: Actor, startup_id: UUID, profile: StartupProfile) -> Led:
    account_id = actor.account()
    async with transaction():
        # One company for one person at a time: a second form sent meanwhile waits here.
        await execute("SELECT id FROM account WHERE id = $1 FOR UPDATE", account_id)
        said = as_columns(profile)
        if await _acts_for(account_id, startup_id):
            made = await made_before(Startup, startup_id, said=said)
            if made is not None:
                return Led.of(made)
        await _require_no_role(account_id)
        await require_free_number(profile.corporate_number, startup_id)
        if await fetch_value("SELECT 1 FROM organisation WHERE id = $1", startup_id):
            raise NotFound()
        now = clock.now()
        await create_organisation(
            actor,
            kind=ORGANISATION_KIND,
            name=profile.name_ja,
            name_en=profile.name_en,
            organisation_id=startup_id,
        )
        row = await make(
            Startup,
            {
                Startup.id: startup_id,
                Startup.state: StartupState.REGISTERED.value,
                Startup.submitted_at: now,
                Startup.submitted_by: account_id,
            },
            account_id,
            **said,
        )
        await add_membership(
            actor, account_id=account_id, organisation_id=startup_id, role=ROLE_OF_FOUNDERS
        )
        await keep_edition(startup_id, 1, profile, at=now, by=account_id)
        after = {"state": row["state"], **said}
        await record(actor, "startup.registered", "startup", startup_id, None, after)
        return Led.of(row)


async def _acts_for(account_id: UUID, startup_id: UUID) -> bool:
    return await fetch_value(
        "SELECT EXISTS (SELECT FROM membership "
        "WHERE organisation = $1 AND account = $2 AND state = 'active')",
        startup_id,
        account_id,
    )


async def update_startup(
    actor: Actor, startup_id: UUID, version: int, profile: StartupProfile
) -> Led:
    """Write the profile anew; a returned one goes to the secretariat again with it.

    A confirmed startup whose corporate number or Japanese name changes is registered again: it and
    its solutions are not public until the secretariat has confirmed the change.

    Raises:
        Conflict: somebody changed it meanwhile, or it is suspended.
        Invalid, NotFound, NotPermitted: as usual; `NumberTaken` as in registering.
    """
    try:
        return await _update(actor, startup_id, version, profile)
    except NumberTaken as taken:
        await tell_of_asking(actor, taken.startup_id)
        raise


async def _update(actor: Actor, startup_id: UUID, version: int, profile: StartupProfile) -> Led:
    account_id = actor.account()
    async with transaction():
        present = await STARTUPS.locked(actor, startup_id)
        policy.may_edit(actor, startup_id).require()
        state = StartupState(present["state"])
        if state is StartupState.SUSPENDED:
            raise Conflict(
                _(
                    "公開を停止されている間は、会社の情報を直せません。運営事務局に連絡してください。"
                ),
                state,
            )
        profile = _checked(profile)
        before = profile_of(present)
        differing = changed_fields(before, profile)
        if not differing and state is not StartupState.RETURNED:
            if version != present["version"]:
                raise Conflict(present_state=state)
            return Led.of(present)
        if "corporate_number" in differing:
            await require_free_number(profile.corporate_number, startup_id)
        target = _state_after(state, differing)
        now = clock.now()
        written: dict[Column, Any] = {Startup.updated_at: now}
        if target is not state:
            written |= {
                Startup.submitted_at: now,
                Startup.submitted_by: account_id,
                Startup.returned_at: None,
                Startup.state_reason: None,
            }
        row = await change_state(
            Startup, startup_id, state, target, written, version=version, **as_columns(profile)
        )
        if row["confirmed_at"] is None:
            await rename_organisation(actor, startup_id, profile.name_ja, profile.name_en)
        await keep_edition(
            startup_id, row["version"], profile, at=now, by=account_id, changed=differing
        )
        old, new = as_columns(before), as_columns(profile)
        await record(
            actor,
            "startup.updated",
            "startup",
            startup_id,
            {"state": state, **{name: old[name] for name in differing}},
            {"state": row["state"], **{name: new[name] for name in differing}},
        )
        await document_changed(STARTUP, startup_id)
        await startup_changed(startup_id)
        return Led.of(row)


def _state_after(state: StartupState, differing: list[str]) -> StartupState:
    if state is StartupState.RETURNED or set(CONFIRMED_FIELDS).intersection(differing):
        return StartupState.REGISTERED
    return state


def _checked(profile: StartupProfile) -> StartupProfile:
    profile = tidy(profile)
    errors = profile_errors(profile)
    if errors:
        raise Invalid(errors)
    return profile


async def _require_no_role(account_id: UUID) -> None:
    if await fetch_value(
        "SELECT 1 FROM membership WHERE account = $1 AND state = 'active' LIMIT 1", account_id
    ):
        raise Conflict(_("このアカウントはすでに役割を持っています。会社は一つだけ登録できます。"))
