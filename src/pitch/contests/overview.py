"""What contests have waiting for a person."""

from foundation import clock
from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import ngettext, pick
from foundation.todo import Task, TaskKind, ToDo, Urgency
from pitch.contests.entries.queries import own_entries
from pitch.contests.permissions import Permission
from pitch.contests.queries import (
    ContestRow,
    contests_judged_by,
    contests_under_way,
    open_contests,
)
from pitch.contests.states import ContestState, EntryState

_LOOK, _PROGRESS = _l("内容を見る"), _l("進み具合を見る")
LED = {
    ContestState.DRAFT: TaskKind(
        title=_l("コンテストの募集を始める"), button=_LOOK, among="/contests"
    ),
    ContestState.OPEN: TaskKind(title=_l("コンテストの応募状況"), button=_LOOK, among="/contests"),
    ContestState.JUDGING: TaskKind(title=_l("審査の進み具合"), button=_PROGRESS, among="/contests"),
    ContestState.DECIDED: TaskKind(
        title=_l("コンテストの結果を公表する"), button=_LOOK, among="/contests"
    ),
}
SCORE = TaskKind(title=_l("応募を採点する"), button=_l("採点する"))
ENTER = TaskKind(
    title=_l("募集中のコンテスト"), button=_LOOK, urgency=Urgency.LOOK, among="/contests"
)


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """Contests to enter, to judge, to lead."""
    found: list[Task] = []
    if actor.may(Permission.ENTER):
        entries = await own_entries(actor)
        entered = {one.contest_id for one in entries if one.state == EntryState.SUBMITTED}
        found += [
            ENTER.task(pick(row.theme_ja, row.theme_en), f"/contests/{row.id}", row.entry_deadline)
            for row in await open_contests(at_most)
            if row.id not in entered
        ]
    found += [
        SCORE.task(pick(row.theme_ja, row.theme_en), "/judging", row.judging_deadline)
        for row in await contests_judged_by(actor)
        if row.state == ContestState.JUDGING
    ]
    if actor.may(Permission.RUN):
        found += [_led(row) for row in await contests_under_way(actor)]
    return found


def _led(row: ContestRow) -> Task:
    """What whoever leads it has to do with a contest; until its deadline, one runs by itself."""
    state = ContestState(row.state)
    due = {
        ContestState.JUDGING: row.judging_deadline,
        ContestState.DECIDED: None,
    }.get(state, row.entry_deadline)
    by_itself = state in (ContestState.OPEN, ContestState.JUDGING)
    looked_at = by_itself and due is not None and due > clock.now()
    entries = ngettext("応募 %(num)s件", "応募 %(num)s件", row.entries)
    return LED[state].task(
        f"{pick(row.theme_ja, row.theme_en)} {entries}",
        f"/contests/{row.id}",
        due,
        Urgency.LOOK if looked_at else None,
    )
