"""What the secretariat does to bring judging to a result. Each command is one transaction with audit and mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    AnyVersion,
    SeenVersion,
    change_state,
    fetch_one,
    fetch_value,
    insert,
    transaction,
)
from foundation.errors import Conflict, Invalid
from foundation.frozen import read_again, thaw
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.text import clean, stored
from pitch.contests import effects as contests
from pitch.contests.states import ContestState
from pitch.judging import mails, policy
from pitch.judging.content import reason_errors
from pitch.judging.effects import frozen_columns, make_known, make_unknown
from pitch.judging.freezing import content_of_result, differs, place_errors
from pitch.judging.record import ResultContent
from pitch.judging.states import RESULT_TRANSITIONS, ResultState
from pitch.judging.tables import ContestResult, OrderOpening
from pitch.judging.tally import Tally, tally_of

LONGEST_RESULT_COMMENT = {"comment_ja": 2000, "comment_en": 5000}
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the secretariat decides.

    Attributes:
        places: place by entry; entries left out have none.
        reason: needed where a place is not the computed one.
        comment_ja, comment_en: what is published with the result.
        shared_feedback: ballots whose feedback goes to the entrant.
        seen: of the order that was read (`Order.seen`), or `ANY_VERSION`.
    """

    places: Mapping[UUID, int]
    seen: str | AnyVersion
    reason: str = ""
    comment_ja: str = ""
    comment_en: str = ""
    shared_feedback: Sequence[UUID] = field(default=())


@dataclass(frozen=True)
class ResultRecord:
    """What a command leaves behind: id, contest, state, version and hash of the result."""

    id: UUID
    contest_id: UUID
    state: str
    version: int
    sha256: str


def _record(row: Row) -> ResultRecord:
    return ResultRecord(row["id"], row["contest"], row["state"], row["version"], row["sha256"])


async def extend_judging(
    actor: Actor, contest_id: UUID, deadline: datetime | None, reason: str, version: SeenVersion
) -> datetime:
    """Move the judging deadline (審査の締切) to a later instant; the judges are told.

    Args:
        version: the contest's version that was read before deciding, or `ANY_VERSION`.

    Raises:
        Conflict: the contest is not being judged, or changed meanwhile.
        Invalid: the deadline is not later, or the reason is missing.
    """
    actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        contest = await _lock(contest_id, ContestState.JUDGING)
        errors = reason_errors(reason, _("延ばす理由を書いてください。審査員に伝わります。"))
        if deadline is None or deadline <= max(clock.now(), contest["judging_deadline"]):
            errors["deadline"] = _(
                "新しい締切を、今の締切（%(deadline)s）と今の時刻より後で書いてください。",
                deadline=format_datetime(contest["judging_deadline"]),
            )
        if errors or deadline is None:
            raise Invalid(errors)
        changed = await contests.extend_judging(contest_id, deadline, version)
        await record(
            actor,
            "judging.extended",
            "contest",
            contest_id,
            {"judging_deadline": contest["judging_deadline"]},
            {"judging_deadline": deadline, "reason": reason},
        )
        await mails.tell_extended(changed, reason)
        return deadline


async def open_order(actor: Actor, contest_id: UUID, reason: str) -> None:
    """Open the computed order although ballots are missing; who did it and why stays with the result.

    Raises:
        Conflict: the contest is not being judged.
        Invalid: the reason is missing.
    """
    account_id = actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        await _lock(contest_id, ContestState.JUDGING)
        tally = await tally_of(contest_id)
        if tally.opening is not None and tally.opening.reason != reason:
            raise Conflict(
                _("順位は、別の理由ですでに開かれています。その理由が結果の記録に残ります。"),
                ContestState.JUDGING.value,
            )
        if tally.shows_order:
            return
        errors = reason_errors(
            reason, _("票が揃う前に開く理由を書いてください。結果の記録に残ります。")
        )
        if errors:
            raise Invalid(errors)
        await insert(
            OrderOpening,
            id=new_id(),
            contest=contest_id,
            reason=reason,
            opened_at=clock.now(),
            opened_by=account_id,
        )
        await record(actor, "judging.order_opened", "contest", contest_id, None, {"reason": reason})


async def decide(actor: Actor, contest_id: UUID, decision: Decision) -> ResultRecord:
    """Decide the result; it is frozen with everything it rests on, and not published yet.

    Raises:
        Conflict: the contest is not being judged, ballots are missing and the order was not opened,
            a ballot changed since the order was seen, or another result stands already.
        Invalid: places, reason or comment break a rule.
    """
    account_id = actor.account()
    policy.may_run(actor).require()
    async with transaction():
        contest = await contests.lock_contest(contest_id)
        again = await _standing(contest_id)
        if again is not None:
            _require_repeated(
                contest, thaw(again["content"], ResultContent), decision, await tally_of(contest_id)
            )
            return _record(again)
        _require_state(contest, ContestState.JUDGING)
        tally = await read_again(
            partial(tally_of, contest_id), seen=decision.seen, changed=_order_changed
        )
        _require_ready(tally)
        _check(tally, decision)
        now = clock.now()
        content = _frozen(contest, tally, decision, now, actor.account_name)
        row = await insert(
            ContestResult,
            id=new_id(),
            contest=contest_id,
            version=await _next_version(contest_id),
            decided_at=now,
            decided_by=account_id,
            **frozen_columns(content),
        )
        assert row is not None  # a new id
        await contests.mark_decided(contest_id)
        await _audit(actor, "result.decided", row, None)
        return _record(row)


async def publish_result(actor: Actor, contest_id: UUID, version: SeenVersion) -> ResultRecord:
    """Publish (公表) a decided result: entrants are mailed, the places become facts of the solutions.

    Raises:
        Conflict: nothing is decided, it is published already, or it changed since it was seen.
    """
    account_id = actor.account()
    policy.may_run(actor).require()
    async with transaction():
        await contests.lock_contest(contest_id)
        before = await _required(contest_id)
        if before["state"] == ResultState.PUBLISHED and version == before["version"] - 1:
            return _record(before)  # the second of two clicks
        row = await _move(
            before,
            ResultState.PUBLISHED,
            version,
            published_at=clock.now(),
            published_by=account_id,
            state_reason=None,
        )
        contest = await contests.mark_published(contest_id)
        content = thaw(row["content"], ResultContent)
        await make_known(content, row["published_at"])
        await _audit(actor, "result.published", row, before)
        await mails.tell_published(contest, content, row["published_at"])
        return _record(row)


async def unpublish_result(
    actor: Actor, contest_id: UUID, reason: str, version: SeenVersion
) -> ResultRecord:
    """Take a published result from the public (公表の取消し); the decision stands. Entrants are told why."""
    actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        await contests.lock_contest(contest_id)
        before = await _required(contest_id)
        _require_reason(reason)
        row = await _move(
            before,
            ResultState.DECIDED,
            version,
            published_at=None,
            published_by=None,
            state_reason=reason,
        )
        contest = await contests.mark_unpublished(contest_id, reason)
        await make_unknown(contest_id)
        await _audit(actor, "result.unpublished", row, before, reason)
        await mails.tell_unpublished(
            contest, thaw(row["content"], ResultContent), reason, clock.now()
        )
        return _record(row)


async def take_back_decision(
    actor: Actor, contest_id: UUID, reason: str, version: SeenVersion
) -> ResultRecord:
    """Take back a decision that is not published: judging goes on, the old record is kept."""
    account_id = actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        await contests.lock_contest(contest_id)
        before = await _required(contest_id)
        _require_reason(reason)
        row = await _move(
            before,
            ResultState.TAKEN_BACK,
            version,
            state_reason=reason,
            taken_back_at=clock.now(),
            taken_back_by=account_id,
        )
        await contests.mark_undecided(contest_id, reason)
        await _audit(actor, "result.taken_back", row, before, reason)
        return _record(row)


def _require_state(contest: Row, state: ContestState) -> None:
    if contest["state"] != state:
        raise Conflict(_("このコンテストは、今は審査中ではありません。"), contest["state"])


async def _lock(contest_id: UUID, state: ContestState) -> Row:
    contest = await contests.lock_contest(contest_id)
    _require_state(contest, state)
    return contest


def _require_ready(tally: Tally) -> None:
    if not tally.shows_order:
        raise Conflict(
            _("まだ揃っていない票があります。揃うのを待つか、理由を書いて順位を開いてください。"),
            ContestState.JUDGING.value,
        )


def _order_changed(tally: Tally) -> Conflict:
    _require_ready(tally)
    return Conflict(
        _("順位を見てから票か応募が変わりました。新しい順位を確かめて、もう一度決めてください。"),
        ContestState.JUDGING.value,
    )


def _check(tally: Tally, decision: Decision) -> None:
    errors = place_errors(decision.places, [entry.id for entry in tally.entries])
    if not errors and differs(decision.places, tally.scores):
        errors.update(
            reason_errors(
                clean(decision.reason), _("計算した順位と違います。違える理由を書いてください。")
            )
        )
    for name, limit in LONGEST_RESULT_COMMENT.items():
        if len(getattr(decision, name)) > limit:
            errors[name] = _("%(max)s字以内にしてください。", max=limit)
    if errors:
        raise Invalid(errors)


def _require_repeated(
    contest: Row, content: ResultContent, decision: Decision, tally: Tally
) -> None:
    """A second click decides nothing else: frozen again, it would be the very same record.

    Raises:
        Conflict: another result stands already.
    """
    again = _frozen(contest, tally, decision, content.decided_at, content.decided_by)
    places = {entry.entry_id: entry.place for entry in content.entries if entry.place is not None}
    if again != content or places != dict(decision.places):
        raise Conflict(
            _(
                "結果は、別の内容ですでに決まっています。決まった結果を確かめ、変えるときは、決定を取り消してから決め直してください。"
            ),
            contest["state"],
        )


def _frozen(
    contest: Row, tally: Tally, decision: Decision, decided_at: datetime, decided_by: str | None
) -> ResultContent:
    return content_of_result(
        contest,
        tally,
        decision.places,
        comment=(
            stored(decision.comment_ja, several_lines=True),
            stored(decision.comment_en, several_lines=True),
        ),
        reason=stored(decision.reason, several_lines=True),
        shared_feedback=decision.shared_feedback,
        decided_at=decided_at,
        decided_by=decided_by,
    )


async def _standing(contest_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM contest_result WHERE contest = $1 AND state <> 'taken_back' FOR UPDATE",
        contest_id,
    )


async def _next_version(contest_id: UUID) -> int:
    # Counts on over decisions taken back: who saw one of those has not seen this one.
    return int(
        await fetch_value(
            "SELECT coalesce(max(version), 0) + 1 FROM contest_result WHERE contest = $1",
            contest_id,
        )
    )


async def _required(contest_id: UUID) -> Row:
    row = await _standing(contest_id)
    if row is None:
        raise Conflict(_("このコンテストの結果は、まだ決まっていません。"))
    return row


async def _move(before: Row, target: ResultState, version: SeenVersion, **columns: Any) -> Row:
    if target not in RESULT_TRANSITIONS[ResultState(before["state"])]:
        raise Conflict(
            _("結果はすでに公表されています。")
            if before["state"] == ResultState.PUBLISHED
            else _("結果はまだ公表されていません。"),
            before["state"],
        )
    return await change_state(
        ContestResult,
        before["id"],
        before["state"],
        target.value,
        version=version,
        **columns,
    )


def _require_reason(reason: str) -> None:
    errors = reason_errors(reason, _("取り消す理由を書いてください。"))
    if errors:
        raise Invalid(errors)


async def _audit(
    actor: Actor, action: str, row: Row, before: Row | None, reason: str | None = None
) -> None:
    # The hash says which decision; places stay out of the log until they are public.
    await record(
        actor,
        action,
        "contest_result",
        row["id"],
        {"state": before["state"]} if before else None,
        {
            "state": row["state"],
            "contest": row["contest"],
            "sha256": row["sha256"],
            "reason": reason,
        },
    )
