"""The certified list (認定一覧) as CSV: UTF-8 with BOM, CRLF, RFC 4180."""

import csv
from collections.abc import Iterable
from io import StringIO

from foundation.documents.formula import disarmed
from foundation.documents.text import tidy
from procurement.catalogue.exports.columns import COLUMNS, Cell, Column
from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.item import CertifiedItem

MEDIA_TYPE = "text/csv; header=present"
"""RFC 4180; the framework adds the character set."""


def certified_list_csv(
    items: Iterable[CertifiedItem],
    *,
    publication: Publication,
    language: str = "ja",
) -> bytes:
    """The list as a data file.

    Text is quoted and numbers are not, so that a reader that honours quotes keeps 法人番号 as text. The
    byte order mark makes Excel read UTF-8. Text that a spreadsheet would run stands behind an apostrophe
    (`foundation.documents.formula`); the JSON file has it as it was typed.

    Args:
        items: in the order of the list.
        language: "ja" or "en", of headings and of words from our own lists.
        publication: who publishes, and the address of the site.
    """
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([column.heading(language) for column in COLUMNS])
    for item in items:
        writer.writerow([_cell(column, item, language, publication) for column in COLUMNS])
    return target.getvalue().encode("utf-8-sig")


def _cell(column: Column, item: CertifiedItem, language: str, publication: Publication) -> Cell:
    value = column.value(item, language, publication)
    if isinstance(value, str):
        return disarmed(tidy(value, variants=True))
    return "" if value is None else value
