"""What the pages of identity share: who asks from where, and forms shown again."""

from typing import Any

from litestar import Response

from foundation.errors import Invalid, TooMany
from foundation.web import WebRequest, render
from foundation.web.forms import Form, Refused

GONE = 410


def client_address(request: WebRequest) -> str:
    """Network address of the client, as the server knows it."""
    return request.client.host if request.client else ""


def form_again(
    request: WebRequest, template: str, form: Form, refused: Refused, **context: Any
) -> Response[str]:
    """The form with what was typed and what is wrong, for people who are not signed in."""
    status = refused.status if refused.status not in (401, 403) else Invalid.status
    response = render(request, template, status=status, form=form, **context)
    if isinstance(refused.error, TooMany):
        response.headers["Retry-After"] = str(refused.error.retry_after)
    return response


def link_over(request: WebRequest) -> Response[str]:
    """A mailed link that does not work (any more)."""
    return render(request, "identity/link_over.html", status=GONE)
