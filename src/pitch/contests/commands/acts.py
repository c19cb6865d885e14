"""Leading a contest from state to state."""

from datetime import datetime, timedelta
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED
from foundation.acts import Columns, Leading, Led, Row, Step
from foundation.database import SeenVersion
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.kinds import CONTEST as DOCUMENT
from pitch.contests import mails, policy
from pitch.contests.commands.shared import criteria, judge_ids, standing_entries
from pitch.contests.content import ContestContent, content_errors
from pitch.contests.rubric import rubric_hash
from pitch.contests.states import CONTEST, Act
from pitch.contests.tables import Contest


async def _follow(step: Step[Act], contest: Row) -> None:
    await document_changed(DOCUMENT, contest["id"])
    if step.act is Act.OPEN:
        await published(DOCUMENT, contest["id"])
    await mails.tell_of_act(contest, step.act, step.reason or "")


CONTESTS = Leading(
    machine=CONTEST,
    table=Contest,
    at_all=policy.may_run,
    sees=lambda _actor, _row: True,
    may=lambda _actor, _row, _act: ALLOWED,
    record=Led.of,
    follow=_follow,
)


async def act_on_contest(
    actor: Actor,
    contest_id: UUID,
    act: Act,
    version: SeenVersion,
    *,
    reason: str = "",
    deadline: datetime | None = None,
) -> Led:
    """Lead a contest to another state; refused as `Leading.lead` refuses.

    Args:
        reason: needed where the way asks for one, and to start judging before the deadline.
        deadline: new entry deadline when entries are reopened.
    """

    async def entries_again(step: Step[Act]) -> Row:
        if deadline is None or deadline <= step.at:
            raise Invalid({"deadline": _("新しい締切を、今より後で書いてください。")})
        return {
            "judging_started_at": None,
            "entry_deadline": deadline,
            "judging_deadline": deadline + _time_to_judge(step.row),
        }

    columns = _COLUMNS | {Act.REOPEN_ENTRIES: entries_again}
    return await CONTESTS.lead(
        actor, contest_id, act, version, reason=reason, columns=columns.get(act)
    )


async def _opened(step: Step[Act]) -> Row:
    return {"opened_at": step.at, "rubric_hash": await _complete_rubric(step.row)}


async def _judging_started(step: Step[Act]) -> Row:
    if not await standing_entries(step.row["id"]):
        raise Conflict(_("応募がないので、審査を始められません。"), step.row["state"])
    # Entries end with judging, also when that starts before the announced deadline.
    return {
        "judging_started_at": step.at,
        "entry_deadline": min(step.at, step.row["entry_deadline"]),
    }


async def _drafted_again(step: Step[Act]) -> Row:
    if await standing_entries(step.row["id"]):
        raise Conflict(_("応募があるので、下書きには戻せません。"), step.row["state"])
    return dict.fromkeys(("opened_at", "rubric_hash", "judging_started_at"))


_COLUMNS: dict[Act, Columns[Act]] = {
    Act.OPEN: _opened,
    Act.START_JUDGING: _judging_started,
    Act.UNOPEN: _drafted_again,
    Act.RESTORE: _drafted_again,
}


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
