"""Writing a contest: its texts, dates, rubric and judges."""

from uuid import UUID

import asyncpg

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Led, Row
from foundation.audit import record
from foundation.database import (
    change_version,
    fetch,
    insert,
    locked,
    made_before,
    make,
    run,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.ids import new_id
from matching.challenges.queries import challenge_for
from matching.search.effects import document_changed
from matching.search.kinds import CONTEST
from pitch.contests import policy
from pitch.contests.commands.shared import criteria, judge_ids
from pitch.contests.content import ContestContent, content_errors, contest_columns, tidy
from pitch.contests.rubric import criterion_columns, rubric_hash
from pitch.contests.states import EDITABLE, ContestState
from pitch.contests.tables import Contest, ContestJudge, Criterion


async def create_contest(actor: Actor, contest_id: UUID, content: ContestContent) -> Led:
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
            return Led.of(made)
        row = await make(Contest, {Contest.id: contest_id}, account_id, **contest_columns(content))
        await _write_criteria(contest_id, content)
        await _write_judges(contest_id, content.judge_ids)
        await record(actor, "contest.created", "contest", contest_id, None, _audited(content))
        return Led.of(row)


async def update_contest(
    actor: Actor, contest_id: UUID, version: int, content: ContestContent
) -> Led:
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
        before = await locked(Contest, contest_id)
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
            Contest,
            contest_id,
            version,
            {Contest.updated_at: clock.now()},
            **contest_columns(content),
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
        return Led.of(row)


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


def _said(content: ContestContent) -> Row:
    return {
        **contest_columns(content),
        "criteria": content.criteria,
        "judges": set(content.judge_ids),
    }


async def _kept(contest: Row) -> Row:
    return {
        "criteria": await criteria(contest["id"]),
        "judges": set(await judge_ids(contest["id"])),
    }


async def _replace_criteria(contest_id: UUID, content: ContestContent) -> None:
    if await criteria(contest_id) == content.criteria:
        return
    try:
        await run(Criterion.delete().where(Criterion.contest == contest_id))
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
            {
                Criterion.id: new_id(),
                Criterion.contest: contest_id,
                Criterion.position: position,
            },
            **criterion_columns(criterion),
        )


async def _write_judges(contest_id: UUID, wanted: list[UUID]) -> None:
    now, present = clock.now(), set(await judge_ids(contest_id))
    if gone := present - set(wanted):
        await run(
            ContestJudge.update({ContestJudge.removed_at: now}).where(
                ContestJudge.contest == contest_id,
                ContestJudge.removed_at.is_null(),
                ContestJudge.account.is_in(list(gone)),
            )
        )
    for account_id in dict.fromkeys(wanted):
        if account_id not in present:
            await insert(
                ContestJudge,
                {
                    ContestJudge.id: new_id(),
                    ContestJudge.contest: contest_id,
                    ContestJudge.account: account_id,
                    ContestJudge.added_at: now,
                },
            )


def _audited(content: ContestContent) -> Row:
    return {
        **contest_columns(content),
        "criteria": [criterion_columns(criterion) for criterion in content.criteria],
        "judges": [str(judge_id) for judge_id in content.judge_ids],
    }
