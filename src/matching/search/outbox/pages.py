"""Search, for operators: which engine answers, what waits, what was refused."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from matching.search.keys import Key
from matching.search.kinds import COMPARED, KINDS, kind_label
from matching.search.outbox import commands
from matching.search.outbox.labels import seconds_words, state_words
from matching.search.outbox.policy import may_operate
from matching.search.outbox.report import search_report


class AdminSearch(PageController):
    """How search is, and what to do about documents that were refused."""

    path = "/admin/search"

    @get()
    async def overview(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """Engines, backlog, failures, and the way to another model."""
        _admit(actor)
        report = await search_report()
        return render(
            request,
            "outbox/search.html",
            report=report,
            words=state_words(report.state),
            kinds=KINDS,
            compared=COMPARED,
            kind_label=kind_label,
            lag=seconds_words(report.backlog.lag),
        )

    @post("/retry")
    async def retry_all(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Send everything that was refused again."""
        _admit(actor)
        return _retried(request, await commands.retry_failures(actor))

    @post("/drop")
    async def drop_all(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Give up everything that was refused."""
        _admit(actor)
        return _dropped(request, await commands.drop_failures(actor))

    @post("/{kind:str}/{document_id:uuid}/retry")
    async def retry(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        kind: FromPath[str],
        document_id: FromPath[UUID],
    ) -> Response[Any]:
        """Send one document again."""
        _admit(actor)
        return _retried(request, await commands.retry_failures(actor, [Key(kind, document_id)]))

    @post("/{kind:str}/{document_id:uuid}/drop")
    async def drop(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        kind: FromPath[str],
        document_id: FromPath[UUID],
    ) -> Response[Any]:
        """Give up one document."""
        _admit(actor)
        return _dropped(request, await commands.drop_failures(actor, [Key(kind, document_id)]))


def _admit(actor: Actor) -> None:
    actor.account()
    may_operate(actor).require()


def _retried(request: WebRequest, number: int) -> Response[Any]:
    return redirect(
        request,
        "/admin/search",
        ngettext("%(num)s件を送り直します。", "%(num)s件を送り直します。", number),
    )


def _dropped(request: WebRequest, number: int) -> Response[Any]:
    notice = ngettext("%(num)s件を見送りました。", "%(num)s件を見送りました。", number)
    if not number:
        notice = _("見送ったものはありません。検索結果から外してある文書は、見送れません。")
    return redirect(request, "/admin/search", notice)


PAGES: tuple[type[Controller], ...] = (AdminSearch,)
