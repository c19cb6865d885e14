"""One-time messages after a redirect, carried in a signed cookie that lives for a minute."""

from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from litestar import Request
from litestar.datastructures import Cookie

COOKIE = "notice"
LIFETIME_SECONDS = 60


def cookie_with(message: str, secret: str, secure: bool) -> Cookie:
    """The cookie that shows `message` on the next page."""
    return Cookie(
        key=COOKIE,
        value=URLSafeTimedSerializer(secret, salt="notice").dumps(message),
        max_age=LIFETIME_SECONDS,
        httponly=True,
        secure=secure,
        samesite="lax",
        path="/",
    )


def message_of(request: Request[Any, Any, Any], secret: str) -> str | None:
    """The message a page is to show, if one was left."""
    value = request.cookies.get(COOKIE)
    if not value:
        return None
    try:
        message = URLSafeTimedSerializer(secret, salt="notice").loads(value, LIFETIME_SECONDS)
    except BadData:
        return None
    return str(message)
