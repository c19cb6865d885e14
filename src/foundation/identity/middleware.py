"""Finds out who a request comes from, before its handler runs, and keeps the session cookie.

Own code instead of Litestar's session backend, which adopts ids that a client invents and keeps
them through a sign-in (session fixation). Pages know people by cookie only and the API by bearer
token only, so that no other site's form can reach the API.
"""

from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from foundation.database import DATABASE_ERRORS
from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _
from foundation.identity.actor import ANONYMOUS, Actor
from foundation.identity.known_places import KEPT, is_device, new_device
from foundation.identity.sessions import (
    NOBODY,
    Identity,
    MembershipChoice,
    identity_of_session,
    identity_of_token,
)
from foundation.settings import current

API_PREFIX = "/api"
_STATE = "foundation.identity"
BY_LINK = "by_mailed_link"
"""In the `opt` of handlers whose address is a key, sent by mail."""
BY_SESSION = "by_session"
"""In the `opt` of pages for people below the API's address."""
_FOR_KEYS = {
    "cache-control": "no-store",
    # No other site is to see the address, and no search engine to keep it.
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
}


@dataclass
class RequestIdentity:
    """Who the request comes from, and what its answer does to the cookie."""

    identity: Identity = NOBODY
    new_secret: str | None = None
    new_device: str | None = None
    forget: bool = False


def cookie_name() -> str:
    """`__Host-` binds the cookie to this very host, which browsers accept over HTTPS only."""
    return "__Host-session" if current().cookie_secure else "session"


def device_cookie_name() -> str:
    """As `cookie_name`, for what tells a browser that has signed in before."""
    return "__Host-device" if current().cookie_secure else "device"


class IdentityMiddleware(ASGIMiddleware):
    """Puts the identity into the request's state; handlers with `opt={"no_identity": True}` go without."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "no_identity"

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Identify, then let the handler answer."""
        connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
        found = RequestIdentity()
        scope["state"][_STATE] = found
        if is_api(scope) and BY_SESSION not in scope["route_handler"].opt:
            found.identity = await _by_token(connection)
            await next_app(scope, receive, send)
            return
        await _by_cookie(connection, found)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                _write_headers(headers, found)
                if BY_LINK in scope["route_handler"].opt:
                    headers.update(_FOR_KEYS)
            await send(message)

        await next_app(scope, receive, send_with_cookie)


def is_api(scope: Scope) -> bool:
    """Whether the matched route (not the address as typed) belongs to the API."""
    template = scope.get("path_template") or ""
    return template == API_PREFIX or template.startswith(API_PREFIX + "/")


async def _by_token(connection: ASGIConnection[Any, Any, Any, Any]) -> Identity:
    header = connection.headers.get("authorization")
    if header is None:
        return NOBODY
    scheme, _space, token = header.partition(" ")
    identity = await identity_of_token(token.strip()) if scheme.lower() == "bearer" else None
    if identity is None:
        raise NotAuthenticated(
            _("この鍵は使えません。期限が切れたか、取り消されています。新しい鍵を作ってください。")
        )
    return identity


async def _by_cookie(
    connection: ASGIConnection[Any, Any, Any, Any], found: RequestIdentity
) -> None:
    secret = connection.cookies.get(cookie_name())
    if secret is None:
        return
    identity = await identity_of_session(secret)
    if identity is None:
        found.forget = True
    else:
        found.identity = identity


def _write_headers(headers: MutableScopeHeaders, found: RequestIdentity) -> None:
    if found.new_secret is not None:
        headers.add("set-cookie", _cookie(cookie_name(), found.new_secret))
        if found.new_device is not None:
            lasting = int(KEPT.total_seconds())
            headers.add("set-cookie", _cookie(device_cookie_name(), found.new_device, lasting))
    elif found.forget:
        headers.add("set-cookie", _cookie(cookie_name(), "", max_age=0))
    # Staff share desks: what a person saw must not come back by the browser's back button.
    if not found.identity.actor.is_anonymous or found.new_secret is not None:
        headers["cache-control"] = "no-store"


def _cookie(name: str, value: str, max_age: int | None = None) -> str:
    # A session's has no lifetime: it goes with the browser, the limits stand in the database.
    cookie: SimpleCookie = SimpleCookie()
    cookie[name] = value
    morsel = cookie[name]
    morsel["path"] = "/"
    morsel["httponly"] = True
    morsel["samesite"] = "Lax"
    morsel["secure"] = current().cookie_secure
    if max_age is not None:
        morsel["max-age"] = max_age
    return morsel.OutputString()


def is_identified(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether somebody asked already who the request comes from."""
    return _STATE in connection.scope.get("state", {})


async def identify(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Find out who asks for a page that no route matches; nobody, where that cannot be told now."""
    found = RequestIdentity()
    connection.scope.setdefault("state", {})[_STATE] = found
    with suppress(*DATABASE_ERRORS, RuntimeError):
        await _by_cookie(connection, found)


def leave_unidentified(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Take the request for nobody's, where asking the database is no use; the cookie stays."""
    connection.scope.setdefault("state", {})[_STATE] = RequestIdentity()


def _state(connection: ASGIConnection[Any, Any, Any, Any]) -> RequestIdentity:
    found = connection.scope["state"].get(_STATE)
    return found if isinstance(found, RequestIdentity) else RequestIdentity()


def identity_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Identity:
    """Who the request comes from, with all their memberships."""
    return _state(connection).identity


def actor_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor:
    """The actor of a request; `ANONYMOUS` where nobody is known (also on unmatched addresses)."""
    return identity_of(connection).actor if "state" in connection.scope else ANONYMOUS


def memberships_of(
    connection: ASGIConnection[Any, Any, Any, Any],
) -> tuple[MembershipChoice, ...]:
    """All memberships the person could act in, for the role switch."""
    return identity_of(connection).memberships


def ended_of(connection: ASGIConnection[Any, Any, Any, Any]) -> MembershipChoice | None:
    """The membership that the session acted in until it ended; another is to be chosen."""
    return identity_of(connection).ended


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    """Dependency `actor` of every handler."""
    return actor_of(request)


def device_of(request: Request[Any, Any, Any]) -> str:
    """The device that signs in; it keeps its cookie, or gets its first, once it is remembered."""
    present = request.cookies.get(device_cookie_name(), "")
    device = present if is_device(present) else new_device()
    _state(request).new_device = device
    return device


def remember(request: Request[Any, Any, Any], secret: str) -> None:
    """Answer with the cookie of a session just opened or rotated."""
    found = _state(request)
    found.new_secret, found.forget = secret, False


def forget(request: Request[Any, Any, Any]) -> None:
    """Answer by taking the session's cookie away."""
    found = _state(request)
    found.new_secret, found.forget = None, True
