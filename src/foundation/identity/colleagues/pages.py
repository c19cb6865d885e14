"""The colleagues of the organisation acted for, and joining one by a mailed invitation."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.access.request import actor_of
from foundation.access.roles import roles_of_kind
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.identity.answers import client_address, form_again, link_over
from foundation.identity.colleagues import commands, queries
from foundation.identity.colleagues.forms import AcceptForm, InviteForm, JoinForm
from foundation.identity.forms import text
from foundation.identity.policy import may_invite
from foundation.identity.signin.middleware import remember
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form


class Colleagues(PageController):
    """Who acts for the organisation, and inviting more."""

    path = "/colleagues"

    @get()
    async def show(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """People and open invitations."""
        actor.account()
        return await _colleagues_page(request, actor, InviteForm.for_new(actor))

    @post("/invitations")
    async def invite(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Invite by mail."""
        actor.account()
        form = _with_roles(actor, InviteForm.making(actor, await read_form(request)))
        may_invite(actor, actor.organisation_id).require()
        done = await attempt(
            form,
            lambda: commands.invite_colleague(
                actor,
                organisation_id=queries.organisation_of(actor),
                email=text(form.email),
                role=form.role.data,
                address=client_address(request),
                language=language(),
                invitation_id=form.record_id,
            ),
        )
        if isinstance(done, Refused):
            return await _colleagues_page(request, actor, form, done.status)
        return redirect(request, "/colleagues", _("招待のメールを送りました。"))

    @post("/invitations/{invitation_id:uuid}/withdraw")
    async def withdraw(
        self, request: WebRequest, actor: NamedDependency[Actor], invitation_id: FromPath[UUID]
    ) -> Response[Any]:
        """Take an invitation back."""
        actor.account()
        may_invite(actor, actor.organisation_id).require()
        await commands.withdraw_invitation(
            actor,
            organisation_id=queries.organisation_of(actor),
            invitation_id=invitation_id,
        )
        return redirect(request, "/colleagues", _("招待を取り消しました。"))

    @post("/{membership_id:uuid}/end")
    async def end(
        self, request: WebRequest, actor: NamedDependency[Actor], membership_id: FromPath[UUID]
    ) -> Response[Any]:
        """End a colleague's membership."""
        actor.account()
        await commands.end_colleague(actor, membership_id=membership_id)
        return redirect(request, "/colleagues", _("参加を終えました。"))


def _with_roles(actor: Actor, form: InviteForm) -> InviteForm:
    form.role.offer([(one.role, one.label) for one in roles_of_kind(actor.organisation_kind)])
    return form


async def _colleagues_page(
    request: WebRequest, actor: Actor, form: InviteForm, status: int = 200
) -> Response[str]:
    return render(
        request,
        "identity/colleagues.html",
        status=status,
        people=await queries.colleagues(actor),
        invitations=await queries.open_invitations(actor),
        may_invite=bool(may_invite(actor, actor.organisation_id)),
        form=_with_roles(actor, form),
    )


class Invitations(PageController):
    """Joining an organisation by a mailed invitation."""

    @get("/invitation", by_mailed_link=True)
    async def show(self, request: WebRequest) -> Response[str]:
        """Who invites to what; asks for name and password where there is no account."""
        token = request.query_params.get("token", "")
        view = await queries.invitation_by_token(token)
        if view is None:
            return link_over(request)
        form = JoinForm.blank(token=token)
        return render(request, "identity/invitation.html", form=form, invitation=view)

    @post("/invitation", by_mailed_link=True)
    async def accept(self, request: WebRequest) -> Response[Any]:
        """Join."""
        sent = await read_form(request)
        token = sent.get("token")
        view = await queries.invitation_by_token(token)
        if view is None:
            return link_over(request)
        form = (AcceptForm if view.known else JoinForm).from_request(sent)
        typed = {name: form.data.get(name) or "" for name in ("name", "password")}
        done = await attempt(form, lambda: commands.accept_invitation(token=token, **typed))
        if isinstance(done, Refused):
            return form_again(request, "identity/invitation.html", form, done, invitation=view)
        return _welcome(request, done.secret, view.organisation_name)


def _welcome(request: WebRequest, secret: str | None, organisation: str) -> Response[Any]:
    message = _("%(organisation)sに参加しました。", organisation=organisation)
    if secret is not None:
        remember(request, secret)
        return redirect(request, "/", message)
    signed_in = not actor_of(request).is_anonymous
    return redirect(request, "/account" if signed_in else "/login", message)


PAGES = (Colleagues, Invitations)
