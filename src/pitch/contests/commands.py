"""What the secretariat does with contests. Each command is one transaction with audit and mails."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    change_state,
    change_version,
    execute,
    fetch,
    fetch_one,
    insert,
    made_before,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.text import LONGEST_REASON, clean
from matching.challenges.queries import challenge_for
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.providers import CONTEST
from pitch.contests import mails, policy
from pitch.contests.content import ContestContent, content_errors, contest_columns, tidy
from pitch.contests.queries import criteria_of
from pitch.contests.rubric import CriterionContent, criterion_columns, rubric_hash
from pitch.contests.states import EDITABLE, Act, ContestState, transition
from pitch.contests.tables import Contest, ContestJudge, Criterion

Row = dict[str, Any]


@dataclass(frozen=True)
class ContestRecord:
    """What a command leaves behind: the contest's id, state and version."""

    id: UUID
    state: str
    version: int


def _record(row: Row) -> ContestRecord:
    return ContestRecord(row["id"], row["state"], row["version"])


async def create_contest(actor: Actor, contest_id: UUID, content: ContestContent) -> ContestRecord:
    """Draft a contest; the same id again finds the first draft.

    Raises:
        NotPermitted: the actor is not the secretariat.
        Invalid: the content breaks a rule of drafts; MadeAlready: the draft says something else.
    """
    account_id = actor.account()
    policy.may_run(actor).require()
    content = tidy(content)
    await _check(actor, content, complete=False)
    async with transaction():
        made = await made_before(Contest, contest_id, said=_said(content), parts=_kept)
        if made is not None:
            return _record(made)
        now = clock.now()
        row = await insert(
            Contest,
            id=contest_id,
            created_at=now,
            created_by=account_id,
            updated_at=now,
            **contest_columns(content),
        )
        if row is None:
            raise Conflict()
        await _write_criteria(contest_id, content)
        await _write_judges(contest_id, content.judge_ids)
        await record(actor, "contest.created", "contest", contest_id, None, _audited(content))
        return _record(row)


async def update_contest(
    actor: Actor, contest_id: UUID, version: int, content: ContestContent
) -> ContestRecord:
    """Change a draft, or the dates, texts and judges of an open contest.

    Raises:
        Conflict: changed meanwhile, past entries, or the rubric of an open contest would change.
        Invalid: the content breaks a rule.
    """
    actor.account()
    policy.may_run(actor).require()
    content = tidy(content)
    await _check(actor, content, complete=False)
    async with transaction():
        before = await _lock(contest_id)
        if before["state"] not in EDITABLE:
            raise Conflict(_("審査が始まった後は直せません。"), before["state"])
        if before["state"] == ContestState.OPEN:
            errors = content_errors(content, complete=True)
            if errors:
                raise Invalid(errors)
            if rubric_hash(content.criteria) != before["rubric_hash"]:
                raise Conflict(
                    _("募集を始めた後は、審査基準を変えられません。"), ContestState.OPEN.value
                )
        row = await change_version(
            Contest, contest_id, version, updated_at=clock.now(), **contest_columns(content)
        )
        if before["state"] == ContestState.DRAFT:
            await _replace_criteria(contest_id, content)
        await _write_judges(contest_id, content.judge_ids)
        await record(
            actor,
            "contest.changed",
            "contest",
            contest_id,
            {name: before[name] for name in contest_columns(content)},
            _audited(content),
        )
        if before["state"] == ContestState.OPEN:
            await document_changed(CONTEST, contest_id)
        return _record(row)


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
        before = await _lock(contest_id)
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
            version=version,
            state_reason=reason or None,
            updated_at=clock.now(),
            **columns,
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
        return _record(row)


def _is_early(act: Act, contest: Row) -> bool:
    return act is Act.START_JUDGING and contest["entry_deadline"] > clock.now()


def _require_reason(reason: str, required: bool) -> None:
    if required and not reason:
        raise Invalid({"reason": _("理由を書いてください。応募した企業に伝わります。")})
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("理由は%(max)s字以内にしてください。", max=LONGEST_REASON)})


async def _columns_of(act: Act, contest: Row, deadline: datetime | None) -> Row:
    now = clock.now()
    if act is Act.OPEN:
        return {"opened_at": now, "rubric_hash": await _complete_rubric(contest)}
    if act is Act.START_JUDGING:
        if not await _entries(contest["id"]):
            raise Conflict(_("応募がないので、審査を始められません。"), contest["state"])
        # Entries end with judging, also when that starts before the announced deadline.
        return {"judging_started_at": now, "entry_deadline": min(now, contest["entry_deadline"])}
    if act is Act.REOPEN_ENTRIES:
        if deadline is None or deadline <= now:
            raise Invalid({"deadline": _("新しい締切を、今より後で書いてください。")})
        return {
            "judging_started_at": None,
            "entry_deadline": deadline,
            "judging_deadline": deadline + _time_to_judge(contest),
        }
    if act in (Act.UNOPEN, Act.RESTORE):
        if await _entries(contest["id"]):
            raise Conflict(_("応募があるので、下書きには戻せません。"), contest["state"])
        return {"opened_at": None, "rubric_hash": None, "judging_started_at": None}
    return {}


def _time_to_judge(contest: Row) -> timedelta:
    time: timedelta = contest["judging_deadline"] - contest["entry_deadline"]
    return time


async def _complete_rubric(contest: Row) -> str:
    criteria = await _criteria(contest["id"])
    judges = await fetch(
        "SELECT account FROM contest_judge WHERE contest = $1 AND removed_at IS NULL", contest["id"]
    )
    content = ContestContent(
        challenge_id=contest["challenge"],
        theme_ja=contest["theme_ja"],
        description_ja=contest["description_ja"],
        entry_deadline=contest["entry_deadline"],
        judging_deadline=contest["judging_deadline"],
        criteria=criteria,
        judge_ids=[row["account"] for row in judges],
    )
    errors = content_errors(content, complete=True)
    if errors:
        raise Invalid(errors)
    return rubric_hash(criteria)


async def _check(actor: Actor, content: ContestContent, *, complete: bool) -> None:
    errors = content_errors(content, complete=complete)
    try:
        challenge = await challenge_for(actor, content.challenge_id)
    except NotFound:
        errors["challenge_id"] = _("公開中の課題から選んでください。")
    else:
        if challenge.published_at is None:
            errors["challenge_id"] = _("公開中の課題から選んでください。")
    known = await fetch(
        "SELECT DISTINCT account FROM membership "
        "WHERE account = ANY($1) AND role = 'judge' AND state = 'active'",
        content.judge_ids,
    )
    if len(known) != len(set(content.judge_ids)):
        errors["judge_ids"] = _("審査員として登録された人から選んでください。")
    if errors:
        raise Invalid(errors)


async def _lock(contest_id: UUID) -> Row:
    row = await fetch_one("SELECT * FROM contest WHERE id = $1 FOR UPDATE", contest_id)
    if row is None:
        raise NotFound()
    return row


def _said(content: ContestContent) -> Row:
    return {
        **contest_columns(content),
        "criteria": content.criteria,
        "judges": set(content.judge_ids),
    }


async def _kept(contest: Row) -> Row:
    judges = await fetch(
        "SELECT account FROM contest_judge WHERE contest = $1 AND removed_at IS NULL",
        contest["id"],
    )
    return {
        "criteria": await _criteria(contest["id"]),
        "judges": {row["account"] for row in judges},
    }


async def _criteria(contest_id: UUID) -> list[CriterionContent]:
    return [criterion.content() for criterion in await criteria_of(contest_id)]


async def _entries(contest_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM entry WHERE contest = $1 AND state = 'submitted' ORDER BY submitted_at",
        contest_id,
    )


async def _replace_criteria(contest_id: UUID, content: ContestContent) -> None:
    if await _criteria(contest_id) == content.criteria:
        return
    try:
        await execute("DELETE FROM criterion WHERE contest = $1", contest_id)
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Conflict(
            _(
                "審査員がこの基準で採点しているため、基準は変えられません。別のコンテストを作ってください。"
            ),
            ContestState.DRAFT.value,
        ) from error
    await _write_criteria(contest_id, content)


async def _write_criteria(contest_id: UUID, content: ContestContent) -> None:
    for position, criterion in enumerate(content.criteria):
        await insert(
            Criterion,
            id=new_id(),
            contest=contest_id,
            position=position,
            **criterion_columns(criterion),
        )


async def _write_judges(contest_id: UUID, judge_ids: list[UUID]) -> None:
    now = clock.now()
    await execute(
        "UPDATE contest_judge SET removed_at = $3 "
        "WHERE contest = $1 AND removed_at IS NULL AND NOT account = ANY($2)",
        contest_id,
        judge_ids,
        now,
    )
    present = {
        row["account"]
        for row in await fetch(
            "SELECT account FROM contest_judge WHERE contest = $1 AND removed_at IS NULL",
            contest_id,
        )
    }
    for account_id in dict.fromkeys(judge_ids):
        if account_id not in present:
            await insert(
                ContestJudge, id=new_id(), contest=contest_id, account=account_id, added_at=now
            )


def _audited(content: ContestContent) -> Row:
    return {
        **contest_columns(content),
        "criteria": [criterion_columns(criterion) for criterion in content.criteria],
        "judges": [str(judge_id) for judge_id in content.judge_ids],
    }
