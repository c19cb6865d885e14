"""Choosing what one is told, saved searches, and stopping mails by the link in them."""

from urllib.parse import urlencode
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.access.request import BY_LINK
from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form
from matching.alerts import commands, queries
from matching.alerts.forms import ChoicesForm, NewSearchForm, SearchForm
from matching.alerts.kinds import FREQUENCY_LABELS, KIND_LABELS, Frequency, Kind
from matching.alerts.sending.links import read_token

SETTINGS = "/account/notifications"


class NotificationPages(PageController):
    """知らせの設定: what one is told, and one's saved searches."""

    path = SETTINGS

    @get("/")
    async def show(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Everything on one page."""
        return await _settings_page(request, actor)

    @post("/")
    async def choose(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Say which kinds one wants."""
        actor.account()
        form = ChoicesForm.from_request(await read_form(request))
        offered = await queries.own_choices(actor)
        await commands.choose(actor, {one.kind: bool(form[one.kind].data) for one in offered})
        return redirect(request, SETTINGS, _("知らせの設定を保存しました。"))


class SavedSearchPages(PageController):
    """Keeping searches, changing and forgetting them."""

    path = "/saved-searches"

    @post("/")
    async def save(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Keep a search, as it was typed or as its page's address says it."""
        actor.account()
        data = await read_form(request)
        form = NewSearchForm.making(actor, data)
        address = str(data.get("address", ""))
        if address:
            form.query.data = form.query.data or address
        saved = await attempt(
            form,
            lambda: commands.save_search(
                actor,
                form.record_id,
                address or _typed(form.query.data or ""),
                Frequency(form.frequency.data),
            ),
        )
        if isinstance(saved, Refused):
            return await _settings_page(request, actor, status=saved.status, new_form=form)
        told = _("検索を保存しました。新着をメールで知らせます。")
        again = _("この検索は、すでに保存しています。")
        return redirect(request, f"{SETTINGS}#search-{saved.id}", told if saved.new else again)

    @post("/{search_id:uuid}")
    async def change(
        self, request: WebRequest, actor: NamedDependency[Actor], search_id: FromPath[UUID]
    ) -> Answer:
        """Rename it, or tell of it more or less often."""
        actor.account()
        form = SearchForm.from_request(await read_form(request))
        done = await attempt(
            form,
            lambda: commands.change_search(
                actor,
                search_id,
                form.seen_version,
                name=form.name.data or "",
                frequency=Frequency(form.frequency.data),
            ),
        )
        if isinstance(done, Refused):
            changed = (search_id, form)
            return await _settings_page(request, actor, status=done.status, changed=changed)
        said = _("保存した検索を直しました。")
        return redirect(request, f"{SETTINGS}#search-{search_id}", said)

    @post("/{search_id:uuid}/delete")
    async def delete(
        self, request: WebRequest, actor: NamedDependency[Actor], search_id: FromPath[UUID]
    ) -> Answer:
        """Forget it."""
        actor.account()
        await commands.delete_search(actor, search_id)
        return redirect(request, SETTINGS, _("保存した検索を消しました。"))


class StopPages(PageController):
    """The link in every mail: works without signing in, and from other programs (RFC 8058)."""

    path = "/stop/{token:str}"
    # The token itself is the permission; a mail program has no cookie to send along.
    opt = {"exclude_from_csrf": True, BY_LINK: True}

    @get("/")
    async def ask(self, request: WebRequest, token: FromPath[str]) -> Answer:
        """A page with one button; opening the link stops nothing, as scanners open links."""
        _account, kind = _read(token)
        return _stop_page(request, token, kind, "ask")

    @post("/")
    async def stop(self, request: WebRequest, token: FromPath[str]) -> Answer:
        """Stop this kind of mail."""
        account_id, kind = _read(token)
        await commands.choose_by_link(account_id, kind, wanted=False)
        return _stop_page(request, token, kind, "stopped")

    @post("/resume")
    async def resume(self, request: WebRequest, token: FromPath[str]) -> Answer:
        """Take the stop back."""
        account_id, kind = _read(token)
        await commands.choose_by_link(account_id, kind, wanted=True)
        return _stop_page(request, token, kind, "resumed")


def _read(token: str) -> tuple[UUID, Kind]:
    found = read_token(token)
    if found is None:
        raise NotFound()
    return found


def _stop_page(request: WebRequest, token: str, kind: Kind, step: str) -> Answer:
    return render(
        request,
        "alerts/stop.html",
        status=200,
        token=token,
        label=KIND_LABELS[kind],
        step=step,
        breadcrumbs=[(_("知らせを止める"), None)],
    )


def _typed(text: str) -> str:
    return urlencode({"q": text})


async def _settings_page(
    request: WebRequest,
    actor: Actor,
    *,
    status: int = 200,
    new_form: NewSearchForm | None = None,
    changed: tuple[UUID, SearchForm] | None = None,
) -> Answer:
    actor.account()
    choices = await queries.own_choices(actor)
    searches = await queries.own_searches(actor)
    forms = {
        one.id: (
            changed[1]
            if changed is not None and changed[0] == one.id
            else SearchForm.blank(
                name=one.name, frequency=one.frequency.value, version=str(one.version)
            )
        ).with_ids(f"search-{one.id}")
        for one in searches
    }
    return render(
        request,
        "alerts/settings.html",
        status=status,
        choices=choices,
        choices_form=ChoicesForm.blank(**{one.kind.value: one.wanted for one in choices}),
        searches=searches,
        search_forms=forms,
        new_form=new_form or NewSearchForm.for_new(actor),
        faulty=status >= 400,
        missing=changed is not None and changed[0] not in forms,
        labels=KIND_LABELS,
        frequencies=FREQUENCY_LABELS,
        breadcrumbs=[(_("アカウント"), "/account"), (_("知らせの設定"), None)],
    )
