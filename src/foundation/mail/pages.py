"""The demo's mailbox: what would have been mailed, for everyone to read."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.mail.links import segments
from foundation.mail.queries import mail_by_id, recent_mail
from foundation.web import WebRequest, render
from foundation.web.api import PageController
from foundation.web.rendering import site_of


class DemoMail(PageController):
    """Mail as a list and one by one; outside the demo there is no such page."""

    path = "/demo/mail"

    @get()
    async def list_mail(self, request: WebRequest) -> Response[str]:
        """The latest hundred."""
        _only_in_demo(request)
        return render(request, "mail/list.html", mails=await recent_mail(), **_labels())

    @get("/{mail_id:uuid}")
    async def read_mail(self, request: WebRequest, mail_id: FromPath[UUID]) -> Response[str]:
        """One mail with its links to follow."""
        _only_in_demo(request)
        mail = await mail_by_id(mail_id)
        if mail is None:
            raise NotFound()
        pieces = segments(mail.body, site_of(request).settings.base_url)
        return render(request, "mail/detail.html", mail=mail, pieces=pieces, **_labels())


def _only_in_demo(request: WebRequest) -> None:
    if not site_of(request).settings.demo:
        raise NotFound()


def _labels() -> dict[str, Any]:
    return {
        "states": {
            "queued": ("waiting", _("送信待ち")),
            "sent": ("done", _("送信済み")),
            "failed": ("overdue", _("送れませんでした")),
            "withheld": ("ended", _("送るのをやめました")),
        }
    }
