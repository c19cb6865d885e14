"""HTML pages of the certified list (認定一覧) and of one certification, and the list as files."""

from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation import clock
from foundation.access.actor import Actor
from foundation.database.lists import page_of
from foundation.errors import Invalid, NotFound
from foundation.i18n import format_date, language, path, pick, shortened
from foundation.i18n import gettext as _
from foundation.web import WebRequest, render
from foundation.web.api import PageController
from foundation.web.pagination import page_number
from procurement.catalogue.exports.files import FORMATS, certified_file
from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.queries import certified_on, certifying_bureaus
from procurement.catalogue.request import ListRequest, chosen_from, day_from, query_of
from procurement.certification.labels import words
from procurement.certification.queries import certification_for, last_day_with_entries

LIST = "/certified"
WARN_DAYS = 90
"""From so many days before its end on, a row says how many are left."""


async def asked_of(request: WebRequest) -> ListRequest:
    """What the address asks for.

    Raises:
        Invalid: the day is none.
    """
    values = query_of(request)
    return ListRequest(
        day=day_from(values),
        chosen=chosen_from(values),
        bureaus=tuple(await certifying_bureaus()),
    )


class CataloguePages(PageController):
    """The certified list, for everybody."""

    path = "/"

    @get(LIST)
    async def listing(
        self, request: WebRequest, actor: NamedDependency[Actor], page: FromQuery[str] = ""
    ) -> Response[str]:
        """What is certified on a day, nearest end first."""
        try:
            asked = await asked_of(request)
        except Invalid as error:
            return await _without_day(request, actor, error)
        items = await certified_on(asked.day, asked.chosen)
        return _list_page(
            request,
            actor,
            asked,
            page=page_of(items, page_number(page)),
            jump=await _jump(asked) if not items else None,
            downloads=[(kind.upper(), path(asked.address(f"{LIST}.{kind}"))) for kind in FORMATS],
        )

    @get(f"{LIST}.csv", exclude_from_csrf=True)
    async def csv(self, request: WebRequest) -> Response[bytes]:
        """The list as CSV, UTF-8 with BOM."""
        return await certified_file(request, await asked_of(request), "csv")

    @get(f"{LIST}.json", exclude_from_csrf=True)
    async def json(self, request: WebRequest) -> Response[bytes]:
        """The list as JSON."""
        return await certified_file(request, await asked_of(request), "json")

    @get(f"{LIST}.pdf", exclude_from_csrf=True)
    async def pdf(self, request: WebRequest) -> Response[bytes]:
        """The list as PDF, to print and file."""
        return await certified_file(request, await asked_of(request), "pdf")

    @get(LIST + "/{certification_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Response[str]:
        """One published certification; purchasers and certifiers see what it rests on."""
        certification = await certification_for(actor, certification_id)
        if not certification.is_public:
            raise NotFound()
        title = pick(certification.title_ja, certification.title_en)
        return render(
            request,
            "catalogue/detail.html",
            certification=certification,
            content=certification.content,
            breadcrumbs=[(_("認定製品"), LIST), (shortened(title), None)],
            **words(),
        )


async def _jump(asked: ListRequest) -> tuple[str, str] | None:
    """A link to the last day with entries: its words and its address; None where there is none."""
    day = await last_day_with_entries(asked.day, asked.chosen)
    if day is None:
        return None
    count = len(await certified_on(day, asked.chosen))
    text = _("%(day)sでは%(count)s件", day=format_date(day), count=count)
    return text, path(asked.address(LIST, day))


async def _without_day(request: WebRequest, actor: Actor, error: Invalid) -> Response[str]:
    values = query_of(request)
    asked = ListRequest(
        day=clock.today(), chosen=chosen_from(values), bureaus=tuple(await certifying_bureaus())
    )
    return _list_page(request, actor, asked, status=422, day_errors=list(error.errors.values()))


def _list_page(
    request: WebRequest, actor: Actor, asked: ListRequest, status: int = 200, **context: Any
) -> Response[str]:
    return render(
        request,
        "catalogue/list.html",
        status=status,
        asked=asked,
        chosen=asked.chosen,
        chips=[(text, path(href)) for text, href in asked.chips(LIST)],
        all_off=path(asked.address(LIST, without="*")),
        bureau_choices=[(bureau.key, bureau.text(language())) for bureau in asked.bureaus],
        pilot_choices=[("with", _("実証あり")), ("without", _("実証なし"))],
        now=clock.now(),
        source=Publication.here().citation(language()),
        warn_days=WARN_DAYS,
        breadcrumbs=[(_("認定製品"), None)],
        **{"page": None, "jump": None, "downloads": [], "day_errors": [], **context},
        **words(),
    )
