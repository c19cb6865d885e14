"""Leading a contest from state to state."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import SeenVersion, change_state, locked, transaction
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, clean
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.kinds import CONTEST
from pitch.contests import mails, policy
from pitch.contests.commands.shared import (
    ContestRecord,
    Row,
    criteria,
    judge_ids,
    standing_entries,
)
from pitch.contests.content import ContestContent, content_errors
from pitch.contests.rubric import rubric_hash
from pitch.contests.states import Act, transition
from pitch.contests.tables import Contest


async def act_on_contest(
    actor: Actor,
    contest_id: UUID,
    act: Act,
    version: SeenVersion,
    *,
    reason: str = "",
    deadline: datetime | None = None,
) -> ContestRecord:
    """Lead a contest to another state.

    Args:
        act: what to do.
        version: the version that was read before deciding, or `ANY_VERSION`.
        reason: needed where the way asks for one, and to start judging before the deadline.
        deadline: new entry deadline when entries are reopened.

    Raises:
        Conflict: changed meanwhile, or the act does not lead on from the present state.
        Invalid: a reason or a deadline is missing, or the contest is not complete.
    """
    actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        before = await locked(Contest, contest_id)
        way = transition(before["state"], act)
        if way is None:
            raise Conflict(present_state=before["state"])
        _require_reason(reason, way.reason_required or _is_early(act, before))
        columns = await _columns_of(act, before, deadline)
        row = await change_state(
            Contest,
            contest_id,
            before["state"],
            way.target.value,
            {Contest.state_reason: reason or None, Contest.updated_at: clock.now(), **columns},
            version=version,
        )
        await record(
            actor,
            f"contest.{act.value}",
            "contest",
            contest_id,
            {"state": before["state"]},
            {"state": row["state"], "reason": reason or None},
        )
        await document_changed(CONTEST, contest_id)
        if act is Act.OPEN:
            await published(CONTEST, contest_id)
        await mails.tell_of_act(row, act, reason)
        return ContestRecord.of(row)


def _is_early(act: Act, contest: Row) -> bool:
    return act is Act.START_JUDGING and contest["entry_deadline"] > clock.now()


def _require_reason(reason: str, required: bool) -> None:
    if required and not reason:
        raise Invalid({"reason": _("理由を書いてください。応募した企業に伝わります。")})
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("理由は%(max)s字以内にしてください。", max=LONGEST_REASON)})


async def _columns_of(act: Act, contest: Row, deadline: datetime | None) -> dict[Column, Any]:
    now = clock.now()
    if act is Act.OPEN:
        return {Contest.opened_at: now, Contest.rubric_hash: await _complete_rubric(contest)}
    if act is Act.START_JUDGING:
        if not await standing_entries(contest["id"]):
            raise Conflict(_("応募がないので、審査を始められません。"), contest["state"])
        # Entries end with judging, also when that starts before the announced deadline.
        return {
            Contest.judging_started_at: now,
            Contest.entry_deadline: min(now, contest["entry_deadline"]),
        }
    if act is Act.REOPEN_ENTRIES:
        if deadline is None or deadline <= now:
            raise Invalid({"deadline": _("新しい締切を、今より後で書いてください。")})
        return {
            Contest.judging_started_at: None,
            Contest.entry_deadline: deadline,
            Contest.judging_deadline: deadline + _time_to_judge(contest),
        }
    if act in (Act.UNOPEN, Act.RESTORE):
        if await standing_entries(contest["id"]):
            raise Conflict(_("応募があるので、下書きには戻せません。"), contest["state"])
        return {
            Contest.opened_at: None,
            Contest.rubric_hash: None,
            Contest.judging_started_at: None,
        }
    return {}


def _time_to_judge(contest: Row) -> timedelta:
    time: timedelta = contest["judging_deadline"] - contest["entry_deadline"]
    return time


async def _complete_rubric(contest: Row) -> str:
    written = await criteria(contest["id"])
    content = ContestContent(
        challenge_id=contest["challenge"],
        theme_ja=contest["theme_ja"],
        description_ja=contest["description_ja"],
        entry_deadline=contest["entry_deadline"],
        judging_deadline=contest["judging_deadline"],
        criteria=written,
        judge_ids=await judge_ids(contest["id"]),
    )
    errors = content_errors(content, complete=True)
    if errors:
        raise Invalid(errors)
    return rubric_hash(written)
