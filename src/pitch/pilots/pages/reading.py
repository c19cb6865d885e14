"""HTML pages that show pilots: lists, one pilot, its history."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.acts import state_choices
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, render
from foundation.web.api import PageController, StateQuery
from foundation.web.pagination import page_number
from pitch.pilots import labels, policy, queries
from pitch.pilots.pages.evidence import lines_of, timeline_of
from pitch.pilots.pages.frame import LIST, list_crumbs, list_tabs, pilot_crumbs, words
from pitch.pilots.states import EDITABLE, MEASURED, PUBLIC, PilotState
from pitch.pilots.views import PilotView


class PilotPages(PageController):
    """Lists of pilots."""

    path = LIST

    @get()
    async def index(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        page: FromQuery[str] = "",
    ) -> Answer:
        """What everybody sees."""
        state = in_state if in_state in PUBLIC else ""
        return render(
            request,
            "pilots/list.html",
            page=await queries.list_pilots(state, page_number(page)),
            state=state,
            state_choices=state_choices({one: labels.STATES[one] for one in PUBLIC}),
            address=LIST,
            tabs=list_tabs(actor, LIST),
            may_plan=bool(policy.may_plan(actor)),
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
    ) -> Answer:
        """The pilots one is concerned with, in any state."""
        state = in_state if in_state in set(PilotState) else ""
        tabs = list_tabs(actor, f"{LIST}/mine")
        return render(
            request,
            "pilots/list.html",
            page=await queries.own_pilots(actor, state, page_number(page)),
            state=state,
            state_choices=state_choices(labels.STATES),
            address=f"{LIST}/mine",
            tabs=tabs,
            may_plan=bool(policy.may_plan(actor)),
            breadcrumbs=[*list_crumbs(), (tabs[-1][0], None)],
            **words(),
        )


class PilotPage(PageController):
    """One pilot: its page, and its history."""

    path = LIST + "/{pilot_id:uuid}"

    @get()
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Outcome first, then evidence."""
        return render_detail(request, await queries.pilot_for(actor, pilot_id))

    @get("/history")
    async def history(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """What was done, for the bureau and the secretariat."""
        actor.account()
        events = await queries.history_of(actor, pilot_id)
        pilot = await queries.pilot_for(actor, pilot_id)
        return render(
            request,
            "pilots/history.html",
            pilot=pilot,
            events=events,
            event_names=labels.EVENTS,
            breadcrumbs=[*pilot_crumbs(pilot), (_("履歴"), None)],
            **words(),
        )


def render_detail(
    request: WebRequest,
    pilot: PilotView,
    error: Conflict | None = None,
) -> Answer:
    """The page of one pilot; an error says why an act was refused."""
    return render(
        request,
        "pilots/detail.html",
        status=error.status if error else 200,
        pilot=pilot,
        lines=lines_of(pilot),
        timeline=timeline_of(pilot),
        acts={act.name: act for act in pilot.acts},
        measures=pilot.leads and pilot.state in MEASURED,
        editable=pilot.leads and pilot.state in EDITABLE,
        problem=error.message if error else "",
        breadcrumbs=pilot_crumbs(pilot),
        **words(),
    )
