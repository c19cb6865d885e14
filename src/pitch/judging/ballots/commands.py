"""What judges do with their ballots. Each command is one transaction with its audit.

The audit says what was done with a ballot, never what stands in it: who reads the log sees no scores.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    ANY_VERSION,
    SeenVersion,
    change_state,
    execute,
    fetch_one,
    hold,
    insert,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound, TooLate
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.ids import derived_id, new_id
from foundation.text import clean
from pitch.contests.effects import hold_contest, hold_entry
from pitch.contests.joins import ENTRIES, judged_by
from pitch.contests.queries import criteria_of
from pitch.contests.states import ContestState, EntryState
from pitch.judging import mails, policy
from pitch.judging.ballots.content import BallotContent, content_errors, reason_errors, tidy
from pitch.judging.ballots.queries import ballot_content, belongs_to
from pitch.judging.states import NOT_STARTED, TRANSITIONS, BallotAct, BallotState, Transition
from pitch.judging.tables import Ballot, BallotScore

Row = dict[str, Any]


@dataclass(frozen=True)
class BallotRecord:
    """What a command leaves behind: id, state and version of the ballot, and what it is about."""

    id: UUID
    contest_id: UUID
    entry_id: UUID
    state: str
    version: int


def _record(row: Row) -> BallotRecord:
    return BallotRecord(row["id"], row["contest"], row["entry"], row["state"], row["version"])


def ballot_id_of(entry_id: UUID, judge_id: UUID) -> UUID:
    """The id of a judge's ballot for an entry: known before it is written, so there is only one."""
    return derived_id("ballot", str(entry_id), str(judge_id))


async def save_ballot(
    actor: Actor, entry_id: UUID, version: int, content: BallotContent
) -> BallotRecord:
    """Save a draft (下書き); nothing need be complete.

    Args:
        version: of the ballot as the judge saw it; 0 for one not written yet.

    Raises:
        NotFound: the actor is no judge of this entry's contest.
        TooLate: the judging deadline has passed.
        Conflict: changed meanwhile, submitted already, or the contest is not being judged.
        Invalid: a score or a text breaks a rule.
    """
    return await _write(actor, entry_id, BallotAct.SAVE, version, content)


async def submit_ballot(
    actor: Actor, entry_id: UUID, version: int, content: BallotContent | None = None
) -> BallotRecord:
    """Submit (提出) a ballot with this content, or as it was saved. Sent twice, it counts once.

    Raises:
        Invalid: a criterion is not scored, or an end of the scale has no reason.
        NotFound, TooLate, Conflict: as `save_ballot`.
    """
    return await _write(actor, entry_id, BallotAct.SUBMIT, version, content)


async def take_back_ballot(actor: Actor, entry_id: UUID, version: SeenVersion) -> BallotRecord:
    """Make a submitted ballot a draft again, until the contest is decided or the deadline passes."""
    return await _turn(actor, entry_id, BallotAct.TAKE_BACK, version)


async def recuse(actor: Actor, entry_id: UUID, reason: str) -> BallotRecord:
    """Step aside from an entry (回避) for a reason; also after the deadline, until the decision."""
    reason = clean(reason)
    errors = reason_errors(reason, _("回避する理由を書いてください。運営事務局だけが読みます。"))
    actor.account()
    policy.may_judge(actor).require()
    if errors:
        raise Invalid(errors)
    return await _turn(actor, entry_id, BallotAct.RECUSE, ANY_VERSION, reason=reason)


async def take_back_recusal(actor: Actor, entry_id: UUID) -> BallotRecord:
    """Take one's own recusal back: the ballot is a draft again, until the decision."""
    return await _turn(actor, entry_id, BallotAct.UNRECUSE, ANY_VERSION)


async def lift_recusal(
    actor: Actor, contest_id: UUID, ballot_id: UUID, version: SeenVersion
) -> BallotRecord:
    """Take a judge's recusal back for them; the secretariat does, and the judge is told.

    Args:
        version: the ballot's version whose reason was read, or `ANY_VERSION`.

    Raises:
        NotFound: the contest has no such ballot.
        Conflict: it is not recused, or anew since it was read, or the contest is not being judged.
    """
    actor.account()
    policy.may_run(actor).require()
    async with transaction():
        contest = await _being_judged(contest_id)
        row = await fetch_one(
            "SELECT * FROM ballot WHERE id = $1 AND contest = $2 FOR UPDATE", ballot_id, contest_id
        )
        if row is None:
            raise NotFound()
        way = _way(row, BallotAct.UNRECUSE)
        changed = await _change(actor, row, BallotAct.UNRECUSE, way, version, {})
        await mails.tell_recusal_taken_back(contest, changed)
        return _record(changed)


async def _turn(
    actor: Actor,
    entry_id: UUID,
    act: BallotAct,
    version: SeenVersion,
    *,
    reason: str | None = None,
) -> BallotRecord:
    account_id = actor.account()
    policy.may_judge(actor).require()
    async with transaction():
        contest, entry = await _judged_entry(account_id, entry_id)
        row = await _own_ballot(entry_id, account_id)
        if act is BallotAct.RECUSE and row is not None and row["recusal_reason"] == reason:
            return _record(row)
        way = _way(row, act)
        _require_in_time(contest, way)
        if row is None:
            row = await _insert(contest, entry, account_id, way, {"recusal_reason": reason})
            await _audit(actor, act, row, NOT_STARTED)
            return _record(row)
        return _record(await _change(actor, row, act, way, version, {"recusal_reason": reason}))


async def _write(
    actor: Actor, entry_id: UUID, act: BallotAct, version: int, content: BallotContent | None
) -> BallotRecord:
    account_id = actor.account()
    policy.may_judge(actor).require()
    async with transaction():
        contest, entry = await _judged_entry(account_id, entry_id)
        policy.may_score_entry(await belongs_to(account_id, entry["organisation"])).require()
        row = await _own_ballot(entry_id, account_id)
        saved = await ballot_content(entry_id, account_id)
        written = saved if content is None else tidy(content)
        if _is_repeated(row, act, version, saved, written):
            return _record(row or {})
        way = _way(row, act)
        _require_in_time(contest, way)
        _require_seen(row, version)
        errors = content_errors(
            written, await criteria_of(contest["id"]), complete=act is BallotAct.SUBMIT
        )
        if errors:
            raise Invalid(errors)
        columns = {"feedback": written.feedback}
        if row is None:
            row = await _insert(contest, entry, account_id, way, columns)
            await _audit(actor, act, row, NOT_STARTED)
        else:
            row = await _change(actor, row, act, way, version, columns)
        await _write_scores(row["id"], written)
        return _record(row)


def _is_repeated(
    row: Row | None, act: BallotAct, version: int, saved: BallotContent, written: BallotContent
) -> bool:
    """The same form sent once more: a double click is no conflict with oneself."""
    if row is None or row["version"] != version + 1 or saved != written:
        return False
    submitted = row["state"] == BallotState.SUBMITTED
    return submitted if act is BallotAct.SUBMIT else row["state"] == BallotState.DRAFT


def _way(row: Row | None, act: BallotAct) -> Transition:
    present = row["state"] if row else NOT_STARTED
    way = TRANSITIONS[present].get(act)
    if way is None:
        raise Conflict(
            {
                NOT_STARTED: _("この応募は、まだ採点していません。"),
                BallotState.DRAFT: _("この票は、まだ下書きです。"),
                BallotState.SUBMITTED: _(
                    "この票は提出済みです。直すときは、先に取り戻してください。"
                ),
                BallotState.RECUSED: _(
                    "この応募は回避しています。採点するときは、先に回避を取り消してください。"
                ),
            }[present],
            present,
        )
    return way


def _stale() -> str:
    return _("この票は、別の画面で先に直されています。開き直して、今の内容を確かめてください。")


def _require_seen(row: Row | None, version: int) -> None:
    if (row["version"] if row else 0) != version:
        raise Conflict(_stale(), row["state"] if row else NOT_STARTED)


def _require_in_time(contest: Row, way: Transition) -> None:
    if way.before_deadline and contest["judging_deadline"] <= clock.now():
        raise TooLate(
            _(
                "審査の締切を過ぎたため、受け付けられません。締切は%(deadline)sでした。運営事務局は締切を延ばせます。",
                deadline=format_datetime(contest["judging_deadline"]),
            )
        )


async def _being_judged(contest_id: UUID) -> Row:
    # The shared lock keeps deadline and state from moving between check and write.
    contest = await hold_contest(contest_id)
    if contest is None:
        raise NotFound()
    if contest["state"] != ContestState.JUDGING:
        early = contest["state"] in (ContestState.DRAFT, ContestState.OPEN)
        raise Conflict(
            _("審査はまだ始まっていません。")
            if early
            else _("票の受け付けは終わっています。票はもう変えられません。")
        )
    return contest


async def _judged_entry(judge_id: UUID, entry_id: UUID) -> tuple[Row, Row]:
    seen = await fetch_one(
        f"SELECT e.contest FROM {ENTRIES} WHERE e.id = $1 AND {judged_by('e', '$2')}",
        entry_id,
        judge_id,
    )
    if seen is None:
        raise NotFound()
    contest = await _being_judged(seen["contest"])
    entry = await hold_entry(entry_id)
    if entry is None or entry["state"] != EntryState.SUBMITTED:
        raise Conflict(
            _("この応募は取り下げられたため、採点しません。"), EntryState.WITHDRAWN.value
        )
    return contest, entry


async def _own_ballot(entry_id: UUID, judge_id: UUID) -> Row | None:
    # Two screens of one judge wait for each other, also while there is no row to lock yet.
    await hold("ballot", entry_id, judge_id)
    return await fetch_one(
        "SELECT * FROM ballot WHERE entry = $1 AND judge = $2 FOR UPDATE", entry_id, judge_id
    )


def _columns_of(way: Transition, columns: Row) -> Row:
    now, target = clock.now(), way.target
    return {
        **columns,
        "updated_at": now,
        "submitted_at": now if target is BallotState.SUBMITTED else None,
        "recused_at": now if target is BallotState.RECUSED else None,
        "recusal_reason": columns.get("recusal_reason") if target is BallotState.RECUSED else None,
    }


async def _insert(contest: Row, entry: Row, judge_id: UUID, way: Transition, columns: Row) -> Row:
    row = await insert(
        Ballot,
        id=ballot_id_of(entry["id"], judge_id),
        contest=contest["id"],
        entry=entry["id"],
        judge=judge_id,
        state=way.target.value,
        created_at=clock.now(),
        **_columns_of(way, columns),
    )
    assert row is not None  # nobody else writes this ballot, see `_own_ballot`
    return row


async def _change(
    actor: Actor, row: Row, act: BallotAct, way: Transition, version: SeenVersion, columns: Row
) -> Row:
    changed = await change_state(
        Ballot,
        row["id"],
        row["state"],
        way.target.value,
        version=version,
        **_columns_of(way, columns),
    )
    await _audit(actor, act, changed, row["state"])
    return changed


async def _write_scores(ballot_id: UUID, content: BallotContent) -> None:
    await execute("DELETE FROM ballot_score WHERE ballot = $1", ballot_id)
    for criterion_id in content.scores.keys() | content.comments.keys():
        await insert(
            BallotScore,
            id=new_id(),
            ballot=ballot_id,
            criterion=criterion_id,
            value=content.scores.get(criterion_id),
            comment=content.comments.get(criterion_id),
        )


async def _audit(actor: Actor, act: BallotAct, row: Row, before: str) -> None:
    await record(
        actor,
        f"ballot.{act.value}",
        "ballot",
        row["id"],
        {"state": before},
        {
            "state": row["state"],
            "version": row["version"],
            "contest": row["contest"],
            "entry": row["entry"],
        },
    )
