"""What judges do with their ballots. Each command is one transaction with its audit.

The audit says what was done with a ballot, never what stands in it: who reads the log sees no scores.
"""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED
from foundation.acts import Leading, Row, Step, checked_reason, then
from foundation.database import (
    ANY_VERSION,
    SeenVersion,
    fetch_value,
    find,
    hold,
    insert,
    locked,
    run,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound, TooLate
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.ids import derived_id, new_id
from pitch.contests.effects import hold_contest, hold_entry
from pitch.contests.joins import ENTRIES, judged_by
from pitch.contests.queries import criteria_of
from pitch.contests.states import ContestState, EntryState
from pitch.judging import mails, policy
from pitch.judging.ballots.content import BallotContent, content_errors, tidy
from pitch.judging.ballots.queries import ballot_content, belongs_to
from pitch.judging.states import AFTER_DEADLINE, BALLOT, NOT_STARTED, BallotAct, BallotState
from pitch.judging.tables import Ballot, BallotScore


@dataclass(frozen=True)
class BallotRecord:
    """What a command leaves behind: id, state and version of the ballot, and what it is about."""

    id: UUID
    contest_id: UUID
    entry_id: UUID
    state: str
    version: int

    @classmethod
    def of(cls, row: Row) -> "BallotRecord":
        """The record of a row."""
        return cls(row["id"], row["contest"], row["entry"], row["state"], row["version"])


async def _stamps(step: Step[BallotAct]) -> Row:
    target = step.way.target
    return {
        "submitted_at": step.at if target == BallotState.SUBMITTED else None,
        "recused_at": step.at if target == BallotState.RECUSED else None,
    }


BALLOTS = Leading(
    machine=BALLOT,
    table=Ballot,
    sees=lambda _actor, _row: True,
    may=lambda _actor, _row, _act: ALLOWED,
    record=BallotRecord.of,
    columns=_stamps,
    quiet={"feedback", "submitted_at", "recused_at", "reason"},
    trail=("version", "contest", "entry"),
)
"""Led with contest and entry held before them; the trail has no word of what stands in them."""


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
    actor.account()
    policy.may_judge(actor).require()
    missing = _("回避する理由を書いてください。運営事務局だけが読みます。")
    written = checked_reason(reason, missing=missing) or ""
    return await _turn(actor, entry_id, BallotAct.RECUSE, ANY_VERSION, reason=written)


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
        row = await locked(Ballot, ballot_id)
        if row["contest"] != contest_id:
            raise NotFound()
        return await BALLOTS.take(
            actor,
            row,
            BallotAct.UNRECUSE,
            version,
            follow=then(partial(mails.tell_recusal_taken_back, contest)),
        )


async def _turn(
    actor: Actor,
    entry_id: UUID,
    act: BallotAct,
    version: SeenVersion,
    *,
    reason: str = "",
) -> BallotRecord:
    account_id = actor.account()
    policy.may_judge(actor).require()
    async with transaction():
        contest, entry = await _judged_entry(account_id, entry_id)
        row = await _own_ballot(entry, account_id)
        if act is BallotAct.RECUSE and row.get("recusal_reason") == reason:
            return BallotRecord.of(row)
        in_time = partial(_in_time, contest)
        return await BALLOTS.take(actor, row, act, version, reason=reason, columns=in_time)


async def _write(
    actor: Actor, entry_id: UUID, act: BallotAct, version: int, content: BallotContent | None
) -> BallotRecord:
    account_id = actor.account()
    policy.may_judge(actor).require()
    async with transaction():
        contest, entry = await _judged_entry(account_id, entry_id)
        policy.may_score_entry(await belongs_to(account_id, entry["organisation"])).require()
        row = await _own_ballot(entry, account_id)
        saved = await ballot_content(entry_id, account_id)
        written = saved if content is None else tidy(content)
        if _is_repeated(row, act, version, saved, written):
            return BallotRecord.of(row)

        async def columns(step: Step[BallotAct]) -> Row:
            await _in_time(contest, step)
            _require_seen(row, version)
            criteria = await criteria_of(contest["id"])
            errors = content_errors(written, criteria, complete=act is BallotAct.SUBMIT)
            if errors:
                raise Invalid(errors)
            return {"feedback": written.feedback}

        return await BALLOTS.take(
            actor,
            row,
            act,
            version,
            columns=columns,
            follow=then(partial(_write_scores, written)),
        )


def _is_repeated(
    row: Row, act: BallotAct, version: int, saved: BallotContent, written: BallotContent
) -> bool:
    """The same form sent once more: a double click is no conflict with oneself."""
    if row["version"] != version + 1 or saved != written:
        return False
    submitted = row["state"] == BallotState.SUBMITTED
    return submitted if act is BallotAct.SUBMIT else row["state"] == BallotState.DRAFT


def _require_seen(row: Row, version: int) -> None:
    if row["version"] != version:
        raise Conflict(
            _("この票は、別の画面で先に直されています。開き直して、今の内容を確かめてください。"),
            row["state"],
        )


async def _in_time(contest: Row, step: Step[BallotAct]) -> Row:
    if step.act not in AFTER_DEADLINE and contest["judging_deadline"] <= step.at:
        raise TooLate(
            _(
                "審査の締切を過ぎたため、受け付けられません。締切は%(deadline)sでした。運営事務局は締切を延ばせます。",
                deadline=format_datetime(contest["judging_deadline"]),
            )
        )
    return {}


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
    contest_id = await fetch_value(
        f"SELECT e.contest FROM {ENTRIES} WHERE e.id = $1 AND {judged_by('e', '$2')}",
        entry_id,
        judge_id,
    )
    if contest_id is None:
        raise NotFound()
    contest = await _being_judged(contest_id)
    entry = await hold_entry(entry_id)
    if entry is None or entry["state"] != EntryState.SUBMITTED:
        raise Conflict(
            _("この応募は取り下げられたため、採点しません。"), EntryState.WITHDRAWN.value
        )
    return contest, entry


async def _own_ballot(entry: Row, judge_id: UUID) -> Row:
    # Two screens of one judge wait for each other, also while there is no row to lock yet.
    await hold("ballot", entry["id"], judge_id)
    own = (Ballot.entry == entry["id"], Ballot.judge == judge_id)
    for row in await find(Ballot, *own, lock="UPDATE"):
        return row
    return {
        "id": ballot_id_of(entry["id"], judge_id),
        "version": 0,
        "state": NOT_STARTED,
        "contest": entry["contest"],
        "entry": entry["id"],
        "judge": judge_id,
        "created_at": (now := clock.now()),
        "updated_at": now,
    }


async def _write_scores(content: BallotContent, ballot: Row) -> None:
    await run(BallotScore.delete().where(BallotScore.ballot == ballot["id"]))
    for criterion_id in content.scores.keys() | content.comments.keys():
        await insert(
            BallotScore,
            {
                BallotScore.id: new_id(),
                BallotScore.ballot: ballot["id"],
                BallotScore.criterion: criterion_id,
                BallotScore.value: content.scores.get(criterion_id),
                BallotScore.comment: content.comments.get(criterion_id),
            },
        )
