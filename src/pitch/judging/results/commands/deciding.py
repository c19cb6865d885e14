"""Deciding a result: frozen with everything it rests on, and not published yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Row, reason_problem
from foundation.audit import record
from foundation.database import (
    AnyVersion,
    fetch_value,
    insert,
    transaction,
)
from foundation.errors import Conflict, Invalid
from foundation.frozen import read_again, thaw
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.text import clean, stored
from pitch.contests import effects as contests
from pitch.contests.states import ContestState
from pitch.judging import policy
from pitch.judging.counting.tally import Tally, tally_of
from pitch.judging.results.commands.leading import ResultRecord, standing_result
from pitch.judging.results.freezing import content_of_result, differs, frozen_columns, place_errors
from pitch.judging.results.record import ResultContent
from pitch.judging.running.order import require_judging, require_open
from pitch.judging.states import RESULT
from pitch.judging.tables import ContestResult

LONGEST_RESULT_COMMENT = {"comment_ja": 2000, "comment_en": 5000}


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
        again = await standing_result(contest_id)
        if again is not None:
            _require_repeated(
                contest, thaw(again["content"], ResultContent), decision, await tally_of(contest_id)
            )
            return ResultRecord.of(again)
        require_judging(contest["state"])
        tally = await read_again(
            partial(tally_of, contest_id), seen=decision.seen, changed=_order_changed
        )
        require_open(tally)
        _check(tally, decision)
        now = clock.now()
        content = _frozen(contest, tally, decision, now, actor.account_name)
        row = await insert(
            ContestResult,
            {
                ContestResult.id: new_id(),
                ContestResult.contest: contest_id,
                ContestResult.version: await _next_version(contest_id),
                ContestResult.decided_at: now,
                ContestResult.decided_by: account_id,
            },
            **frozen_columns(content),
        )
        assert row is not None  # a new id
        await contests.mark_decided(contest_id)
        # the hash says which decision; places stay out of the log until they are public
        after = {name: row[name] for name in ("state", "contest", "sha256")}
        await record(
            actor, "result.decided", RESULT.kind, row["id"], None, {**after, "reason": None}
        )
        return ResultRecord.of(row)


def _order_changed(tally: Tally) -> Conflict:
    require_open(tally)
    return Conflict(
        _("順位を見てから票か応募が変わりました。新しい順位を確かめて、もう一度決めてください。"),
        ContestState.JUDGING.value,
    )


def _check(tally: Tally, decision: Decision) -> None:
    errors = place_errors(decision.places, [entry.id for entry in tally.entries])
    if not errors and differs(decision.places, tally.scores):
        missing = _("計算した順位と違います。違える理由を書いてください。")
        if problem := reason_problem(clean(decision.reason), missing):
            errors["reason"] = problem
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


async def _next_version(contest_id: UUID) -> int:
    # Counts on over decisions taken back: who saw one of those has not seen this one.
    return int(
        await fetch_value(
            "SELECT coalesce(max(version), 0) + 1 FROM contest_result WHERE contest = $1",
            contest_id,
        )
    )
