"""Leading challenges from state to state."""

from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import SeenVersion, change_state, transaction
from foundation.errors import Conflict, Invalid
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from foundation.text import clean
from matching.challenges import mails, policy
from matching.challenges.commands.common import (
    ChallengeRecord,
    Row,
    checked,
    lock,
    record_of,
    tidy_reason,
)
from matching.challenges.content import (
    ChallengeContent,
    content_of,
)
from matching.challenges.effects import keep_edition, next_number, public_part_changed
from matching.challenges.states import Act, ChallengeState, transition
from matching.challenges.tables import Challenge
from matching.publication import published
from matching.search.kinds import CHALLENGE


async def submit_challenge(
    actor: Actor, challenge_id: UUID, version: SeenVersion
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
    actor: Actor, challenge_id: UUID, version: SeenVersion
) -> ChallengeRecord:
    """Make a submitted challenge a draft again before the secretariat decides."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.TAKE_BACK, version, submitted_at=None, submitted_by=None
    )


async def publish_challenge(
    actor: Actor, challenge_id: UUID, version: SeenVersion
) -> ChallengeRecord:
    """Publish a submitted challenge: it gets its number and first edition, its owner is told.

    Args:
        version: the version that was read before deciding, or `ANY_VERSION`.

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
    actor: Actor, challenge_id: UUID, reason: str, version: SeenVersion
) -> ChallengeRecord:
    """Give a submitted challenge back for rewriting (差戻し); its owner is told why."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.RETURN, version, reason=reason, returned_at=clock.now()
    )


async def close_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: SeenVersion
) -> ChallengeRecord:
    """Stop looking for solutions; the challenge stays readable. A reason given is public."""
    actor.account()
    return await _act(actor, challenge_id, Act.CLOSE, version, reason=reason, closed_at=clock.now())


async def withdraw_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: SeenVersion
) -> ChallengeRecord:
    """Take a published challenge away from the public (取下げ)."""
    actor.account()
    return await _act(
        actor, challenge_id, Act.WITHDRAW, version, reason=reason, withdrawn_at=clock.now()
    )


async def reopen_challenge(
    actor: Actor, challenge_id: UUID, reason: str, version: SeenVersion
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
    version: SeenVersion,
    *,
    reason: str | None = None,
    **columns: Any,
) -> ChallengeRecord:
    async with transaction():
        locked = await lock(actor, challenge_id)
        found = transition(locked.state, act)
        policy.may_ever_act(actor, locked, act).require()
        if found is None:
            raise Conflict(_wrong_state(locked.state), locked.state)
        target, way = found
        if act in (Act.SUBMIT, Act.PUBLISH):
            _not_past(checked(content_of(locked.row), complete=True))
        if reason is not None:
            written = tidy_reason(reason, "reason", required=way.reason_required)
            columns["returned_reason" if act is Act.RETURN else "state_reason"] = written
        if act is Act.PUBLISH:
            columns["number"] = await next_number(_fiscal_year(columns["published_at"]))
        row = await change_state(
            Challenge,
            challenge_id,
            locked.state,
            target.value,
            version=version,
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
        return record_of(row)


async def _follow(actor: Actor, act: Act, row: Row) -> None:
    if act is Act.PUBLISH:
        await keep_edition(
            row["id"], 1, content_of(row), at=row["published_at"], by=actor.account_id
        )
        await mails.tell_published(row)
    elif act is Act.RETURN:
        await mails.tell_returned(row)
    if act in (Act.PUBLISH, Act.CLOSE, Act.WITHDRAW, Act.REOPEN):
        await public_part_changed(row["id"])
    if act in (Act.PUBLISH, Act.REOPEN):
        await published(CHALLENGE, row["id"])


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
