"""Refusals and faults as answers: problem+json (RFC 9457) on the API, a page everywhere else."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect
from litestar.types import Receive, Scope, Send

from foundation import i18n
from foundation.access.request import API_PREFIX, NOBODY, is_identified, set_identity
from foundation.database import RETRY_SECONDS, is_passing, lacks_schema
from foundation.errors import DomainError, Invalid, NotAuthenticated, TooMany, Unstorable
from foundation.i18n import format_number
from foundation.i18n import gettext as _
from foundation.web.refusals import in_words
from foundation.web.rendering import WebRequest, render, site_of

PROBLEM_MEDIA_TYPE = "application/problem+json"
PROBLEM_TYPE = "/problems/"
logger = structlog.get_logger("king-salmon.web")

KIND_OF_STATUS = {
    400: "bad-request",
    401: "not-authenticated",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    408: "too-slow",
    409: "conflict",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many",
    500: "fault",
    503: "unavailable",
}


def title_of(status: int) -> str:
    """What an answer with this status means, in a few words of the reader's language."""
    return {
        400: _("送られた内容を読み取れません"),
        401: _("ログインが必要です"),
        403: _("この操作はできません"),
        404: _("ページが見つかりません"),
        405: _("この操作はできません"),
        408: _("時間内に届きませんでした"),
        409: _("ほかの変更と重なりました"),
        413: _("送られた内容が大きすぎます"),
        415: _("この形式は受け取れません"),
        422: _("直すところがあります"),
        429: _("試す回数が多すぎます"),
        503: _("今は使えません"),
    }.get(status, _("システムで問題が起きました"))


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An RFC 9457 problem. `errors` has a message per field; `present_state` the record's state."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: dict[str, str] = {}
    present_state: str | None = None


def _problem(request: WebRequest, error: DomainError, headers: dict[str, str]) -> Response[Problem]:
    body = Problem(
        type=PROBLEM_TYPE + error.kind,
        title=title_of(error.status),
        status=error.status,
        detail=error.detail,
        instance=request.url.path,
        errors=error.errors if isinstance(error, Invalid) else {},
        present_state=getattr(error, "present_state", None),
    )
    return Response(body, status_code=error.status, media_type=PROBLEM_MEDIA_TYPE, headers=headers)


def _is_api(request: WebRequest) -> bool:
    return request.url.path.startswith(f"{API_PREFIX}/")


def handle_domain_error(request: Request[Any, Any, Any], error: DomainError) -> Response[Any]:
    """A command's or query's refusal."""
    headers = dict(error.headers) if isinstance(error, _Framework) else {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    if _is_api(request):
        if isinstance(error, NotAuthenticated):
            headers["WWW-Authenticate"] = "Bearer"
        return _problem(request, error, headers)
    if isinstance(error, NotAuthenticated):
        wanted = request.url.path if request.method == "GET" else "/"
        return Redirect(i18n.path("/login") + f"?next={quote(wanted)}", status_code=303)
    return _error_page(request, error, headers)


class _LatePage(Response[Any]):
    """A refusal on an address that no route matches, where nobody asked yet who the reader is."""

    def __init__(self, error: DomainError, headers: dict[str, str]) -> None:
        super().__init__(None, status_code=error.status)
        self._error, self._headers = error, headers

    def to_asgi_response(self, app: Any, request: WebRequest, **given: Any) -> Any:
        """Find out who asks, then answer with the page."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await site_of(request).identify(request)
            page = _render_error(request, self._error)
            page.headers.update(self._headers)
            await page.to_asgi_response(app, request, **given)(scope, receive, send)

        return answer


def _error_page(request: WebRequest, error: DomainError, headers: dict[str, str]) -> Response[Any]:
    if not is_identified(request):
        return _LatePage(error, headers)
    response = _render_error(request, error)
    response.headers.update(headers)
    return response


def _render_error(request: WebRequest, error: DomainError) -> Response[Any]:
    return render(
        request,
        "error.html",
        status=error.status,
        error_status=error.status,
        title=title_of(error.status),
        reason=error.message,
    )


class _Framework(DomainError):
    """An error the framework found, in our words."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.kind = KIND_OF_STATUS.get(status, "bad-request")


def handle_http_exception(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """An error of routing, parsing or a guard."""
    if isinstance(error, ValidationException):
        return handle_domain_error(request, _as_invalid(error))
    if error.status_code == 401:
        return handle_domain_error(request, NotAuthenticated(_("ログインしてください。")))
    if error.status_code >= 500:
        return handle_fault(request, error)
    message = {
        403: _(
            "ページを開いてから時間がたったか、ほかのサイトから送られた操作です。戻ってもう一度行ってください。"
        ),
        404: _("お探しのものは見つかりません。"),
        405: _("このアドレスでは、その操作を受け付けていません。"),
        413: _(
            "送れるのは%(size)sKBまでです。文字の量を減らしてください。",
            size=format_number(_largest_body(request) // 1000),
        ),
    }.get(error.status_code, _("送られた内容を読み取れません。もう一度行ってください。"))
    # of what the framework would say besides, this is what a client needs
    headers = {"Allow": allow} if (allow := (error.headers or {}).get("allow")) else {}
    return handle_domain_error(request, _Framework(error.status_code, message, headers))


def _largest_body(request: WebRequest) -> int:
    handler = request.scope.get("route_handler")
    return getattr(handler, "resolve_request_max_body_size", lambda: 0)() or 0


def _as_invalid(error: ValidationException) -> DomainError:
    errors: dict[str, str] = {}
    for item in error.extra if isinstance(error.extra, list) else []:
        if isinstance(item, dict):
            key = str(item.get("key") or item.get("source") or "body")
            errors[key] = in_words(str(item.get("message")))
    return Invalid(errors or {"body": _("送られた内容を読み取れません。")})


def handle_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of ours: logged with a reference that the reader can quote. What passes is none."""
    if is_passing(error):
        logger.warning("unavailable", path=request.url.path, error=type(error).__name__)
        return _handle_passing(request)
    if lacks_schema(error):
        # Until whoever runs it has migrated; the traceback, as it may be ours.
        logger.error("schema", path=request.url.path, exc_info=error)
        return _handle_passing(request)
    reference = uuid4().hex[:8]
    logger.error("fault", reference=reference, path=request.url.path, exc_info=error)
    answer = _Framework(
        500,
        _("記録番号 %(reference)s を添えて、運営事務局にお知らせください。", reference=reference),
    )
    if _is_api(request):
        return _problem(request, answer, {})
    return _error_page(request, answer, {})


def _handle_passing(request: WebRequest) -> Response[Any]:
    """The database is away, full, busy or not migrated: nobody has to report that, only to wait."""
    headers = {"Retry-After": str(RETRY_SECONDS)}
    if _is_api(request):
        message = _("混み合っているか、手入れの最中です。少し待ってから、もう一度送ってください。")
        return _problem(request, _Framework(503, message), headers)
    if request.method == "GET":
        message = _("混み合っているか、手入れの最中です。少し待ってから、もう一度開いてください。")
    else:
        message = _(
            "混み合っているか、手入れの最中です。少し待ってから、この画面を読み込み直してください。書いた内容をもう一度送ります。"
        )
    if not is_identified(request):
        # Who asks stands in the database; the cookie stays.
        set_identity(request, NOBODY)
    return _error_page(request, _Framework(503, message), headers)


def handle_unstorable(request: Request[Any, Any, Any], error: Unstorable) -> Response[Any]:
    """A value the database refused: somebody's, most likely, but logged with where, as it may be ours."""
    logger.warning("unstorable", path=request.url.path, exc_info=error)
    return handle_domain_error(request, error)


EXCEPTION_HANDLERS: dict[Any, Any] = {
    DomainError: handle_domain_error,
    Unstorable: handle_unstorable,
    HTTPException: handle_http_exception,
    Exception: handle_fault,
}
