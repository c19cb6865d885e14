"""Forms come from our own pages: the token in the form is the one in the browser's cookie.

Own code instead of Litestar's middleware, which reads and parses the whole form before it looks at
the cookie, and takes any cookie of the name for its own.
"""

import hmac
import secrets
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from foundation import signing
from foundation.access.request import is_api
from foundation.settings import current
from foundation.web.cookies import bound_to_host
from foundation.web.forms.data import FORM_TYPES, read_form

FIELD = "_csrf_token"
HEADER = "x-csrftoken"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_RANDOM_BYTES = 32
_PURPOSE = "foundation.web.csrf"
_STATE = "foundation.csrf"


def cookie_name() -> str:
    """Of the cookie with the token."""
    return bound_to_host("csrf")


def new_token() -> str:
    """A random text with our signature."""
    return signing.sign(_PURPOSE, secrets.token_hex(_RANDOM_BYTES))


def is_ours(token: str) -> bool:
    """Whether we made this token."""
    return signing.read(_PURPOSE, token) is not None


def token_for(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The token for the forms of a page; empty where the answer cannot set a cookie."""
    given = connection.scope.get("state", {}).get(_STATE)
    return given or next(iter(_tokens_of(connection)), "")


def _tokens_of(connection: ASGIConnection[Any, Any, Any, Any]) -> list[str]:
    # A neighbour (another application of the host, a page of a parent domain) may set a cookie of
    # the same name: the browser then sends both, and whichever is not ours counts as none.
    pairs = (
        part.strip().partition("=")
        for header in connection.headers.getall("cookie", [])
        for part in header.split(";")
    )
    return [value for name, _is, value in pairs if name == cookie_name() and is_ours(value)]


class CsrfMiddleware(ASGIMiddleware):
    """Refuses what a page of ours did not send; handlers with `opt={"exclude_from_csrf": True}` go without.

    The API goes without too: it knows people by bearer token, which no other site's form carries.
    """

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "exclude_from_csrf"
    should_bypass_for_scope = staticmethod(is_api)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Look at the cookie first, which costs nothing, and at the form only where it can be right."""
        request: Request[Any, Any, Any] = Request(scope, receive)
        tokens = _tokens_of(request)
        if request.method not in SAFE_METHODS:
            sent = await _sent_token(request) if tokens else ""
            if not any(hmac.compare_digest(sent.encode(), token.encode()) for token in tokens):
                raise PermissionDeniedException("the token of the form is not that of the cookie")
            scope["state"][_STATE] = sent
            await next_app(scope, receive, send)
            return
        token = scope["state"][_STATE] = tokens[0] if tokens else new_token()

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not tokens:
                MutableScopeHeaders.from_message(message).add("set-cookie", _cookie(token))
            await send(message)

        await next_app(scope, receive, send_with_cookie)


async def _sent_token(request: Request[Any, Any, Any]) -> str:
    header = request.headers.get(HEADER)
    if header is not None:
        return header
    if request.content_type[0] not in FORM_TYPES:
        return ""
    return (await read_form(request)).get(FIELD)


def _cookie(token: str) -> str:
    return Cookie(
        key=cookie_name(),
        value=token,
        path="/",
        httponly=True,
        secure=current().cookie_secure,
        samesite="lax",
    ).to_header(header="")
