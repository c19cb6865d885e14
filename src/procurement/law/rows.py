"""The rows that rules of law are written in, and the reading of a file of them."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from foundation.i18n import lazy as _l
from foundation.settings import UnsafeSettings

LARGEST_FILE = 1_000_000
"""Bytes."""
SHIPPED = Path(__file__).parent / "rules.toml"
Text = Annotated[str, Meta(min_length=1, max_length=500)]


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a row; what the file says beyond it is refused."""


class Source(Part, frozen=True, kw_only=True):
    """Where a rule is written.

    Attributes:
        name: of the law or notice.
        article: the article, or the part of a notice.
        address: of the public text.
    """

    name: Text
    article: Text
    address: Annotated[str, Meta(pattern="^https?://.+")]


class Wording(Part, frozen=True, kw_only=True):
    """A citation in both languages."""

    ja: Text
    en: Text


class NoticeColumn(Part, frozen=True, kw_only=True):
    """A column of a notice (随意契約の公表)."""

    key: Annotated[str, Meta(pattern="^[a-z][a-z_]*$")]
    ja: Text
    en: Text


class Stated(Part, frozen=True, kw_only=True):
    """What a row may state; None is left as it was.

    Attributes:
        statute, ordinance: what a certification and a contract rest on, as cited.
        minimum_experts: experts (学識経験者) to be heard before a certification.
        term_fiscal_years: fiscal years (年度) a certification runs, that of the decision the first.
        treaty_threshold: yen with tax; from it on goods and services are 特定調達.
        publication_days: days from signing until a negotiated contract is published.
        notice_before, notice_after: columns of the notices before and after signing.
    """

    statute: Wording | None = None
    ordinance: Wording | None = None
    minimum_experts: Annotated[int, Meta(ge=0, le=100)] | None = None
    term_fiscal_years: Annotated[int, Meta(ge=1, le=100)] | None = None
    treaty_threshold: Annotated[int, Meta(ge=1)] | None = None
    publication_days: Annotated[int, Meta(ge=0, le=3_650)] | None = None
    notice_before: tuple[NoticeColumn, ...] | None = None
    notice_after: tuple[NoticeColumn, ...] | None = None

    @property
    def said(self) -> dict[str, object]:
        """What is stated, by name."""
        found = {name: getattr(self, name) for name in Stated.__struct_fields__}
        return {name: value for name, value in found.items() if value is not None}


class Row(Stated, frozen=True, kw_only=True):
    """What holds from a day on."""

    since: date
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]


class _File(Part, frozen=True, kw_only=True):
    rule: tuple[Row, ...]


@cache
def rows_of(file: Path) -> tuple[Row, ...]:
    """The rows of a file, which is read once.

    Raises:
        UnsafeSettings: it cannot be read, says something unknown or without a source, or its days
            are out of order.
    """
    try:
        rows = msgspec.toml.decode(_bytes_of(file), type=_File).rule
    except (OSError, ValueError, RecursionError) as error:
        raise UnsafeSettings(
            _l("KS_LAW_RULES の %(file)s を読み取れません（%(error)s）。"), file=file, error=error
        ) from error
    for number, row in enumerate(rows):
        if not row.said:
            raise UnsafeSettings(
                _l("KS_LAW_RULES の %(file)s の%(number)s番目の rule は、何も定めていません。"),
                file=file,
                number=number + 1,
            )
        if number and row.since < rows[number - 1].since:
            raise UnsafeSettings(
                _l(
                    "KS_LAW_RULES の %(file)s の%(number)s番目の rule の日（%(since)s）が、前の rule の日より前です。日の順に並べてください。"
                ),
                file=file,
                number=number + 1,
                since=row.since,
            )
    return rows


def _bytes_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        content = opened.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ValueError(f"more than {LARGEST_FILE} bytes")
    return content
