"""Signing in, up and out; mailed links. A link only shows a page: its button does the thing."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post

from foundation.access.request import actor_of, identity_of
from foundation.access.roles import role_words
from foundation.errors import Conflict, DomainError, NotAuthenticated, NotFound, TooMany
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import credentials, registration
from foundation.identity.accounts.links import gives_first_password, link_works
from foundation.identity.colleagues import commands as colleagues
from foundation.identity.colleagues.queries import invitation_by_token
from foundation.identity.forms import (
    ConfirmForm,
    ForgotForm,
    JoinForm,
    LoginForm,
    ResetForm,
    SignUpForm,
    text,
)
from foundation.identity.signin import commands as signin
from foundation.identity.signin.addresses import local_path
from foundation.identity.signin.middleware import device_of, forget, remember
from foundation.identity.signin.proof import EmailUnconfirmed
from foundation.identity.states import LinkPurpose
from foundation.web import WebRequest, redirect, render, site_of
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors, read_form

GONE = 410
UNPROCESSABLE = 422


def client_address(request: WebRequest) -> str:
    """Network address of the client, as the server knows it."""
    return request.client.host if request.client else ""


def form_again(
    request: WebRequest, template: str, form: Form, error: DomainError | None, **context: Any
) -> Response[str]:
    """The form with what was typed and what is wrong.

    Args:
        error: a command's refusal; None when the form itself found the errors.
    """
    status = UNPROCESSABLE
    if error is not None:
        form_errors(form, error)
        status = error.status if error.status not in (401, 403) else UNPROCESSABLE
    response = render(request, template, status=status, form=form, **context)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


class SignIn(PageController):
    """Signing in and out, and changing the role acted in."""

    @get("/login")
    async def show(self, request: WebRequest) -> Response[str]:
        """The form, and in the demo one card a role."""
        target = local_path(request.query_params.get("next"))
        return render(
            request,
            "identity/login.html",
            form=LoginForm.blank(next=target),
            **await _demo(request),
        )

    @post("/login")
    async def login(self, request: WebRequest) -> Response[Any]:
        """Sign in with e-mail address and password."""
        form = LoginForm.from_request(await read_form(request))
        error: DomainError | None = None
        if form.validate():
            try:
                secret = await signin.login(
                    text(form.email),
                    text(form.password),
                    client_address(request),
                    identity_of(request).session_id,
                    device_of(request),
                )
                remember(request, secret)
                return redirect(request, local_path(form.next.data))
            except EmailUnconfirmed as refusal:
                error = await _with_new_link(refusal, text(form.email), client_address(request))
            except DomainError as refusal:
                error = refusal
        return form_again(request, "identity/login.html", form, error, **await _demo(request))

    @post("/login/demo")
    async def demo(self, request: WebRequest) -> Response[Any]:
        """Sign in as a sample person."""
        data = await read_form(request)
        secret = await signin.demo_login(
            _uuid(data.get("account")), identity_of(request).session_id
        )
        remember(request, secret)
        return redirect(request, local_path(data.get("next")))

    @post("/logout")
    async def logout(self, request: WebRequest) -> Response[Any]:
        """End this browser's session."""
        identity = identity_of(request)
        if identity.session_id is not None:
            await signin.logout(identity.actor, identity.session_id)
        forget(request)
        return redirect(request, "/", _("ログアウトしました。"))

    @post("/session/membership")
    async def switch(self, request: WebRequest) -> Response[Any]:
        """Act in another role."""
        identity = identity_of(request)
        if identity.session_id is None:
            raise NotAuthenticated(_("ログインしてください。"))
        data = await read_form(request)
        secret = await signin.switch_membership(
            identity.actor, identity.session_id, _uuid(data.get("membership"))
        )
        remember(request, secret)
        return redirect(request, local_path(data.get("next")))


class SignUp(PageController):
    """Signing up and proving the address."""

    @get("/signup")
    async def show(self, request: WebRequest) -> Response[str]:
        """The form."""
        return render(request, "identity/signup.html", form=SignUpForm.blank())

    @post("/signup")
    async def sign_up(self, request: WebRequest) -> Response[Any]:
        """Take the sign-up; the answer is the same whether or not the address is known."""
        form = SignUpForm.from_request(await read_form(request))
        error: DomainError | None = None
        if form.validate():
            try:
                await registration.register(
                    email=text(form.email),
                    name=text(form.name),
                    password=text(form.password),
                    address=client_address(request),
                    language=language(),
                )
                return redirect(request, "/signup/sent")
            except DomainError as refusal:
                error = refusal
        return form_again(request, "identity/signup.html", form, error)

    @get("/signup/sent")
    async def sent(self, request: WebRequest) -> Response[str]:
        """What happens next."""
        return render(request, "identity/sent.html", purpose="signup")

    @get("/confirm-email", by_mailed_link=True)
    async def ask(self, request: WebRequest) -> Response[str]:
        """The mailed link: asks for the password of the sign-up."""
        token = request.query_params.get("token", "")
        if not await link_works(token, LinkPurpose.CONFIRM_EMAIL):
            return _link_over(request)
        return render(request, "identity/confirm.html", form=ConfirmForm.blank(token=token))

    @post("/confirm-email", by_mailed_link=True)
    async def confirm(self, request: WebRequest) -> Response[Any]:
        """Prove the address and sign in."""
        form = ConfirmForm.from_request(await read_form(request))
        error: DomainError | None = None
        if form.validate():
            try:
                secret = await registration.confirm_email(
                    token=text(form.token),
                    password=text(form.password),
                    address=client_address(request),
                    device=device_of(request),
                    previous=identity_of(request).session_id,
                )
                remember(request, secret)
                return redirect(request, "/", _("メールアドレスを確かめました。ようこそ。"))
            except Conflict:
                return _link_over(request)
            except DomainError as refusal:
                error = refusal
        return form_again(request, "identity/confirm.html", form, error)


class ForgottenPassword(PageController):
    """A new password by mail."""

    @get("/password/forgot")
    async def show(self, request: WebRequest) -> Response[str]:
        """The form."""
        return render(request, "identity/forgot.html", form=ForgotForm.blank())

    @post("/password/forgot")
    async def forgot(self, request: WebRequest) -> Response[Any]:
        """Mail a link, if there is such an account."""
        form = ForgotForm.from_request(await read_form(request))
        error: DomainError | None = None
        if form.validate():
            try:
                await credentials.request_password_reset(
                    email=text(form.email), address=client_address(request)
                )
                return redirect(request, "/password/sent")
            except DomainError as refusal:
                error = refusal
        return form_again(request, "identity/forgot.html", form, error)

    @get("/password/sent")
    async def sent(self, request: WebRequest) -> Response[str]:
        """What happens next."""
        return render(request, "identity/sent.html", purpose="reset")

    @get("/password/reset", by_mailed_link=True)
    async def ask(self, request: WebRequest) -> Response[str]:
        """The mailed link: asks for the new password."""
        token = request.query_params.get("token", "")
        if not await link_works(token, LinkPurpose.RESET_PASSWORD):
            return _link_over(request)
        first = await gives_first_password(token)
        form = ResetForm.blank(token=token)
        return render(request, "identity/reset.html", form=form, first=first)

    @post("/password/reset", by_mailed_link=True)
    async def reset(self, request: WebRequest) -> Response[Any]:
        """Set the new password."""
        form = ResetForm.from_request(await read_form(request))
        error: DomainError | None = None
        if form.validate():
            try:
                await credentials.reset_password(
                    token=text(form.token), password=text(form.password)
                )
                forget(request)
                return redirect(
                    request,
                    "/login",
                    _("パスワードを決めました。新しいパスワードでログインしてください。"),
                )
            except Conflict:
                return _link_over(request)
            except DomainError as refusal:
                error = refusal
        first = await gives_first_password(text(form.token))
        return form_again(request, "identity/reset.html", form, error, first=first)


class Invitations(PageController):
    """Joining an organisation by a mailed invitation."""

    @get("/invitation", by_mailed_link=True)
    async def show(self, request: WebRequest) -> Response[str]:
        """Who invites to what; asks for name and password where there is no account."""
        token = request.query_params.get("token", "")
        view = await invitation_by_token(token)
        if view is None:
            return _link_over(request)
        return render(
            request, "identity/invitation.html", form=JoinForm.blank(token=token), invitation=view
        )

    @post("/invitation", by_mailed_link=True)
    async def accept(self, request: WebRequest) -> Response[Any]:
        """Join."""
        form = JoinForm.from_request(await read_form(request))
        token = text(form.token)
        view = await invitation_by_token(token)
        if view is None:
            return _link_over(request)
        error: DomainError | None = None
        if view.known or form.validate():
            try:
                joined = await colleagues.accept_invitation(
                    token=token, name=text(form.name), password=text(form.password)
                )
                return _welcome(request, joined.secret, view.organisation_name)
            except DomainError as refusal:
                error = refusal
        return form_again(request, "identity/invitation.html", form, error, invitation=view)


def _welcome(request: WebRequest, secret: str | None, organisation: str) -> Response[Any]:
    message = _("%(organisation)sに参加しました。", organisation=organisation)
    if secret is not None:
        remember(request, secret)
        return redirect(request, "/", message)
    signed_in = not actor_of(request).is_anonymous
    return redirect(request, "/account" if signed_in else "/login", message)


async def _with_new_link(refusal: DomainError, email: str, address: str) -> DomainError:
    try:
        await registration.resend_confirmation(email=email, address=address)
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


def _link_over(request: WebRequest) -> Response[str]:
    return render(request, "identity/link_over.html", status=GONE)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound() from error


PAGES = (SignIn, SignUp, ForgottenPassword, Invitations)
