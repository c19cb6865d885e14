"""What a signed-in person finds first: what there is to do now, in the role they act in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from foundation import clock
from foundation.i18n import gettext as _
from foundation.i18n import ngettext, pick
from foundation.identity.actor import Actor
from matching.challenges.queries import challenges_to_review, own_challenges
from matching.challenges.states import ChallengeState
from matching.matcher.queries import OwnFit, own_fits
from matching.solutions.queries import own_solutions
from matching.solutions.states import SolutionState
from matching.startups.queries import startup_of, startups_to_review
from matching.startups.states import StartupState
from pitch.contests.queries import contests_judged_by, list_contests, open_contests, own_entries
from pitch.contests.states import ContestState, EntryState
from pitch.pilots.queries import own_pilots
from pitch.pilots.states import PilotState
from portal.roles import Role
from procurement.certification.queries import own_certifications
from procurement.certification.states import CertificationState

SHOWN = 8
FITS_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do: what, about what, until when, and the one button."""

    title: str
    detail: str
    href: str
    button: str
    due: date | datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Home:
    """A person's home page.

    Attributes:
        tasks: most urgent first.
        links: (label, local address) of what this role uses most.
        fits: open challenges that one's own solutions fit; for startups.
    """

    tasks: Sequence[Task]
    links: Sequence[tuple[str, str]] = field(default_factory=tuple)
    fits: Sequence[OwnFit] = field(default_factory=tuple)


async def home_of(actor: Actor) -> Home:
    """The home page of the role acted in."""
    gather = _OF_ROLE.get(actor.role or "", _newcomer)
    home = await gather(actor)
    never = datetime.max.replace(tzinfo=clock.TOKYO)
    return Home(
        tasks=sorted(home.tasks, key=lambda task: _as_instant(task.due) or never)[:SHOWN],
        links=home.links,
        fits=home.fits,
    )


def _as_instant(due: date | datetime | None) -> datetime | None:
    if due is None or isinstance(due, datetime):
        return due
    return clock.at_tokyo(due, 23, 59)


async def _newcomer(actor: Actor) -> Home:
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
        )
        for row in await open_contests()
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
    page = await own_challenges(actor)
    todo = {
        ChallengeState.RETURNED: (_("差し戻された課題を直す"), _("直す")),
        ChallengeState.DRAFT: (_("課題の下書きを仕上げる"), _("続きを書く")),
        ChallengeState.PUBLISHED: (_("合う解決策を見る"), _("候補を見る")),
    }
    return Home(
        tasks=[
            Task(
                title=todo[ChallengeState(row.state)][0],
                detail=pick(row.title_ja, row.title_en),
                href=f"/challenges/{row.id}",
                button=todo[ChallengeState(row.state)][1],
                due=row.closes_on if row.state == ChallengeState.PUBLISHED else None,
            )
            for row in page.items
            if ChallengeState(row.state) in todo
            and (row.state != ChallengeState.PUBLISHED or row.is_open)
        ],
        links=[(_("課題を書く"), "/challenges/new"), (_("自局の課題"), "/challenges/mine")],
    )


async def _secretariat(actor: Actor) -> Home:
    challenges = await challenges_to_review(actor)
    startups = await startups_to_review(actor)
    contests = await list_contests(actor)
    tasks = [
        Task(
            title=_("課題を確かめて公開する"),
            detail=f"{pick(row.title_ja, row.title_en)}（{row.organisation_shown}）",
            href=f"/challenges/{row.id}",
            button=_("確かめる"),
        )
        for row in challenges.items
    ]
    tasks += [
        Task(
            title=_("会社の登録を確かめる"),
            detail=pick(row.name_ja, row.name_en),
            href=f"/startups/{row.id}",
            button=_("確かめる"),
        )
        for row in startups
    ]
    led = {
        ContestState.DRAFT: (_("コンテストの募集を始める"), _("内容を見る")),
        ContestState.OPEN: (_("コンテストの応募状況"), _("内容を見る")),
        ContestState.JUDGING: (_("審査の進み具合"), _("進み具合を見る")),
        ContestState.DECIDED: (_("コンテストの結果を公表する"), _("内容を見る")),
    }
    tasks += [
        Task(
            title=led[ContestState(row.state)][0],
            detail=pick(row.theme_ja, row.theme_en)
            + " "
            + ngettext("応募 %(num)s件", "応募 %(num)s件", row.entries),
            href=f"/contests/{row.id}",
            button=led[ContestState(row.state)][1],
            due=row.judging_deadline if row.state == ContestState.JUDGING else row.entry_deadline,
        )
        for row in contests.items
        if ContestState(row.state) in led
    ]
    return Home(
        tasks=tasks,
        links=[
            (_("確認を待つ課題"), "/challenges/review"),
            (_("確認を待つ会社"), "/startups/review"),
            (_("コンテストを作る"), "/contests/new"),
        ],
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
    page = await own_pilots(actor)
    return Home(
        tasks=[
            Task(
                title=todo[PilotState(row.state)][0],
                detail=pick(row.title_ja, row.title_en),
                href=f"/pilots/{row.id}",
                button=todo[PilotState(row.state)][1],
                due=row.ends_on if row.state == PilotState.RUNNING else None,
            )
            for row in page.items
            if PilotState(row.state) in todo and row.published_at is None
        ],
        links=[(_("実証を計画する"), "/pilots/new"), (_("自局の実証"), "/pilots/mine")],
    )


async def _certifier(actor: Actor) -> Home:
    todo = {
        CertificationState.DRAFT: (_("認定の検討を続ける"), _("続きを書く")),
        CertificationState.DECIDED: (_("決定した認定を公表する"), _("内容を見る")),
    }
    page = await own_certifications(actor)
    return Home(
        tasks=[
            Task(
                title=todo[CertificationState(row.state)][0],
                detail=pick(row.title_ja, row.title_en),
                href=f"/certifications/{row.id}",
                button=todo[CertificationState(row.state)][1],
            )
            for row in page.items
            if CertificationState(row.state) in todo
        ],
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
        tasks=[],
        links=[
            (_("アカウント"), "/admin/accounts"),
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
