"""How fast the certified list becomes files: 2,000 rows as PDF, CSV and JSON.

    python -m benchmarks exports

The PDF of a full list runs in a worker thread of a web process; more than a few seconds would call for a job.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID

from procurement.catalogue.exports.certified_csv import certified_list_csv
from procurement.catalogue.exports.certified_json import certified_list_json
from procurement.catalogue.exports.certified_pdf import certified_list_pdf
from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.item import CertifiedItem, Label
from procurement.law import Wording

DAY = date(2026, 11, 24)
MADE_AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
HERE = Publication(
    publisher_ja="東京都",
    publisher_en="Tokyo Metropolitan Government",
    authority_code="130001",
    statute=Wording(
        ja="地方自治法施行令第167条の2第1項第4号", en="Article 167-2, paragraph 1, item 4"
    ),
)


def item(number: int) -> CertifiedItem:
    """A line of ordinary length; every fifth name is long."""
    return CertifiedItem(
        id=UUID(int=number),
        decision_number=f"R8-福祉-{number:04}",
        firm_name="見本ケアロボティクス株式会社",
        firm_kana="ミホンケアロボティクス",
        corporate_number="8999910001096",
        address="東京都新宿区西新宿二丁目8番1号",
        title_ja="移乗支援ロボット「リフトアイ」" + "夜間の見守りと記録" * (number % 5 == 0),
        summary_ja="抱え上げずに、ベッドから車いすへ移せます。" * 5,
        category=Label("care", "介護・福祉", "Care and welfare"),
        bureau=Label("welfare", "福祉局", "Bureau of Social Welfare"),
        certified_on=date(2026, 5, 29),
        term_start=date(2026, 5, 29),
        term_end=date(2029, 3, 31),
        price_yen=1_980_000 + number,
        pilot_outcome=Label("full_use", "本格導入", "Full use"),
        path=f"/certified/{number}",
    )


def timed(make: Callable[[], bytes]) -> tuple[bytes, float]:
    """What a function returns, and the seconds it took."""
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start


def main(rows: int = 2000) -> None:
    """Print one line for each kind of file.

    Args:
        rows: length of the list.
    """
    items = [item(number) for number in range(1, rows + 1)]
    # the fonts are loaded once in the life of a process
    _, first = timed(lambda: certified_list_pdf(items[:1], DAY, [], MADE_AT, publication=HERE))
    print(f"first page with loading of fonts: {first:.2f} s")
    pdf, seconds = timed(lambda: certified_list_pdf(items, DAY, [], MADE_AT, publication=HERE))
    pages = pdf_pages(pdf)
    print(
        f"PDF:  {rows} rows, {pages} pages, {seconds:.2f} s, {pages / seconds:.1f} pages/s, {len(pdf) // 1024} KiB"
    )
    for name, make in (
        ("CSV", lambda: certified_list_csv(items, publication=HERE)),
        ("JSON", lambda: certified_list_json(items, DAY, publication=HERE)),
    ):
        made, seconds = timed(make)
        print(
            f"{name + ':':5} {rows} rows, {seconds:.3f} s, {rows / seconds:,.0f} rows/s, {len(made) // 1024} KiB"
        )


def pdf_pages(pdf: bytes) -> int:
    """Number of pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


if __name__ == "__main__":
    main()
