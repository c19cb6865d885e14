"""HTML pages of challenges: lists and one challenge. Writing and deciding are in `writing` and `acts`."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.acts import state_choices
from foundation.i18n import gettext as _
from foundation.i18n import path, pick, shortened
from foundation.web import Crumbs, WebRequest, render
from foundation.web.api import PageController, StateQuery
from foundation.web.pagination import filter_chips, page_number
from matching.challenges import labels, queries
from matching.challenges.pages.facts import facts_of, sample_note
from matching.challenges.pages.sections import DETAIL
from matching.challenges.permissions import Permission
from matching.challenges.queries import ChallengeFilter
from matching.challenges.states import ChallengeState
from matching.challenges.views import ChallengeView
from matching.vocabulary.terms import choices, term_label

LIST = "/challenges"


def words() -> dict[str, Any]:
    """Functions that all templates of this area use."""
    return {
        "term": term_label,
        "states": labels.STATES,
        "field_label": labels.field_label,
        "category_choices": choices("category"),
        "region_choices": choices("region"),
    }


def list_crumbs() -> Crumbs:
    """The way to the list."""
    return [(_("課題"), LIST)]


async def list_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The lists this actor can choose from; none when there is only one."""
    items = [(_("公開されている課題"), LIST)]
    if actor.may(Permission.WRITE):
        items.append((_("自局の課題"), f"{LIST}/mine"))
    if actor.may(Permission.REVIEW):
        waiting = await queries.count_to_review()
        items.append((_("公開の確認（%(count)s）", count=waiting), f"{LIST}/review"))
    if len(items) == 1:
        return []
    return [(label, path(href), href == current) for label, href in items]


class ChallengePages(PageController):
    """Challenges to read."""

    path = LIST

    @get("/")
    async def listing(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        category: FromQuery[str] = "",
        region: FromQuery[str] = "",
        status: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """What is published, for everybody."""
        chosen = ChallengeFilter(q=q[:100].strip(), category=category, region=region, status=status)
        return render(
            request,
            "challenges/list.html",
            page=await queries.list_challenges(chosen, page_number(page)),
            chosen=chosen,
            chips=_chips(chosen),
            tabs=await list_tabs(actor, LIST),
            may_write=actor.may(Permission.WRITE),
            breadcrumbs=list_crumbs(),
            **words(),
        )

    @get("/mine")
    async def mine(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """The bureau's own challenges in any state."""
        state = in_state if in_state in set(ChallengeState) else ""
        return render(
            request,
            "challenges/mine.html",
            page=await queries.own_challenges(actor, page_number(page), state),
            state=state,
            state_choices=state_choices(labels.STATES),
            tabs=await list_tabs(actor, f"{LIST}/mine"),
            breadcrumbs=[*list_crumbs(), (_("自局の課題"), None)],
            **words(),
        )

    @get("/review")
    async def review(
        self, request: WebRequest, actor: NamedDependency[Actor], page: FromQuery[str] = ""
    ) -> Response[str]:
        """What waits for the secretariat."""
        return render(
            request,
            "challenges/review.html",
            page=await queries.challenges_to_review(actor, page_number(page)),
            tabs=await list_tabs(actor, f"{LIST}/review"),
            breadcrumbs=[*list_crumbs(), (_("公開の確認"), None)],
            **words(),
        )

    @get("/{challenge_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Response[str]:
        """One challenge, with what other areas have to show about it."""
        challenge = await queries.challenge_for(actor, challenge_id)
        return await render_detail(request, actor, challenge)

    @get("/{challenge_id:uuid}/history")
    async def history(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Response[str]:
        """Editions and what was done, for the owning bureau and the secretariat."""
        editions = await queries.editions_of(actor, challenge_id)
        challenge = await queries.challenge_for(actor, challenge_id)
        return render(
            request,
            "challenges/history.html",
            challenge=challenge,
            editions=editions,
            events=await queries.history_of(actor, challenge_id),
            tabs=detail_tabs(challenge, "history"),
            breadcrumbs=[*challenge_crumbs(challenge), (_("履歴"), None)],
            event_names=labels.EVENTS,
            **words(),
        )

    @get("/{challenge_id:uuid}/editions/{edition:int}")
    async def edition(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        edition: FromPath[int],
    ) -> Response[str]:
        """What the challenge said in one of its editions."""
        found = await queries.edition_of(actor, challenge_id, edition)
        challenge = await queries.challenge_for(actor, challenge_id)
        title = _("第%(edition)s版", edition=edition)
        crumbs = challenge_crumbs(challenge)
        return render(
            request,
            "challenges/edition.html",
            challenge=challenge,
            edition=found,
            content=found.content,
            facts=facts_of(found.content),
            breadcrumbs=[*crumbs, (_("履歴"), f"{LIST}/{challenge_id}/history"), (title, None)],
            **words(),
        )


async def render_detail(
    request: WebRequest,
    actor: Actor,
    challenge: ChallengeView,
    *,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    """The page of one challenge; `problem` says why an act was refused."""
    return render(
        request,
        "challenges/detail.html",
        status=status,
        challenge=challenge,
        content=challenge.content,
        facts=facts_of(challenge.content),
        sample_note=sample_note(challenge.provenance),
        problem=problem,
        sections=await DETAIL.sections(request, actor, challenge),
        tabs=detail_tabs(challenge, "detail"),
        breadcrumbs=challenge_crumbs(challenge),
        **words(),
    )


def challenge_crumbs(challenge: ChallengeView) -> Crumbs:
    """The way to one challenge."""
    short = shortened(pick(challenge.title_ja, challenge.title_en))
    return [*list_crumbs(), (short, f"{LIST}/{challenge.id}")]


def detail_tabs(challenge: ChallengeView, current: str) -> list[tuple[str, str, bool]]:
    """Parts of one challenge; for insiders only, as all others see one part."""
    if not challenge.insider:
        return []
    first = _("課題と候補") if challenge.is_public else _("課題")
    address = f"{LIST}/{challenge.id}"
    return [
        (first, path(address), current == "detail"),
        (_("履歴"), path(f"{address}/history"), current == "history"),
    ]


def _chips(chosen: ChallengeFilter) -> list[tuple[str, str]]:
    texts = {
        "q": chosen.q,
        "category": term_label("category", chosen.category),
        "region": term_label("region", chosen.region),
        "status": {"open": _("募集中"), "closed": _("募集終了")}.get(chosen.status, ""),
    }
    values = {name: getattr(chosen, name) for name in texts if getattr(chosen, name)}
    return filter_chips(LIST, values, texts)
