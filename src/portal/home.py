"""What a signed-in person finds first: what there is to do now, in the role they act in."""

from collections.abc import Awaitable, Callable
from typing import Any

from foundation import clock
from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import ngettext, pick
from foundation.identity.colleagues.ended_roles import ended_role
from foundation.web import PageOf
from matching.challenges.queries import challenges_to_review, own_challenges
from matching.challenges.states import ChallengeState
from matching.matcher.queries import own_fits
from matching.solutions.queries import own_solutions
from matching.solutions.states import SolutionState
from matching.startups.queries import startup_of, startups_to_review
from matching.startups.states import StartupState
from pitch.contests.queries import (
    ContestRow,
    contests_judged_by,
    contests_under_way,
    open_contests,
    own_entries,
)
from pitch.contests.states import ContestState, EntryState
from pitch.pilots.queries import own_pilots
from pitch.pilots.states import PilotState
from portal.mail_tasks import mail_tasks
from portal.roles import Role
from portal.todo import Home, More, Task, Urgency, arranged
from procurement.certification.queries import own_certifications
from procurement.certification.states import CertificationState

MOST = 100
"""Rows of one kind that are shown; of more, it is said how many there are, and where."""
FITS_SHOWN = 5


async def home_of(actor: Actor, *, choosing: bool = False) -> Home:
    """The home page of the role acted in.

    Args:
        choosing: the person has roles, and has yet to choose the one to act in.
    """
    if choosing:
        return arranged(Home(tasks=[], links=[(_("課題を探す"), "/challenges")]))
    gather = _OF_ROLE.get(actor.role or "", _newcomer)
    return arranged(await gather(actor))


def _beyond(page: PageOf[Any], title: str, href: str) -> list[More]:
    """What waits beyond a page of MOST rows."""
    left = page.total - len(page.items)
    return [More(title=title, count=left, href=href)] if left else []


async def _newcomer(actor: Actor) -> Home:
    ended = await ended_role(actor)
    if ended is not None:
        return Home(tasks=[], notice=ended, links=[(_("課題を探す"), "/challenges")])
    return Home(
        tasks=[
            Task(
                title=_("会社を登録する"),
                detail=_("登録すると、解決策を公開し、コンテストに応募できます。"),
                href="/startups/register",
                button=_("登録を始める"),
            )
        ],
        links=[(_("課題を探す"), "/challenges")],
    )


async def _member(actor: Actor) -> Home:
    startup = await startup_of(actor)
    tasks = []
    if startup is not None and startup.state == StartupState.RETURNED:
        tasks.append(
            Task(
                title=_("会社の登録を直す"),
                detail=_("運営事務局から差し戻されました。"),
                href="/startups/mine",
                button=_("直す"),
                urgency=Urgency.RETURNED,
            )
        )
    tasks += [
        Task(
            title=_("解決策を仕上げて公開する"),
            detail=pick(row.title_ja, row.title_en),
            href=f"/solutions/{row.id}",
            button=_("続きを書く"),
        )
        for row in await own_solutions(actor)
        if row.state == SolutionState.DRAFT
    ]
    entered = {
        entry.contest_id
        for entry in await own_entries(actor)
        if entry.state == EntryState.SUBMITTED
    }
    tasks += [
        Task(
            title=_("募集中のコンテスト"),
            detail=pick(row.theme_ja, row.theme_en),
            href=f"/contests/{row.id}",
            button=_("内容を見る"),
            due=row.entry_deadline,
            urgency=Urgency.LOOK,
            among="/contests",
        )
        for row in await open_contests(MOST)
        if row.id not in entered
    ]
    return Home(
        tasks=tasks,
        links=[
            (_("解決策を登録する"), "/solutions/new"),
            (_("会社の登録内容"), "/startups/mine"),
            (_("応募"), "/entries"),
            (_("同僚を招く"), "/colleagues"),
        ],
        fits=await own_fits(actor, at_most=FITS_SHOWN),
    )


async def _challenge_owner(actor: Actor) -> Home:
    todo = {
        ChallengeState.RETURNED: (_("差し戻された課題を直す"), _("直す"), Urgency.RETURNED),
        ChallengeState.DRAFT: (_("課題の下書きを仕上げる"), _("続きを書く"), Urgency.WAITING),
        ChallengeState.PUBLISHED: (_("合う解決策を見る"), _("候補を見る"), Urgency.LOOK),
    }
    tasks: list[Task] = []
    more: list[More] = []
    for state, (title, button, urgency) in todo.items():
        page = await own_challenges(actor, state=state.value, per_page=MOST)
        among = f"/challenges/mine?state={state.value}"
        tasks += [
            Task(
                title=title,
                detail=pick(row.title_ja, row.title_en),
                href=f"/challenges/{row.id}",
                button=button,
                due=row.closes_on if state is ChallengeState.PUBLISHED else None,
                urgency=urgency,
                among=among,
            )
            for row in page.items
            if state is not ChallengeState.PUBLISHED or row.is_open
        ]
        more += _beyond(page, title, among)
    return Home(
        tasks=tasks,
        more=more,
        links=[(_("課題を書く"), "/challenges/new"), (_("自局の課題"), "/challenges/mine")],
    )


async def _secretariat(actor: Actor) -> Home:
    challenges = await challenges_to_review(actor, per_page=MOST)
    startups = await startups_to_review(actor)
    review, confirm = _("課題を確かめて公開する"), _("会社の登録を確かめる")
    tasks = [
        Task(
            title=review,
            detail=f"{pick(row.title_ja, row.title_en)}（{row.organisation_shown}）",
            href=f"/challenges/{row.id}",
            button=_("確かめる"),
        )
        for row in challenges.items
    ]
    tasks += [
        Task(
            title=confirm,
            detail=pick(row.name_ja, row.name_en),
            href=f"/startups/{row.id}",
            button=_("確かめる"),
        )
        for row in startups[:MOST]
    ]
    more = _beyond(challenges, review, "/challenges/review")
    if startups[MOST:]:
        more.append(More(title=confirm, count=len(startups) - MOST, href="/startups/review"))
    return Home(
        tasks=tasks + await _contests_led(actor),
        more=more,
        links=[
            (_("確認を待つ課題"), "/challenges/review"),
            (_("確認を待つ会社"), "/startups/review"),
            (_("コンテストを作る"), "/contests/new"),
        ],
    )


async def _contests_led(actor: Actor) -> list[Task]:
    return [_contest_led(row) for row in await contests_under_way(actor)]


def _contest_led(row: ContestRow) -> Task:
    """What the secretariat has to do with a contest; until its deadline, one runs by itself."""
    state = ContestState(row.state)
    title, button = {
        ContestState.DRAFT: (_("コンテストの募集を始める"), _("内容を見る")),
        ContestState.OPEN: (_("コンテストの応募状況"), _("内容を見る")),
        ContestState.JUDGING: (_("審査の進み具合"), _("進み具合を見る")),
        ContestState.DECIDED: (_("コンテストの結果を公表する"), _("内容を見る")),
    }[state]
    due = {
        ContestState.JUDGING: row.judging_deadline,
        ContestState.DECIDED: None,
    }.get(state, row.entry_deadline)
    by_itself = state in (ContestState.OPEN, ContestState.JUDGING)
    looked_at = by_itself and due is not None and due > clock.now()
    entries = ngettext("応募 %(num)s件", "応募 %(num)s件", row.entries)
    return Task(
        title=title,
        detail=f"{pick(row.theme_ja, row.theme_en)} {entries}",
        href=f"/contests/{row.id}",
        button=button,
        due=due,
        urgency=Urgency.LOOK if looked_at else Urgency.WAITING,
        among="/contests",
    )


async def _judge(actor: Actor) -> Home:
    return Home(
        tasks=[
            Task(
                title=_("応募を採点する"),
                detail=pick(row.theme_ja, row.theme_en),
                href="/judging",
                button=_("採点する"),
                due=row.judging_deadline,
            )
            for row in await contests_judged_by(actor)
            if row.state == ContestState.JUDGING
        ],
        links=[(_("コンテスト"), "/contests")],
    )


async def _pilot_owner(actor: Actor) -> Home:
    todo = {
        PilotState.PLANNED: (_("実証を始める"), _("計画を見る")),
        PilotState.RUNNING: (_("測った値を記録する"), _("記録する")),
        PilotState.EVALUATED: (_("実証の評価を公表する"), _("内容を見る")),
    }
    tasks: list[Task] = []
    more: list[More] = []
    for state, (title, button) in todo.items():
        page = await own_pilots(actor, state.value, per_page=MOST, unpublished=True)
        tasks += [
            Task(
                title=title,
                detail=pick(row.title_ja, row.title_en),
                href=f"/pilots/{row.id}",
                button=button,
                due=row.ends_on if state is PilotState.RUNNING else None,
            )
            for row in page.items
        ]
        more += _beyond(page, title, f"/pilots/mine?state={state.value}")
    return Home(
        tasks=tasks,
        more=more,
        links=[(_("実証を計画する"), "/pilots/new"), (_("自局の実証"), "/pilots/mine")],
    )


async def _certifier(actor: Actor) -> Home:
    todo = {
        CertificationState.DRAFT: (_("認定の検討を続ける"), _("続きを書く")),
        CertificationState.DECIDED: (_("決定した認定を公表する"), _("内容を見る")),
    }
    tasks: list[Task] = []
    more: list[More] = []
    for state, (title, button) in todo.items():
        page = await own_certifications(actor, state=state.value, per_page=MOST)
        tasks += [
            Task(
                title=title,
                detail=pick(row.title_ja, row.title_en),
                href=f"/certifications/{row.id}",
                button=button,
            )
            for row in page.items
        ]
        more += _beyond(page, title, f"/certifications?state={state.value}")
    return Home(
        tasks=tasks,
        more=more,
        links=[(_("認定を始める"), "/certifications/new"), (_("認定の手続き"), "/certifications")],
    )


async def _purchaser(actor: Actor) -> Home:
    return Home(
        tasks=[
            Task(
                title=_("認定一覧を受け取る"),
                detail=_("基準日と条件で絞り、CSV・JSON・PDFで保存できます。"),
                href="/certified",
                button=_("一覧を開く"),
            )
        ],
        links=[(_("認定製品"), "/certified"), (ngettext("実証", "実証", 2), "/pilots")],
    )


async def _operator(actor: Actor) -> Home:
    return Home(
        tasks=await mail_tasks(actor),
        links=[
            (_("アカウント"), "/admin/accounts"),
            (_("組織の管理"), "/admin/organisations"),
            (_("検索の状態"), "/admin/search"),
            (_("送れなかったメール"), "/admin/mail"),
        ],
    )


_OF_ROLE: dict[str, Callable[[Actor], Awaitable[Home]]] = {
    Role.MEMBER: _member,
    Role.CHALLENGE_OWNER: _challenge_owner,
    Role.SECRETARIAT: _secretariat,
    Role.JUDGE: _judge,
    Role.PILOT_OWNER: _pilot_owner,
    Role.CERTIFIER: _certifier,
    Role.PURCHASER: _purchaser,
    Role.OPERATOR: _operator,
}
