"""The person's own account."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.access.request import identity_of, memberships_of
from foundation.access.roles import role_label
from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import credentials
from foundation.identity.accounts.forms import NameForm, PasswordForm, TokenForm
from foundation.identity.answers import client_address
from foundation.identity.colleagues.ended_roles import ended_role
from foundation.identity.forms import text
from foundation.identity.signin import tokens
from foundation.identity.signin.middleware import device_of, remember
from foundation.identity.slots import ACCOUNT
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form


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
        done = await attempt(form, lambda: credentials.change_name(actor, text(form.name)))
        if isinstance(done, Refused):
            return await _account_page(request, actor, status=done.status, name_form=form)
        return redirect(request, "/account", _("氏名を直しました。"))

    @post("/password")
    async def password(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Change the password."""
        form = PasswordForm.from_request(await read_form(request))
        identity = identity_of(request)
        session_id = identity.session_id
        if session_id is None:
            raise NotAuthenticated(_("ログインしてください。"))
        done = await attempt(
            form,
            lambda: credentials.change_password(
                actor,
                session_id,
                email=identity.email,
                current=text(form.current),
                password=text(form.password),
                address=client_address(request),
                device=device_of(request),
                end_tokens=form.end_tokens.data,
            ),
        )
        if isinstance(done, Refused):
            return await _account_page(request, actor, status=done.status, password_form=form)
        remember(request, done)
        said = (
            _("パスワードを変え、APIの鍵を取り消しました。ほかの端末ではログアウトしています。")
            if form.end_tokens.data
            else _(
                "パスワードを変えました。ほかの端末ではログアウトしています。APIの鍵はそのまま使えます。"
            )
        )
        return redirect(request, "/account", said)

    @post("/tokens")
    async def create_token(
        self, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Response[Any]:
        """Make a token and show it, this once."""
        form = _with_roles(request, TokenForm.making(actor, await read_form(request)))
        account_id = actor.account()
        done = await attempt(
            form,
            lambda: tokens.create_token(
                actor,
                account_id=account_id,
                name=text(form.name),
                membership_id=UUID(form.membership.data) if form.membership.data else None,
                days=int(form.days.data),
                token_id=form.record_id,
            ),
        )
        if isinstance(done, Refused):
            return await _account_page(request, actor, status=done.status, token_form=form)
        return await _account_page(request, actor, status=201, created=done)

    @post("/tokens/{token_id:uuid}/revoke")
    async def revoke_token(
        self, request: WebRequest, actor: NamedDependency[Actor], token_id: FromPath[UUID]
    ) -> Response[Any]:
        """Stop a token."""
        actor.account()
        await tokens.revoke_token(actor, token_id)
        return redirect(request, "/account", _("鍵を取り消しました。"))


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
            "token_form": _with_roles(
                request, TokenForm.for_new(actor, days=str(tokens.DEFAULT_DAYS))
            ),
            "created": None,
            **given,
        },
    )


def _with_roles(request: WebRequest, form: TokenForm) -> TokenForm:
    form.membership.offer(
        [
            (
                str(choice.id),
                " ".join(filter(None, (choice.organisation_name, role_label(choice.role)))),
            )
            for choice in memberships_of(request)
        ]
    )
    return form.with_ids("token")


PAGES = (AccountPage,)
