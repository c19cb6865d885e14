"""The demo's mailbox, for everyone to read; and what could not be sent, for operators."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.mail.commands import put_aside, retry_mail
from foundation.mail.holders import accounts_at
from foundation.mail.labels import kind_words, reason_words
from foundation.mail.links import segments
from foundation.mail.queries import failed_mails, mail_by_id, page_of_mail
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.pagination import page_number
from foundation.web.rendering import site_of


class DemoMail(PageController):
    """Mail as a list and one by one; outside the demo there is no such page."""

    path = "/demo/mail"

    @get()
    async def list_mail(self, request: WebRequest, page: FromQuery[str] = "") -> Response[str]:
        """All mails, newest first."""
        _only_in_demo(request)
        found = await page_of_mail(page_number(page))
        return render(request, "mail/list.html", page=found, **_labels())

    @get("/{mail_id:uuid}")
    async def read_mail(self, request: WebRequest, mail_id: FromPath[UUID]) -> Response[str]:
        """One mail with its links to follow."""
        _only_in_demo(request)
        mail = await mail_by_id(mail_id)
        if mail is None:
            raise NotFound()
        pieces = segments(mail.body, site_of(request).settings.base_url)
        return render(request, "mail/detail.html", mail=mail, pieces=pieces, **_labels())


class FailedMails(PageController):
    """What could not be sent, with the reason and another try; never what it said."""

    path = "/admin/mail"

    @get()
    async def list_failed(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """The latest first."""
        actor.account()
        found = await failed_mails(actor, page_number(page))
        return render(
            request,
            "mail/failed.html",
            page=found,
            accounts=await accounts_at(actor, [mail.recipient for mail in found.items]),
            reason_words=reason_words,
            kind_words=kind_words,
        )

    @post("/{mail_id:uuid}/retry")
    async def retry(
        self, request: WebRequest, actor: NamedDependency[Actor], mail_id: FromPath[UUID]
    ) -> Response[Any]:
        """Try again."""
        actor.account()
        await retry_mail(actor, mail_id)
        return redirect(request, "/admin/mail", _("もう一度送ります。"))

    @post("/{mail_id:uuid}/put-aside")
    async def put_aside(
        self, request: WebRequest, actor: NamedDependency[Actor], mail_id: FromPath[UUID]
    ) -> Response[Any]:
        """Leave it unsent."""
        actor.account()
        await put_aside(actor, mail_id)
        return redirect(request, "/admin/mail", _("このメールは送りません。"))


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
