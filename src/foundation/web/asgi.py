"""What stands around the whole application: language by address, security headers, access log."""

import asyncio
import time
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from foundation.errors import TooSlow
from foundation.i18n import using_language
from foundation.i18n.language import split_language

logger = structlog.get_logger("king-salmon.access")

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # What may be kept says so itself; calls of the API, redirects and files are for their asker.
    "cache-control": "no-store",
}
STATIC_PREFIX = "/static/"
# A whole body, not its next part: one that drips keeps its place as long as one that stands still.
BODY_SECONDS = 60.0
UNLOGGED = ("/healthz", "/readyz", STATIC_PREFIX)


def with_language(app: ASGIApp) -> ASGIApp:
    """Serve `/en/…` as `/…` with English as the language of the request."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        name, rest = split_language(scope["path"])
        if rest != scope["path"]:
            scope = {**scope, "path": rest, "raw_path": quote(rest).encode()}
        with using_language(name):
            await app(scope, receive, send)

    return wrapped


def with_head(app: ASGIApp) -> ASGIApp:
    """Answer HEAD as GET without the content, as monitors and link checkers ask, and say so."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def send_as_asked(message: Message) -> None:
            if message["type"] == "http.response.body" and is_head:
                message["body"] = b""
            elif message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                if "allow" in headers:
                    headers["allow"] = _allowed(headers["allow"])
            await send(message)

        await app({**scope, "method": "GET"} if is_head else scope, receive, send_as_asked)

    return wrapped


def with_time_for_the_body(app: ASGIApp) -> ASGIApp:
    """Refuse (408) what was not sent whole in time; the server then closes the connection."""
    seconds = BODY_SECONDS

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        deadline: float | None = None
        complete = False

        async def receive_in_time() -> Any:
            nonlocal deadline, complete
            if complete:
                # What follows is the news that the client has gone, whenever that may be.
                return await receive()
            deadline = deadline or asyncio.get_running_loop().time() + seconds
            try:
                async with asyncio.timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise TooSlow() from None
            complete = not message.get("more_body", False)
            return message

        await app(scope, receive_in_time, send)

    return wrapped


def _allowed(methods: str) -> str:
    known = {method.strip() for method in methods.split(",")} - {""}
    return ", ".join(sorted(known | ({"HEAD"} if "GET" in known else set())))


def with_security_headers(app: ASGIApp, *, https: bool) -> ASGIApp:
    """Add the headers that keep browsers from running or embedding what is not ours."""
    headers = dict(_HEADERS)
    if https:
        headers["strict-transport-security"] = "max-age=31536000"
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _value in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(pair for pair in encoded if pair[0] not in present),
                ]
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped


def with_access_log(app: ASGIApp) -> ASGIApp:
    """Log method, path, status and duration; never names, addresses, queries or bodies."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"].startswith(UNLOGGED):
            await app(scope, receive, send)
            return
        request_id = uuid4().hex[:16]
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message["headers"],
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await app(scope, receive, send_with_id)
            finally:
                logger.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    milliseconds=round((time.perf_counter() - started) * 1000, 1),
                )

    return wrapped
