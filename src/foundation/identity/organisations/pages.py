"""Organisations, for operators."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.identity.forms import text
from foundation.identity.organisations import commands, queries
from foundation.identity.organisations.forms import NamesForm, OrganisationForm, RenameForm
from foundation.identity.organisations.kinds import managed_kinds
from foundation.identity.organisations.names import OrganisationWords
from foundation.identity.policy import may_manage_organisations
from foundation.identity.rules import refuse_ended
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form
from foundation.web.pagination import page_number

PATH = "/admin/organisations"


class AdminOrganisations(PageController):
    """Search, make and rename organisations."""

    path = PATH

    @get()
    async def list_organisations(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        kind: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """All organisations by name, those that ended last."""
        admit(actor)
        found = await queries.list_organisations(actor, q, kind, page_number(page))
        return render(
            request,
            "identity/organisations.html",
            page=found,
            q=q,
            kind=kind,
            kinds=queries.kind_choices(),
        )

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """The form for a new organisation."""
        admit(actor)
        return _new_page(request, _with_kinds(OrganisationForm.for_new(actor)), 200)

    @post()
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Make an organisation."""
        admit(actor)
        form = _with_kinds(OrganisationForm.making(actor, await read_form(request)))
        done = await attempt(
            form,
            lambda: commands.create_organisation(
                actor,
                kind=text(form.kind),
                words=_words(form),
                organisation_id=form.record_id,
            ),
        )
        if isinstance(done, Refused):
            return _new_page(request, form, done.status)
        said = _("組織を作りました。") if done.new else _("この組織はすでにあります。")
        return redirect(request, f"{PATH}/{done.id}", said)

    @get("/{organisation_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[str]:
        """One organisation with its names."""
        admit(actor)
        return render(
            request,
            "identity/organisation.html",
            organisation=await queries.organisation_for(actor, organisation_id),
            names=await queries.names_of(actor, organisation_id),
            absorbed=await queries.absorbed_by(actor, organisation_id),
        )

    @get("/{organisation_id:uuid}/rename")
    async def rename_form(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[str]:
        """The form for another name, filled in with the present one; refused where it has ended."""
        admit(actor)
        row = await queries.managed_organisation(actor, organisation_id)
        refuse_ended(row.state)
        form = RenameForm.blank(
            version=await queries.names_version(actor, organisation_id),
            name=row.name,
            name_en=row.name_en,
            unit=row.unit,
        )
        return await _rename_page(request, actor, organisation_id, form, 200)

    @post("/{organisation_id:uuid}/rename")
    async def rename(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[Any]:
        """Give another name from a day on."""
        admit(actor)
        form = RenameForm.from_request(await read_form(request))
        done = await attempt(
            form,
            lambda: commands.rename_organisation(
                actor,
                organisation_id,
                words=_words(form),
                day=form.day.data,
                version=form.seen_version,
                reason=form.reason.data,
            ),
        )
        if isinstance(done, Refused):
            return await _rename_page(request, actor, organisation_id, form, done.status)
        return redirect(request, f"{PATH}/{organisation_id}", _("名前を記録しました。"))

    @post("/{organisation_id:uuid}/withdraw-name")
    async def withdraw_name(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[Any]:
        """Take back a name to come."""
        admit(actor)
        await commands.withdraw_name(actor, organisation_id)
        return redirect(
            request, f"{PATH}/{organisation_id}", _("予定していた名前を取り消しました。")
        )


def admit(actor: Actor) -> None:
    """Let operators in.

    Raises:
        NotAuthenticated, NotPermitted.
    """
    actor.account()
    may_manage_organisations(actor).require()


def _with_kinds(form: OrganisationForm) -> OrganisationForm:
    form.kind.offer([(one.kind, one.label) for one in managed_kinds()])
    return form


def _words(form: NamesForm) -> OrganisationWords:
    return OrganisationWords(name=text(form.name), name_en=form.name_en.data, unit=form.unit.data)


def _new_page(request: WebRequest, form: OrganisationForm, status: int) -> Response[str]:
    return render(request, "identity/organisation_new.html", status=status, form=form)


async def _rename_page(
    request: WebRequest, actor: Actor, organisation_id: UUID, form: RenameForm, status: int
) -> Response[str]:
    return render(
        request,
        "identity/organisation_rename.html",
        status=status,
        organisation=await queries.organisation_for(actor, organisation_id),
        form=form,
    )


PAGES = (AdminOrganisations,)
