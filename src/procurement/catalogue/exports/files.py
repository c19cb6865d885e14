"""The certified list as a file to keep: CSV, JSON or PDF, all of the same rows."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from litestar import Response

from foundation import clock
from foundation.i18n import language
from foundation.threads import HEAVY
from foundation.web import WebRequest
from procurement.catalogue.exports import certified_csv, certified_json, certified_pdf
from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.item import CertifiedItem
from procurement.catalogue.queries import certified_on
from procurement.catalogue.request import ListRequest

FORMATS = ("csv", "json", "pdf")


@dataclass(frozen=True)
class _Making:
    """What a file is made of."""

    items: list[CertifiedItem]
    asked: ListRequest
    language: str
    publication: Publication


async def certified_file(request: WebRequest, asked: ListRequest, kind: str) -> Response[bytes]:
    """The list of a day with its filters, as a download.

    A copy may be kept by anyone and must be asked about each time: a suspension counts at once.
    `ETag` follows the rows, so that an unchanged list is answered with 304.

    Args:
        kind: one of `FORMATS`.
    """
    items = await certified_on(asked.day, asked.chosen)
    making = _Making(items, asked, language(), Publication.here())
    headers = {
        "Cache-Control": "public, no-cache",
        "ETag": await HEAVY.run(_tag, making, kind),
        "Content-Language": making.language,
        "Content-Disposition": disposition(asked.day, kind, making.language),
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    media_type, make = _MAKERS[kind]
    content = await HEAVY.run(make, making)
    return Response(content, media_type=media_type, headers=headers)


def _tag(making: _Making, kind: str) -> str:
    rows = certified_csv.certified_list_csv(
        making.items, language=making.language, publication=making.publication
    )
    asked = (
        f"{kind} {making.language} {making.asked.day} {sorted(making.asked.values.items())} "
        f"{making.publication}"
    )
    return f'W/"{hashlib.sha256(asked.encode() + rows).hexdigest()[:32]}"'


def disposition(day: date, kind: str, in_language: str) -> str:
    """The header that names the file, with the day in it."""
    plain = f"certified-{day.isoformat()}.{kind}"
    if in_language == "en":
        return f'attachment; filename="{plain}"'
    full = quote(f"認定一覧_{day.isoformat()}.{kind}")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"


def _csv(making: _Making) -> bytes:
    return certified_csv.certified_list_csv(
        making.items, language=making.language, publication=making.publication
    )


def _json(making: _Making) -> bytes:
    return certified_json.certified_list_json(
        making.items,
        making.asked.day,
        making.asked.conditions,
        clock.now(),
        publication=making.publication,
    )


def _pdf(making: _Making) -> bytes:
    return certified_pdf.certified_list_pdf(
        making.items,
        making.asked.day,
        making.asked.conditions,
        clock.now(),
        language=making.language,
        publication=making.publication,
    )


_MAKERS: dict[str, tuple[str, Callable[[_Making], bytes]]] = {
    "csv": (certified_csv.MEDIA_TYPE, _csv),
    "json": (certified_json.MEDIA_TYPE, _json),
    "pdf": (certified_pdf.MEDIA_TYPE, _pdf),
}
