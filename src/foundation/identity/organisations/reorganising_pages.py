"""Merging and closing organisations: asked, shown once more with what it does, then done."""

from typing import Any, TypeVar
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.identity.forms import text
from foundation.identity.organisations import queries, reorganising
from foundation.identity.organisations.contents import Contents, contents_of
from foundation.identity.organisations.forms import (
    CloseForm,
    MergeForm,
    ReorganisingForm,
    close_form,
)
from foundation.identity.organisations.pages import PATH, admit
from foundation.identity.rules import refuse_ended
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import form_errors, read_form

F = TypeVar("F", bound=ReorganisingForm)
CHANGE = "_change"
"""Name of the button that leads from the preview back to the form."""


class ReorganisingPages(PageController):
    """Merge and close an organisation."""

    path = PATH + "/{organisation_id:uuid}"

    @get("/merge")
    async def merge_form(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[str]:
        """The form that asks into which organisation."""
        page = await _Page.of(request, actor, organisation_id, "merge")
        page.refuse_ended()
        return page.asked(page.offered(MergeForm.blank()))

    @post("/merge")
    async def merge(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[Any]:
        """Show what a merger does; once confirmed, do it."""
        page = await _Page.of(request, actor, organisation_id, "merge")
        data = await read_form(request)
        form = page.offered(MergeForm.from_request(data))
        if CHANGE in data or not form.validate():
            return page.asked(form, 200 if CHANGE in data else Invalid.status)
        if not form.seen.data:
            return page.previewed(form)
        try:
            await reorganising.merge_organisation(
                actor,
                organisation_id,
                UUID(text(form.successor)),
                reason=text(form.reason),
                seen=text(form.seen),
            )
        except DomainError as error:
            return page.refused(form, error)
        return redirect(request, page.address, _("組織を統合しました。"))

    @get("/close")
    async def close_form(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[str]:
        """The form that asks what becomes of open work."""
        page = await _Page.of(request, actor, organisation_id, "close")
        page.refuse_ended()
        return page.asked(page.offered(close_form(page.contents).blank()))

    @post("/close")
    async def close(
        self, request: WebRequest, actor: NamedDependency[Actor], organisation_id: FromPath[UUID]
    ) -> Response[Any]:
        """Show what closing does; once confirmed, do it."""
        page = await _Page.of(request, actor, organisation_id, "close")
        data = await read_form(request)
        form: CloseForm = page.offered(close_form(page.contents).from_request(data))
        if CHANGE in data or not form.validate():
            return page.asked(form, 200 if CHANGE in data else Invalid.status)
        if not form.seen.data:
            return page.previewed(form)
        try:
            await reorganising.close_organisation(
                actor,
                organisation_id,
                fates=form.fates,
                successor_id=UUID(form.successor.data) if form.successor.data else None,
                reason=text(form.reason),
                seen=text(form.seen),
            )
        except DomainError as error:
            return page.refused(form, error)
        return redirect(request, page.address, _("組織を廃止しました。"))


class _Page:
    """The page of one act on one organisation: its form, its preview, its refusal."""

    def __init__(
        self,
        request: WebRequest,
        organisation: queries.OrganisationRow,
        successors: list[tuple[str, str]],
        contents: Contents,
        act: str,
        planned: queries.NameRow | None,
    ) -> None:
        self._request, self._organisation, self._act = request, organisation, act
        self._successors = successors
        self.contents = contents
        self._planned = planned
        self.address = f"{PATH}/{organisation.id}"

    @classmethod
    async def of(
        cls, request: WebRequest, actor: Actor, organisation_id: UUID, act: str
    ) -> "_Page":
        """Read what the page is about."""
        admit(actor)
        organisation = await queries.managed_organisation(actor, organisation_id)
        successors = await queries.successors_of(actor, organisation)
        contents = await contents_of(organisation_id)
        names = await queries.names_of(actor, organisation_id)
        planned = next((name for name in names if name.tense == "next"), None)
        return cls(request, organisation, successors, contents, act, planned)

    def refuse_ended(self) -> None:
        """Ask nothing about an organisation that has ended.

        Raises:
            Conflict.
        """
        refuse_ended(self._organisation.state)

    def offered(self, form: F) -> F:
        """The form with the organisations to choose from."""
        form.successor.offer(self._successors)
        return form

    def asked(self, form: ReorganisingForm, status: int = 200) -> Response[str]:
        """The form."""
        form.seen.data = ""
        return self._render("ask", form, status)

    def previewed(self, form: ReorganisingForm, status: int = 200) -> Response[str]:
        """What the act does, to be confirmed."""
        form.seen.data = self.contents.seen
        return self._render("preview", form, status)

    def refused(self, form: ReorganisingForm, error: DomainError) -> Response[str]:
        """What was seen has changed: the preview anew; anything else: the form with its errors."""
        form_errors(form, error)
        if isinstance(error, Conflict) and self._organisation.is_active:
            return self.previewed(form, error.status)
        return self.asked(form, error.status)

    def _render(self, step: str, form: ReorganisingForm, status: int) -> Response[str]:
        return render(
            self._request,
            "identity/organisation_end.html",
            status=status,
            act=self._act,
            step=step,
            form=form,
            organisation=self._organisation,
            contents=self.contents,
            planned=self._planned,
            successor=dict(self._successors).get(form.successor.data or ""),
            change=CHANGE,
        )


PAGES = (ReorganisingPages,)
