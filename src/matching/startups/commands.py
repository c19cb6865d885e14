"""What people do with startups. Each command is one transaction with its audit and its jobs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    change_state,
    change_version,
    execute,
    fetch_one,
    insert,
    made_before,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity.effects import add_membership, create_organisation, rename_organisation
from foundation.text import LONGEST_REASON, clean, too_long
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.kinds import STARTUP
from matching.startups import mails, policy
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
from matching.startups.states import Act, StartupState, transition
from matching.startups.tables import Startup

ROLE_OF_FOUNDERS = "member"
Row = dict[str, Any]


@dataclass(frozen=True)
class StartupRecord:
    """What a command leaves behind.

    Attributes:
        id: of the startup and its organisation.
        state: it is in now.
        version: to be seen before the next change.
    """

    id: UUID
    state: str
    version: int


@dataclass(frozen=True)
class _Locked:
    """A startup's row, locked until the transaction ends."""

    row: Row

    @property
    def id(self) -> UUID:
        return UUID(str(self.row["id"]))

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def submitted_by(self) -> UUID | None:
        by: UUID | None = self.row["submitted_by"]
        return by


async def register_startup(
    actor: Actor, startup_id: UUID, profile: StartupProfile
) -> StartupRecord:
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


async def _register(actor: Actor, startup_id: UUID, profile: StartupProfile) -> StartupRecord:
    account_id = actor.account()
    async with transaction():
        # One company for one person at a time: a second form sent meanwhile waits here.
        await execute("SELECT id FROM account WHERE id = $1 FOR UPDATE", account_id)
        said = as_columns(profile)
        if await _acts_for(account_id, startup_id):
            made = await made_before(Startup, startup_id, said=said)
            if made is not None:
                return _record(made)
        await _require_no_role(account_id)
        await require_free_number(profile.corporate_number, startup_id)
        if await fetch_one("SELECT 1 FROM organisation WHERE id = $1", startup_id):
            raise NotFound()
        now = clock.now()
        await create_organisation(
            actor,
            kind=ORGANISATION_KIND,
            name=profile.name_ja,
            name_en=profile.name_en,
            organisation_id=startup_id,
        )
        row = await insert(
            Startup,
            id=startup_id,
            state=StartupState.REGISTERED.value,
            created_at=now,
            created_by=account_id,
            updated_at=now,
            submitted_at=now,
            submitted_by=account_id,
            **said,
        )
        if row is None:
            raise Conflict()
        await add_membership(
            actor, account_id=account_id, organisation_id=startup_id, role=ROLE_OF_FOUNDERS
        )
        await keep_edition(startup_id, 1, profile, at=now, by=account_id)
        after = {"state": row["state"], **said}
        await record(actor, "startup.registered", "startup", startup_id, None, after)
        return _record(row)


async def _acts_for(account_id: UUID, startup_id: UUID) -> bool:
    found = await fetch_one(
        "SELECT 1 FROM membership WHERE organisation = $1 AND account = $2 AND state = 'active'",
        startup_id,
        account_id,
    )
    return found is not None


async def update_startup(
    actor: Actor, startup_id: UUID, version: int, profile: StartupProfile
) -> StartupRecord:
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


async def _update(
    actor: Actor, startup_id: UUID, version: int, profile: StartupProfile
) -> StartupRecord:
    account_id = actor.account()
    async with transaction():
        locked = await _lock(actor, startup_id)
        policy.may_edit(actor, startup_id).require()
        if locked.state == StartupState.SUSPENDED:
            raise Conflict(
                _(
                    "公開を停止されている間は、会社の情報を直せません。運営事務局に連絡してください。"
                ),
                locked.state,
            )
        profile = _checked(profile)
        before = profile_of(locked.row)
        differing = changed_fields(before, profile)
        if not differing and locked.state != StartupState.RETURNED:
            if version != locked.row["version"]:
                raise Conflict(present_state=locked.state)
            return _record(locked.row)
        if "corporate_number" in differing:
            await require_free_number(profile.corporate_number, startup_id)
        target = _state_after(locked, differing)
        now = clock.now()
        columns: Row = {"updated_at": now, **as_columns(profile)}
        if target == locked.state:
            row = await change_version(
                Startup, startup_id, version, states=[locked.state], **columns
            )
        else:
            row = await change_state(
                Startup,
                startup_id,
                locked.state,
                target.value,
                version=version,
                submitted_at=now,
                submitted_by=account_id,
                returned_at=None,
                state_reason=None,
                **columns,
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
            {"state": locked.state, **{name: old[name] for name in differing}},
            {"state": row["state"], **{name: new[name] for name in differing}},
        )
        await document_changed(STARTUP, startup_id)
        await startup_changed(startup_id)
        return _record(row)


def _state_after(locked: _Locked, differing: list[str]) -> StartupState:
    state = StartupState(locked.state)
    if state is StartupState.RETURNED:
        return StartupState.REGISTERED
    if state is StartupState.CONFIRMED and set(CONFIRMED_FIELDS).intersection(differing):
        return StartupState.REGISTERED
    return state


async def confirm_startup(actor: Actor, startup_id: UUID, version: SeenVersion) -> StartupRecord:
    """Confirm what a startup registered: it is public from now on and may publish solutions.

    Args:
        version: the version that was read before deciding, or `ANY_VERSION`.

    Raises:
        Conflict, NotFound, NotPermitted: as usual.
    """
    actor.account()
    return await _act(
        actor,
        startup_id,
        Act.CONFIRM,
        version,
        confirmed_at=clock.now(),
        confirmed_by=actor.account_id,
    )


async def return_startup(
    actor: Actor, startup_id: UUID, reason: str, version: SeenVersion
) -> StartupRecord:
    """Give a registration back to be put right (差戻し); everybody in the startup is told why."""
    actor.account()
    return await _act(
        actor, startup_id, Act.RETURN, version, reason=reason, returned_at=clock.now()
    )


async def suspend_startup(
    actor: Actor, startup_id: UUID, reason: str, version: SeenVersion
) -> StartupRecord:
    """Take a startup and its solutions away from the public until it is reinstated."""
    actor.account()
    return await _act(
        actor, startup_id, Act.SUSPEND, version, reason=reason, suspended_at=clock.now()
    )


async def reinstate_startup(
    actor: Actor, startup_id: UUID, reason: str, version: SeenVersion
) -> StartupRecord:
    """Let a suspended startup and its published solutions be public again."""
    actor.account()
    return await _act(actor, startup_id, Act.REINSTATE, version, reason=reason, suspended_at=None)


async def _act(
    actor: Actor,
    startup_id: UUID,
    act: Act,
    version: SeenVersion,
    *,
    reason: str | None = None,
    **columns: Any,
) -> StartupRecord:
    async with transaction():
        locked = await _lock(actor, startup_id)
        policy.may_decide(actor, locked).require()
        found = transition(locked.state, act)
        if found is None:
            raise Conflict(_wrong_state(locked.state), locked.state)
        target, way = found
        if reason is not None:
            columns["state_reason"] = _reason(reason, required=way.reason_required)
        if act is Act.CONFIRM:
            columns |= {
                "name_confirmed": locked.row["name_ja"],
                "number_confirmed": locked.row["corporate_number"],
                "state_reason": None,
            }
        row = await change_state(
            Startup,
            startup_id,
            locked.state,
            target.value,
            version=version,
            updated_at=clock.now(),
            **columns,
        )
        if act is Act.CONFIRM:
            await rename_organisation(actor, startup_id, row["name_ja"], row["name_en"])
        await record(
            actor,
            f"startup.{act.value}",
            "startup",
            startup_id,
            {"state": locked.state},
            {"state": row["state"], "reason": row["state_reason"]},
        )
        await mails.tell_decision(row, act)
        await document_changed(STARTUP, startup_id)
        await startup_changed(startup_id)
        if act is Act.CONFIRM:
            await published(STARTUP, startup_id)
        return _record(row)


async def _lock(actor: Actor, startup_id: UUID) -> _Locked:
    row = await fetch_one("SELECT * FROM startup WHERE id = $1 FOR UPDATE", startup_id)
    if row is None or not policy.may_see(actor, _Locked(row)):
        raise NotFound()
    return _Locked(row)


def _checked(profile: StartupProfile) -> StartupProfile:
    profile = tidy(profile)
    errors = profile_errors(profile)
    if errors:
        raise Invalid(errors)
    return profile


async def _require_no_role(account_id: UUID) -> None:
    if await fetch_one(
        "SELECT 1 FROM membership WHERE account = $1 AND state = 'active' LIMIT 1", account_id
    ):
        raise Conflict(_("このアカウントはすでに役割を持っています。会社は一つだけ登録できます。"))


def _reason(text: str, *, required: bool) -> str | None:
    text = clean(text)
    if required and not text:
        raise Invalid(
            {"reason": _("理由を書いてください。相手が次に何をすればよいか分かるように。")}
        )
    if len(text) > LONGEST_REASON:
        raise Invalid({"reason": too_long(len(text), LONGEST_REASON)})
    return text or None


def _wrong_state(state: str) -> str:
    return {
        StartupState.REGISTERED: _("この会社は、運営事務局の確認を待っています。"),
        StartupState.RETURNED: _("この会社の登録は、差し戻されています。"),
        StartupState.CONFIRMED: _("この会社は、すでに確認されています。"),
        StartupState.SUSPENDED: _("この会社は、公開を停止されています。"),
    }[StartupState(state)]


def _record(row: Row) -> StartupRecord:
    return StartupRecord(row["id"], row["state"], row["version"])
