"""Signing in and out, and changing the role acted in."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from foundation.access.request import identity_of
from foundation.access.roles import role_words
from foundation.errors import DomainError, NotAuthenticated, NotFound, TooMany
from foundation.i18n import gettext as _
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands.registration import resend_confirmation
from foundation.identity.answers import client_address, form_again
from foundation.identity.forms import text
from foundation.identity.signin import commands
from foundation.identity.signin.addresses import local_path
from foundation.identity.signin.forms import LoginForm
from foundation.identity.signin.middleware import device_of, forget, remember
from foundation.identity.signin.proof import EmailUnconfirmed
from foundation.web import WebRequest, redirect, render, site_of
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form


class SignIn(PageController):
    """Signing in and out, and changing the role acted in."""

    @get("/login")
    async def show(self, request: WebRequest) -> Response[str]:
        """The form, and in the demo one card a role."""
        form = LoginForm.blank(next=local_path(request.query_params.get("next")))
        return render(request, "identity/login.html", form=form, **await _demo(request))

    @post("/login")
    async def login(self, request: WebRequest) -> Response[Any]:
        """Sign in with e-mail address and password."""
        form = LoginForm.from_request(await read_form(request))
        done = await attempt(form, lambda: _login(request, form))
        if isinstance(done, Refused):
            return form_again(request, "identity/login.html", form, done, **await _demo(request))
        remember(request, done)
        return redirect(request, local_path(form.next.data))

    @post("/login/demo")
    async def demo(self, request: WebRequest) -> Response[Any]:
        """Sign in as a sample person."""
        data = await read_form(request)
        secret = await commands.demo_login(
            _uuid(data.get("account")), identity_of(request).session_id
        )
        remember(request, secret)
        return redirect(request, local_path(data.get("next")))

    @post("/logout")
    async def logout(self, request: WebRequest) -> Response[Any]:
        """End this browser's session."""
        identity = identity_of(request)
        if identity.session_id is not None:
            await commands.logout(identity.actor, identity.session_id)
        forget(request)
        return redirect(request, "/", _("ログアウトしました。"))

    @post("/session/membership")
    async def switch(self, request: WebRequest) -> Response[Any]:
        """Act in another role."""
        identity = identity_of(request)
        if identity.session_id is None:
            raise NotAuthenticated(_("ログインしてください。"))
        data = await read_form(request)
        secret = await commands.switch_membership(
            identity.actor, identity.session_id, _uuid(data.get("membership"))
        )
        remember(request, secret)
        return redirect(request, local_path(data.get("next")))


async def _login(request: WebRequest, form: LoginForm) -> str:
    email, address = text(form.email), client_address(request)
    try:
        return await commands.login(
            email,
            text(form.password),
            address,
            identity_of(request).session_id,
            device_of(request),
        )
    except EmailUnconfirmed as refusal:
        raise await _with_new_link(refusal, email, address) from refusal


async def _with_new_link(refusal: DomainError, email: str, address: str) -> DomainError:
    try:
        await resend_confirmation(email=email, address=address)
    except TooMany:
        return refusal
    return type(refusal)(
        _(
            "メールアドレスの確認がまだです。確認のメールをもう一度送りましたので、リンクを開いてください。"
        )
    )


async def _demo(request: WebRequest) -> dict[str, Any]:
    if not site_of(request).settings.demo:
        return {"demo_accounts": ()}
    accounts = await queries.demo_accounts()
    return {"demo_accounts": [(account, role_words(account.role)) for account in accounts]}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound() from error


PAGES = (SignIn,)
