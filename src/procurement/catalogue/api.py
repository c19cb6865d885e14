"""REST interface of the certified list: the rows of the page, and the same files."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from foundation import clock
from foundation.access.actor import Actor
from foundation.database.lists import feed_of
from foundation.errors import NotFound
from foundation.i18n import using_language
from foundation.web import WebRequest
from foundation.web.api import JSON_FILE, NO_TOKEN, ApiController, Limit, Schema
from procurement.catalogue.exports.files import certified_file
from procurement.catalogue.item import CertifiedItem
from procurement.catalogue.queries import certified_on, certifying_bureaus
from procurement.catalogue.request import ListRequest, chosen_from
from procurement.certification.queries import CertifiedFilter, certification_for
from procurement.certification.schemas import CertificationOut

Day = Annotated[
    date | None, QueryParameter(description="The day (基準日) to be in term on; today if left out.")
]
Bureau = Annotated[UUID | None, QueryParameter(description="The certifying bureau.")]
Pilot = Annotated[str, QueryParameter(description="`with` or `without` a pilot (実証).")]
Language = Annotated[str, QueryParameter(description="`ja` or `en`, of headings and words.")]


class LabelOut(Schema):
    """A word in both languages."""

    key: str
    ja: str
    en: str


class CertifiedOut(Schema):
    """A line of the certified list."""

    id: UUID
    decision_number: str
    title_ja: str
    title_en: str
    summary_ja: str
    summary_en: str
    category: LabelOut
    firm_name: str
    firm_name_en: str
    corporate_number: str | None
    address: str
    bureau: LabelOut
    certified_on: date
    term_start: date
    term_end: date
    price_yen: int | None
    price_note_ja: str
    price_note_en: str
    regions: list[LabelOut]
    pilot_outcome: LabelOut | None
    source: str
    sample: bool
    partly_sample: bool


class CertifiedPage(Schema):
    """One page of the list; `count` is of the whole list on `day`."""

    day: date
    count: int
    items: list[CertifiedOut]
    next_cursor: str | None = None


async def chosen(
    q: FromQuery[str] = "",
    category: FromQuery[str] = "",
    region: FromQuery[str] = "",
    bureau: Bureau = None,
    pilot: Pilot = "",
) -> CertifiedFilter:
    """The filters of the address."""
    return chosen_from(
        {
            "q": q,
            "category": category,
            "region": region,
            "bureau": str(bureau or ""),
            "pilot": pilot,
        }
    )


class CatalogueApi(ApiController):
    """The certified list (認定一覧): what a contract signed on a day can rest on. No token needed."""

    path = "/api/v1/certified"
    tags = ["Certified list"]
    dependencies = {"chosen": Provide(chosen)}

    @get("/", operation_id="ListCertified", security=NO_TOKEN)
    async def listing(
        self,
        chosen: NamedDependency[CertifiedFilter],
        day: Day = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> CertifiedPage:
        """Published certifications in term on a day, nearest end first."""
        asked = day or clock.today()
        items = await certified_on(asked, chosen)
        feed = feed_of(items, _key, (date, str, str), cursor, limit)
        return CertifiedPage(
            day=asked,
            count=len(items),
            items=[CertifiedOut.of(item) for item in feed.items],
            next_cursor=feed.next_cursor,
        )

    @get("/{certification_id:uuid}", operation_id="GetCertified", security=NO_TOKEN)
    async def detail(
        self, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> CertificationOut:
        """One published certification, in term or not."""
        view = await certification_for(actor, certification_id)
        if not view.is_public:
            raise NotFound()
        return CertificationOut.of(view)


def _download(kind: str, media_type: str, told: str, **more: Any) -> HTTPRouteHandler:
    @get(
        f"/certified.{kind}",
        operation_id=f"DownloadCertified{kind.capitalize()}",
        description=told,
        security=NO_TOKEN,
        media_type=media_type,
        **more,
    )
    async def download(
        self: ApiController,
        request: WebRequest,
        chosen: NamedDependency[CertifiedFilter],
        day: Day = None,
        language: Language = "ja",
    ) -> Response[bytes]:
        bureaus = tuple(await certifying_bureaus())
        asked = ListRequest(day=day or clock.today(), chosen=chosen, bureaus=bureaus)
        with using_language(language):
            return await certified_file(request, asked, kind)

    return download


class CatalogueFilesApi(ApiController):
    """The certified list as files: the same rows as the list itself. No token needed."""

    path = "/api/v1"
    tags = ["Certified list"]
    dependencies = {"chosen": Provide(chosen)}

    csv = _download("csv", "text/csv", "CSV, UTF-8 with BOM, one heading row.")
    json = _download(
        "json",
        "application/json",
        "One JSON document with both languages and how to cite it.",
        responses=JSON_FILE,
    )
    pdf = _download("pdf", "application/pdf", "A4 landscape, to print and file.")


def _key(item: CertifiedItem) -> tuple[date, str, str]:
    return (item.term_end, item.decision_number, str(item.id))
