"""One-time messages after a redirect, carried in a signed cookie that lives for a minute."""

from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from foundation.signing import read_in_time, sign_for_a_time

COOKIE = "notice"
LIFETIME_SECONDS = 60
_PURPOSE = "foundation.web.notice"


def cookie_with(message: str, secure: bool) -> Cookie:
    """The cookie that shows `message` on the next page."""
    return Cookie(
        key=COOKIE,
        value=sign_for_a_time(_PURPOSE, message),
        max_age=LIFETIME_SECONDS,
        httponly=True,
        secure=secure,
        samesite="lax",
        path="/",
    )


def message_of(request: Request[Any, Any, Any]) -> str | None:
    """The message a page is to show, if one was left."""
    value = request.cookies.get(COOKIE)
    return read_in_time(_PURPOSE, value, LIFETIME_SECONDS) if value else None
