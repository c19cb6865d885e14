"""What people do with challenges. Each command is one transaction with its audit and its jobs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.audit import record
from foundation.database import change_state, change_version, fetch_one, insert, transaction
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import format_date, format_number
from foundation.i18n import gettext as _
from foundation.identity.actor import Actor
from matching.challenges import mails, policy
from matching.challenges.content import (
    ChallengeContent,
    as_columns,
    changed_fields,
    clean,
    content_errors,
    content_of,
    tidy,
)
from matching.challenges.effects import keep_edition, next_number
from matching.challenges.states import EDITABLE, PUBLIC, Act, ChallengeState, transition
from matching.challenges.tables import Challenge
from matching.search.effects import document_changed
from matching.search.providers import CHALLENGE

LONGEST_REASON = 1000
Row = dict[str, Any]


@dataclass(frozen=True)
class ChallengeRecord:
    """What a command leaves behind.

    Attributes:
        id: of the challenge.
        state: it is in now.
        version: to be seen before the next change.
        number: given at publication.
    """

    id: UUID
    state: str
    version: int
    number: str | None


@dataclass(frozen=True)
class _Locked:
    """A challenge's row, locked until the transaction ends."""

    row: Row

    @property
    def organisation_id(self) -> UUID:
        return UUID(str(self.row["organisation"]))

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def submitted_by(self) -> UUID | None:
        by: UUID | None = self.row["submitted_by"]
        return by


async def create_challenge(
    actor: Actor, challenge_id: UUID, content: ChallengeContent
) -> ChallengeRecord:
    """Draft a challenge for the actor's bureau; the same id again finds the first draft.

    Raises:
        NotPermitted: the actor is no challenge owner.
        Invalid: the content breaks a rule of drafts.
        NotFound: the id is another bureau's.
    """
    account_id = actor.account()
    policy.may_write(actor).require()
    content = _checked(content, complete=False)
    async with transaction():
        now = clock.now()
        row = await insert(
            Challenge,
            id=challenge_id,
            organisation=actor.organisation_id,
            created_at=now,
            created_by=account_id,
            updated_at=now,
            state=ChallengeState.DRAFT.value,
            **as_columns(content),
        )
        if row is None:
            return _record((await _lock(actor, challenge_id)).row)
        after = {"state": row["state"], **as_columns(content)}
        await record(actor, "challenge.created", "challenge", challenge_id, None, after)
        return _record(row)


async def update_challenge(
    actor: Actor, challenge_id: UUID, version: int, content: ChallengeContent
) -> ChallengeRecord:
    """Change a draft, or one that was returned.

    Raises:
        Conflict: somebody changed it meanwhile, or it is past drafting.
        Invalid, NotFound, NotPermitted: as usual.
    """
    actor.account()
    async with transaction():
        locked = await _lock(actor, challenge_id)
        policy.may_edit(actor, locked).require()
        if locked.state not in EDITABLE:
            raise Conflict(
                _("提出した後は直せません。先に下書きに戻すか、公開後に訂正してください。"),
                locked.state,
            )
        content = _checked(content, complete=False)
        changed = await change_version(
            Challenge,
            challenge_id,
            version,
            states=EDITABLE,
            updated_at=clock.now(),
            **as_columns(content),
        )
        await _record_changes(actor, "challenge.updated", locked.row, content)
        return _record(changed)


async def correct_challenge(
    actor: Actor, challenge_id: UUID, version: int, content: ChallengeContent, note: str
) -> ChallengeRecord:
    """Correct (訂正) what is public: a new edition, with what was put right; the old one is kept.

    Args:
        note: what was corrected, shown to everybody.

    Raises:
        Conflict: somebody changed it meanwhile, or it is not public.
        Invalid: the content is incomplete, the note is missing, or nothing differs.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    async with transaction():
        locked = await _lock(actor, challenge_id)
        policy.may_edit(actor, locked).require()
        if locked.state not in PUBLIC:
            raise Conflict(_("訂正できるのは、公開した課題だけです。"), locked.state)
        note = _reason(note, "note", required=True) or ""
        content = _checked(content, complete=True)
        differing = changed_fields(content_of(locked.row), content)
        if not differing:
            raise Invalid({"note": _("直したところがありません。直してから保存してください。")})
        now = clock.now()
        edition = locked.row["edition"] + 1
        changed = await change_version(
            Challenge,
            challenge_id,
            version,
            states=PUBLIC,
            updated_at=now,
            corrected_at=now,
            edition=edition,
            **as_columns(content),
        )
        await keep_edition(
            challenge_id, edition, content, at=now, by=account_id, changed=differing, note=note
        )
        await _record_changes(actor, "challenge.corrected", locked.row, content, note=note)
        await document_changed(CHALLENGE, challenge_id)
        return _record(changed)


async def submit_challenge(
    actor: Actor, challenge_id: UUID, version: int | None = None
) -> ChallengeRecord:
    """Ask the secretariat to publish a draft.

    Raises:
        Invalid: something needed for publication is missing.
        Conflict, NotFound, NotPermitted: as usual.
    """
    account_id, now = actor.account(), clock.now()
    return await _act(
        actor, challenge_id, Act.SUBMIT, version, submitted_at=now, submitted_by=account_id
    )


async def take_back_challenge(
    actor: Actor, challenge_id: UUID, version: int | None = None
) -> ChallengeRecord:
    """Make a submitted challenge a draft again before the secretariat decides."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.TAKE_BACK, version, submitted_at=None, submitted_by=None
    )


async def publish_challenge(
    actor: Actor, challenge_id: UUID, version: int | None = None
) -> ChallengeRecord:
    """Publish a submitted challenge: it gets its number and first edition, its owner is told.

    Args:
        version: the version that was read before deciding; None takes any.

    Raises:
        Invalid: it lacks something.
        Conflict, NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    return await _act(
        actor,
        challenge_id,
        Act.PUBLISH,
        version,
        published_at=clock.now(),
        published_by=account_id,
        edition=1,
    )


async def return_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: int | None = None
) -> ChallengeRecord:
    """Give a submitted challenge back for rewriting (差戻し); its owner is told why."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.RETURN, version, reason=reason, returned_at=clock.now()
    )


async def close_challenge(
    actor: Actor, challenge_id: UUID, reason: str = "", version: int | None = None
) -> ChallengeRecord:
    """Stop looking for solutions; the challenge stays readable. A reason given is public."""
    actor.account()
    return await _act(actor, challenge_id, Act.CLOSE, version, reason=reason, closed_at=clock.now())


async def withdraw_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: int | None = None
) -> ChallengeRecord:
    """Take a published challenge away from the public (取下げ)."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.WITHDRAW, version, reason=reason, withdrawn_at=clock.now()
    )


async def reopen_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: int | None = None
) -> ChallengeRecord:
    """Publish a closed or withdrawn challenge again, under its number; the reason stays in its history."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.REOPEN, version, reason=reason, closed_at=None, withdrawn_at=None
    )


async def _act(
    actor: Actor,
    challenge_id: UUID,
    act: Act,
    version: int | None,
    *,
    reason: str | None = None,
    **columns: Any,
) -> ChallengeRecord:
    async with transaction():
        locked = await _lock(actor, challenge_id)
        found = transition(locked.state, act)
        policy.may_ever_act(actor, locked, act).require()
        if found is None:
            raise Conflict(_wrong_state(locked.state), locked.state)
        target, way = found
        if act in (Act.SUBMIT, Act.PUBLISH):
            _not_past(_checked(content_of(locked.row), complete=True))
        if reason is not None:
            written = _reason(reason, "reason", required=way.reason_required)
            columns["returned_reason" if act is Act.RETURN else "state_reason"] = written
        if act is Act.PUBLISH:
            columns["number"] = await next_number(_fiscal_year(columns["published_at"]))
        row = await change_state(
            Challenge,
            challenge_id,
            locked.state,
            target.value,
            version=locked.row["version"] if version is None else version,
            updated_at=clock.now(),
            **columns,
        )
        await record(
            actor,
            f"challenge.{act.value.replace('-', '_')}",
            "challenge",
            challenge_id,
            {"state": locked.state},
            {"state": row["state"], "number": row["number"], "reason": clean(reason or "") or None},
        )
        await _follow(actor, act, row)
        return _record(row)


async def _follow(actor: Actor, act: Act, row: Row) -> None:
    if act is Act.PUBLISH:
        await keep_edition(
            row["id"], 1, content_of(row), at=row["published_at"], by=actor.account_id
        )
        await mails.tell_published(row)
    elif act is Act.RETURN:
        await mails.tell_returned(row)
    if act in (Act.PUBLISH, Act.CLOSE, Act.WITHDRAW, Act.REOPEN):
        await document_changed(CHALLENGE, row["id"])


async def _lock(actor: Actor, challenge_id: UUID) -> _Locked:
    row = await fetch_one("SELECT * FROM challenge WHERE id = $1 FOR UPDATE", challenge_id)
    if row is None or not policy.may_see(actor, _Locked(row)):
        raise NotFound()
    return _Locked(row)


def _checked(content: ChallengeContent, *, complete: bool) -> ChallengeContent:
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if errors:
        raise Invalid(errors)
    return content


def _not_past(content: ChallengeContent) -> None:
    if content.closes_on is not None and content.closes_on < clock.today():
        raise Invalid(
            {
                "closes_on": _(
                    "関心の締切（%(day)s）が過ぎています。今日より後の日付にしてください。",
                    day=format_date(content.closes_on),
                )
            }
        )


def _reason(text: str, field: str, *, required: bool) -> str | None:
    text = clean(text)
    if required and not text:
        raise Invalid({field: _("理由を書いてください。相手が次に何をすればよいか分かるように。")})
    if len(text) > LONGEST_REASON:
        raise Invalid(
            {
                field: _(
                    "%(max)s字以内にしてください（今は%(length)s字で、%(over)s字多い）。",
                    max=format_number(LONGEST_REASON),
                    length=format_number(len(text)),
                    over=format_number(len(text) - LONGEST_REASON),
                )
            }
        )
    return text or None


def _fiscal_year(at: datetime) -> int:
    return clock.fiscal_year(at.astimezone(clock.TOKYO).date())


def _wrong_state(state: str) -> str:
    return {
        ChallengeState.DRAFT: _("この課題はまだ下書きです。"),
        ChallengeState.SUBMITTED: _("この課題は、提出されて運営事務局の確認を待っています。"),
        ChallengeState.RETURNED: _("この課題は、運営事務局から差し戻されています。"),
        ChallengeState.PUBLISHED: _("この課題は、すでに公開されています。"),
        ChallengeState.CLOSED: _("この課題は、すでに募集を終えています。"),
        ChallengeState.WITHDRAWN: _("この課題は、すでに取り下げられています。"),
    }[ChallengeState(state)]


async def _record_changes(
    actor: Actor, action: str, row: Row, content: ChallengeContent, note: str | None = None
) -> None:
    old, new = as_columns(content_of(row)), as_columns(content)
    names = [name for name in new if old[name] != new[name]]
    before = {name: old[name] for name in names}
    after = {name: new[name] for name in names} | ({"note": note} if note else {})
    await record(actor, action, "challenge", row["id"], before, after)


def _record(row: Row) -> ChallengeRecord:
    return ChallengeRecord(row["id"], row["state"], row["version"], row["number"])
