"""The person's own account, and the colleagues of the organisation acted for."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.access.request import identity_of, memberships_of
from foundation.access.roles import role_label, roles_of_kind
from foundation.errors import DomainError, NotAuthenticated
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import credentials
from foundation.identity.colleagues import commands
from foundation.identity.colleagues.ended_roles import ended_role
from foundation.identity.colleagues.queries import open_invitations
from foundation.identity.forms import InviteForm, NameForm, PasswordForm, TokenForm, offer, text
from foundation.identity.policy import may_invite
from foundation.identity.signin import tokens
from foundation.identity.signin.middleware import device_of, remember
from foundation.identity.signin.pages import UNPROCESSABLE, client_address
from foundation.identity.slots import ACCOUNT
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors, read_form

DEFAULT_TOKEN_DAYS = "90"


class AccountPage(PageController):
    """Name, password, roles and API tokens of the person signed in."""

    path = "/account"

    @get()
    async def show(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """Everything on one page."""
        return await _account_page(request, actor)

    @post("/name")
    async def name(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Correct the name."""
        form = NameForm.from_request(await read_form(request))
        actor.account()
        if form.validate():
            try:
                await credentials.change_name(actor, text(form.name))
                return redirect(request, "/account", _("氏名を直しました。"))
            except DomainError as error:
                form_errors(form, error)
        return await _account_page(request, actor, status=UNPROCESSABLE, name_form=form)

    @post("/password")
    async def password(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Change the password."""
        form = PasswordForm.from_request(await read_form(request))
        identity = identity_of(request)
        if identity.session_id is None:
            raise NotAuthenticated(_("ログインしてください。"))
        status = UNPROCESSABLE
        if form.validate():
            try:
                secret = await credentials.change_password(
                    actor,
                    identity.session_id,
                    email=identity.email,
                    current=text(form.current),
                    password=text(form.password),
                    address=client_address(request),
                    device=device_of(request),
                    end_tokens=form.end_tokens.data,
                )
                remember(request, secret)
                return redirect(
                    request,
                    "/account",
                    _(
                        "パスワードを変え、APIの鍵を取り消しました。ほかの端末ではログアウトしています。"
                    )
                    if form.end_tokens.data
                    else _(
                        "パスワードを変えました。ほかの端末ではログアウトしています。APIの鍵はそのまま使えます。"
                    ),
                )
            except DomainError as error:
                form_errors(form, error)
                status = error.status
        return await _account_page(request, actor, status=status, password_form=form)

    @post("/tokens")
    async def create_token(
        self, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Response[Any]:
        """Make a token and show it, this once."""
        form = _token_form(request, actor, await read_form(request))
        account_id, status = actor.account(), UNPROCESSABLE
        if form.validate():
            try:
                created = await tokens.create_token(
                    actor,
                    account_id=account_id,
                    name=text(form.name),
                    membership_id=UUID(form.membership.data) if form.membership.data else None,
                    days=int(form.days.data),
                    token_id=form.record_id,
                )
                return await _account_page(request, actor, status=201, created=created)
            except DomainError as error:
                form_errors(form, error)
                status = error.status
        return await _account_page(request, actor, status=status, token_form=form)

    @post("/tokens/{token_id:uuid}/revoke")
    async def revoke_token(
        self, request: WebRequest, actor: NamedDependency[Actor], token_id: FromPath[UUID]
    ) -> Response[Any]:
        """Stop a token."""
        actor.account()
        await tokens.revoke_token(actor, token_id)
        return redirect(request, "/account", _("鍵を取り消しました。"))


class Colleagues(PageController):
    """Who acts for the organisation, and inviting more."""

    path = "/colleagues"

    @get()
    async def show(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """People and open invitations."""
        actor.account()
        return await _colleagues_page(request, actor)

    @post("/invitations")
    async def invite(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Invite by mail."""
        actor.account()
        form, status = _invite_form(actor, await read_form(request)), UNPROCESSABLE
        may_invite(actor, actor.organisation_id).require()
        if form.validate():
            try:
                await commands.invite_colleague(
                    actor,
                    organisation_id=queries.organisation_of(actor),
                    email=text(form.email),
                    role=form.role.data,
                    address=client_address(request),
                    language=language(),
                    invitation_id=form.record_id,
                )
                return redirect(request, "/colleagues", _("招待のメールを送りました。"))
            except DomainError as error:
                form_errors(form, error)
                status = error.status
        return await _colleagues_page(request, actor, form, status)

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


async def _account_page(
    request: WebRequest, actor: Actor, *, status: int = 200, **given: Any
) -> Response[str]:
    actor.account()
    return render(
        request,
        "identity/account.html",
        status=status,
        email=identity_of(request).email,
        tokens=await queries.own_tokens(actor),
        ended=await ended_role(actor),
        sections=await ACCOUNT.sections(request, actor, actor),
        **{
            "name_form": NameForm.blank(name=actor.account_name),
            "password_form": PasswordForm.blank(end_tokens=True),
            "token_form": _token_form(request, actor, None),
            "created": None,
            **given,
        },
    )


def _token_form(request: WebRequest, actor: Actor, data: Any) -> TokenForm:
    form = (
        TokenForm.for_new(actor, days=DEFAULT_TOKEN_DAYS)
        if data is None
        else TokenForm.making(actor, data)
    )
    offer(
        form.membership,
        (
            (
                choice.id,
                " ".join(filter(None, (choice.organisation_name, role_label(choice.role)))),
            )
            for choice in memberships_of(request)
        ),
    )
    return form.with_ids("token")


def _invite_form(actor: Actor, data: Any) -> InviteForm:
    form = InviteForm.for_new(actor) if data is None else InviteForm.making(actor, data)
    offer(form.role, ((w.role, w.label) for w in roles_of_kind(actor.organisation_kind)))
    return form


async def _colleagues_page(
    request: WebRequest, actor: Actor, form: Form | None = None, status: int = 200
) -> Response[str]:
    return render(
        request,
        "identity/colleagues.html",
        status=status,
        people=await queries.colleagues(actor),
        invitations=await open_invitations(actor),
        may_invite=bool(may_invite(actor, actor.organisation_id)),
        form=form or _invite_form(actor, None),
    )


PAGES = (AccountPage, Colleagues)
