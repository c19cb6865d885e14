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

from foundation.access.actor import Actor
from foundation.access.request import (
    BY_LINK,
    BY_SESSION,
    NOBODY,
    Connection,
    Identity,
    actor_of,
    is_api,
    set_identity,
)
from foundation.database import DATABASE_ERRORS
from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _
from foundation.identity.signin.known_places import KEPT, is_device, new_device
from foundation.identity.signin.sessions import identity_of_session, identity_of_token
from foundation.settings import current
from foundation.web.cookies import bound_to_host

_STATE = "foundation.identity"
_FOR_KEYS = {
    "cache-control": "no-store",
    # No other site is to see the address, and no search engine to keep it.
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
}


@dataclass
class _Cookies:
    """What the answer to a request does to the cookies."""

    new_secret: str | None = None
    new_device: str | None = None
    forget: bool = False


def cookie_name() -> str:
    """Of the cookie with the session's secret."""
    return bound_to_host("session")


def device_cookie_name() -> str:
    """Of the cookie that tells a browser that has signed in before."""
    return bound_to_host("device")


class IdentityMiddleware(ASGIMiddleware):
    """Puts the identity into the request's state; handlers with `opt={"no_identity": True}` go without."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "no_identity"

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Identify, then let the handler answer."""
        connection: Connection = ASGIConnection(scope)
        set_identity(connection, NOBODY)
        if is_api(scope) and BY_SESSION not in scope["route_handler"].opt:
            set_identity(connection, await _by_token(connection))
            await next_app(scope, receive, send)
            return
        identity = await _by_cookie(connection)
        cookies = scope["state"][_STATE] = _Cookies(forget=identity is None)
        set_identity(connection, identity or NOBODY)

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                _write_headers(headers, cookies, actor_of(connection))
                if BY_LINK in scope["route_handler"].opt:
                    headers.update(_FOR_KEYS)
            await send(message)

        await next_app(scope, receive, send_with_cookie)


async def _by_token(connection: Connection) -> Identity:
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


async def _by_cookie(connection: Connection) -> Identity | None:
    """Who holds the session of the cookie, nobody without one; None where it is no session's any more."""
    secret = connection.cookies.get(cookie_name())
    return NOBODY if secret is None else await identity_of_session(secret)


def _write_headers(headers: MutableScopeHeaders, cookies: _Cookies, actor: Actor) -> None:
    if cookies.new_secret is not None:
        headers.add("set-cookie", _cookie(cookie_name(), cookies.new_secret))
        if cookies.new_device is not None:
            lasting = int(KEPT.total_seconds())
            headers.add("set-cookie", _cookie(device_cookie_name(), cookies.new_device, lasting))
    elif cookies.forget:
        headers.add("set-cookie", _cookie(cookie_name(), "", max_age=0))
    # Staff share desks: what a person saw must not come back by the browser's back button.
    if not actor.is_anonymous or cookies.new_secret is not None:
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


async def identify(connection: Connection) -> None:
    """Find out who asks for a page that no route matches; nobody, where that cannot be told now."""
    identity = None
    with suppress(*DATABASE_ERRORS, RuntimeError):
        identity = await _by_cookie(connection)
    set_identity(connection, identity or NOBODY)


def _cookies_of(connection: Connection) -> _Cookies:
    found = connection.scope["state"].get(_STATE)
    return found if isinstance(found, _Cookies) else _Cookies()


def device_of(request: Request[Any, Any, Any]) -> str:
    """The device that signs in; it keeps its cookie, or gets its first, once it is remembered."""
    present = request.cookies.get(device_cookie_name(), "")
    device = present if is_device(present) else new_device()
    _cookies_of(request).new_device = device
    return device


def remember(request: Request[Any, Any, Any], secret: str) -> None:
    """Answer with the cookie of a session just opened or rotated."""
    cookies = _cookies_of(request)
    cookies.new_secret, cookies.forget = secret, False


def forget(request: Request[Any, Any, Any]) -> None:
    """Answer by taking the session's cookie away."""
    cookies = _cookies_of(request)
    cookies.new_secret, cookies.forget = None, True
