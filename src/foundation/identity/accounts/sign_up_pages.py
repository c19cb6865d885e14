"""Signing up, and a new password by mail. A mailed link only shows a page: its button does the thing."""

from typing import Any

from litestar import Response, get, post

from foundation.access.request import identity_of
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.identity.accounts.commands import credentials, registration
from foundation.identity.accounts.forms import ConfirmForm, ForgotForm, ResetForm, SignUpForm
from foundation.identity.accounts.links import gives_first_password, link_works
from foundation.identity.answers import client_address, form_again, link_over
from foundation.identity.forms import text
from foundation.identity.signin.middleware import device_of, forget, remember
from foundation.identity.states import LinkPurpose
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form


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
        done = await attempt(
            form,
            lambda: registration.register(
                email=text(form.email),
                name=text(form.name),
                password=text(form.password),
                address=client_address(request),
                language=language(),
            ),
        )
        if isinstance(done, Refused):
            return form_again(request, "identity/signup.html", form, done)
        return redirect(request, "/signup/sent")

    @get("/signup/sent")
    async def sent(self, request: WebRequest) -> Response[str]:
        """What happens next."""
        return render(request, "identity/sent.html", purpose="signup")

    @get("/confirm-email", by_mailed_link=True)
    async def ask(self, request: WebRequest) -> Response[str]:
        """The mailed link: asks for the password of the sign-up."""
        token = request.query_params.get("token", "")
        if not await link_works(token, LinkPurpose.CONFIRM_EMAIL):
            return link_over(request)
        return render(request, "identity/confirm.html", form=ConfirmForm.blank(token=token))

    @post("/confirm-email", by_mailed_link=True)
    async def confirm(self, request: WebRequest) -> Response[Any]:
        """Prove the address and sign in."""
        form = ConfirmForm.from_request(await read_form(request))
        done = await attempt(
            form,
            lambda: registration.confirm_email(
                token=text(form.token),
                password=text(form.password),
                address=client_address(request),
                device=device_of(request),
                previous=identity_of(request).session_id,
            ),
        )
        if not isinstance(done, Refused):
            remember(request, done)
            return redirect(request, "/", _("メールアドレスを確かめました。ようこそ。"))
        if isinstance(done.error, Conflict):
            return link_over(request)
        return form_again(request, "identity/confirm.html", form, done)


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
        done = await attempt(
            form,
            lambda: credentials.request_password_reset(
                email=text(form.email), address=client_address(request)
            ),
        )
        if isinstance(done, Refused):
            return form_again(request, "identity/forgot.html", form, done)
        return redirect(request, "/password/sent")

    @get("/password/sent")
    async def sent(self, request: WebRequest) -> Response[str]:
        """What happens next."""
        return render(request, "identity/sent.html", purpose="reset")

    @get("/password/reset", by_mailed_link=True)
    async def ask(self, request: WebRequest) -> Response[str]:
        """The mailed link: asks for the new password."""
        token = request.query_params.get("token", "")
        if not await link_works(token, LinkPurpose.RESET_PASSWORD):
            return link_over(request)
        first = await gives_first_password(token)
        form = ResetForm.blank(token=token)
        return render(request, "identity/reset.html", form=form, first=first)

    @post("/password/reset", by_mailed_link=True)
    async def reset(self, request: WebRequest) -> Response[Any]:
        """Set the new password."""
        form = ResetForm.from_request(await read_form(request))
        token = text(form.token)
        done = await attempt(
            form, lambda: credentials.reset_password(token=token, password=text(form.password))
        )
        if not isinstance(done, Refused):
            forget(request)
            said = _("パスワードを決めました。新しいパスワードでログインしてください。")
            return redirect(request, "/login", said)
        if isinstance(done.error, Conflict):
            return link_over(request)
        first = await gives_first_password(token)
        return form_again(request, "identity/reset.html", form, done, first=first)


PAGES = (SignUp, ForgottenPassword)
