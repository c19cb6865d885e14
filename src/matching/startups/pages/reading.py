"""HTML pages of startups."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import ngettext, pick
from foundation.web import Answer, Crumbs, WebRequest, redirect, render
from foundation.web.acts import ReasonForm
from foundation.web.api import PageController
from foundation.web.forms import Form, Refused, attempt, read_form
from foundation.web.pagination import page_number
from matching.startups import commands, labels, policy, queries
from matching.startups.company.profile import CONFIRMED_FIELDS
from matching.startups.pages.forms import StartupForm
from matching.startups.pages.sections import DETAIL
from matching.startups.permissions import Permission
from matching.startups.states import Act
from matching.startups.views import StartupView

LIST = "/startups"


def words() -> dict[str, Any]:
    """Functions that all templates of this area use."""
    return {
        "states": labels.STATES,
        "field_label": labels.field_label,
        "postal_code": labels.postal_code,
    }


def list_crumbs() -> Crumbs:
    """The way to the list."""
    return [(ngettext("スタートアップ", "スタートアップ", 2), LIST)]


class StartupPages(PageController):
    """Startups to read, to register and to confirm."""

    path = LIST

    @get("/")
    async def listing(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """Confirmed ones, for everybody."""
        q = q[:100].strip()
        return render(
            request,
            "startups/list.html",
            page=await queries.list_startups(q, page_number(page)),
            q=q,
            may_review=actor.may(Permission.REVIEW),
            may_register=bool(policy.may_register(actor)) and not actor.is_anonymous,
            breadcrumbs=list_crumbs(),
            **words(),
        )

    @get("/register")
    async def ask_registration(
        self, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Response[str]:
        """An empty form."""
        actor.account()
        policy.may_register(actor).require()
        return _form_page(request, StartupForm.for_new(actor), None)

    @post("/register")
    async def register(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Register the company; sent twice, it is one."""
        actor.account()
        form = StartupForm.making(actor, await read_form(request))
        if form.issued is None or actor.organisation_id != form.issued:
            policy.may_register(actor).require()
        made = await attempt(
            form, lambda: commands.register_startup(actor, form.record_id, form.profile)
        )
        if isinstance(made, Refused):
            return _form_page(request, form, None, made.status)
        return redirect(
            request,
            f"{LIST}/mine",
            _("会社を登録しました。運営事務局が確認し、結果をメールで知らせます"),
        )

    @get("/mine")
    async def mine(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """One's own company, or the way to register it."""
        actor.account()
        startup = await queries.startup_of(actor)
        if startup is None:
            if policy.may_register(actor):
                return redirect(request, f"{LIST}/register")
            policy.may_write(actor).require()
            return redirect(request, LIST)
        return await detail_page(request, actor, startup)

    @get("/review")
    async def review(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """What waits for the secretariat."""
        return render(
            request,
            "startups/review.html",
            items=await queries.startups_to_review(actor),
            breadcrumbs=[*list_crumbs(), (_("会社の確認"), None)],
            **words(),
        )

    @get("/{startup_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], startup_id: FromPath[UUID]
    ) -> Response[str]:
        """One startup with its published solutions."""
        return await detail_page(request, actor, await queries.startup_for(actor, startup_id))

    @get("/{startup_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], startup_id: FromPath[UUID]
    ) -> Response[str]:
        """The form with what is written."""
        startup = await _own(actor, startup_id)
        return _form_page(request, StartupForm.of(startup), startup)

    @post("/{startup_id:uuid}/edit")
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], startup_id: FromPath[UUID]
    ) -> Answer:
        """Keep what was written."""
        startup = await _own(actor, startup_id)
        form = StartupForm.from_request(await read_form(request))
        made = await attempt(
            form,
            lambda: commands.update_startup(actor, startup_id, form.seen_version, form.profile),
        )
        if isinstance(made, Refused):
            return _form_page(request, form, startup, made.status)
        message = (
            _("保存しました。運営事務局が確認し、結果をメールで知らせます")
            if made.state == "registered"
            else _("保存しました")
        )
        return redirect(request, f"{LIST}/mine", message)


async def _own(actor: Actor, startup_id: UUID) -> StartupView:
    actor.account()
    startup = await queries.startup_for(actor, startup_id)
    policy.may_edit(actor, startup_id).require()
    return startup


def _form_page(
    request: WebRequest,
    form: Form,
    startup: StartupView | None,
    status: int = 200,
) -> Response[str]:
    title = _("会社を登録する") if startup is None else _("会社の情報を直す")
    crumbs = list_crumbs()
    if startup is not None:
        crumbs = [(pick(startup.name_ja, startup.name_en), f"{LIST}/mine")]
    return render(
        request,
        "startups/form.html",
        status=status,
        form=form,
        startup=startup,
        title=title,
        action=f"{LIST}/register" if startup is None else f"{LIST}/{startup.id}/edit",
        breadcrumbs=[*crumbs, (title, None)],
        **words(),
    )


async def detail_page(
    request: WebRequest,
    actor: Actor,
    startup: StartupView,
    *,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    """One startup, again with what was refused."""
    asking = next((act for act in startup.acts if act is not Act.CONFIRM), None)
    return render(
        request,
        "startups/detail.html",
        status=status,
        startup=startup,
        profile=startup.profile,
        sections=await DETAIL.sections(request, actor, startup),
        changed=[
            name
            for name, before in zip(
                CONFIRMED_FIELDS,
                (startup.number_confirmed, startup.name_confirmed),
                strict=True,
            )
            if before is not None and before != getattr(startup.profile, name)
        ],
        before={
            "corporate_number": startup.number_confirmed,
            "name_ja": startup.name_confirmed,
        },
        may_confirm=Act.CONFIRM in startup.acts,
        asking=asking,
        act_words=labels.ACTS,
        form=form or ReasonForm(data={"version": str(startup.version)}),
        problem=problem,
        breadcrumbs=[*list_crumbs(), (pick(startup.name_ja, startup.name_en), None)],
        **words(),
    )
