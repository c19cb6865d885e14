"""The two tables of documents: facts (label and value), and rows under a head that each page repeats."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from foundation.documents.fonts import REGULAR
from foundation.documents.paragraph import JapaneseParagraph, text_style
from foundation.documents.text import markup

HEAD_GREY = "#f2f2f2"  # solid-gray-50 of the Digital Agency's tokens
ROW_GREY = "#949494"
PADDING = 5.5
# A cell that may be higher, in points, goes on overleaf: it would stop the whole document otherwise.
_FITS_PAGE = 330
_SIZE, _LEADING = 9, 12.6

_TEXT = text_style("cell", _SIZE, _LEADING)
_NUMBER = text_style("cell-number", _SIZE, _LEADING, align=TA_RIGHT)
_LABEL = text_style("cell-label", _SIZE, _LEADING, color="#333333")
_HEAD = text_style("head", 8.75, 12, bold=True)
_NUMBER_HEAD = text_style("head-number", 8.75, 12, bold=True, align=TA_RIGHT)

_RULE = (1, "#000000")
_END = ("LINEBELOW", (0, -1), (-1, -1), *_RULE)
_CELLS: list[tuple[Any, ...]] = [
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
    ("TOPPADDING", (0, 0), (-1, -1), 3.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
]
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ruled table.

    Args:
        head: what stands above it, on each page.
        width: in points, or 0 for what the others leave.
        number: set to the right.
    """

    head: str
    width: float = 0
    number: bool = False


class _Ruled(Table):  # type: ignore[misc]  # the library has no types
    """A table with the rule of its end on every page; the library's `splitlast` gives it to the first only."""

    def onSplit(self, T: Table, byRow: int = 1) -> None:
        """The library's hook, called for each part of a split table."""
        T.setStyle(TableStyle([_END]))


def ruled_table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float, *, empty: str = ""
) -> Table:
    """Rows under a head, one rule below each.

    Args:
        rows: cells as plain text, or as markup made by `text`.
        width: of the table, in points.
        empty: what is said where there are no rows.
    """
    left = width - sum(column.width for column in columns)
    widths = [column.width or left for column in columns]
    styles = [_NUMBER if column.number else _TEXT for column in columns]
    cells: list[list[Flowable]] = [
        [
            JapaneseParagraph(markup(column.head), _NUMBER_HEAD if column.number else _HEAD)
            for column in columns
        ]
    ]
    cells += [
        [JapaneseParagraph(markup(text), style) for text, style in zip(row, styles, strict=True)]
        for row in rows
    ]
    style = [
        *_CELLS,
        ("BACKGROUND", (0, 0), (-1, 0), HEAD_GREY),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, ROW_GREY),
        ("LINEBELOW", (0, 0), (-1, 0), *_RULE),
        _END,
    ]
    if not rows:
        cells.append(
            [JapaneseParagraph(markup(empty), _TEXT), *[Spacer(0, 0)] * (len(columns) - 1)]
        )
        style.append(("SPAN", (0, 1), (-1, 1)))
    return _Ruled(
        cells,
        colWidths=widths,
        repeatRows=1,
        splitByRow=1,
        splitInRow=int(any(_may_be_high(row, widths) for row in rows)),
        style=TableStyle(style),
    )


def facts_table(facts: Sequence[tuple[str, str]], width: float, label_width: float) -> Table:
    """Labels on the left, their values beside them.

    Args:
        facts: label and value, as plain text or as markup made by `text`.
        width, label_width: of the table, and of its first column, in points.
    """
    cells = [
        [JapaneseParagraph(markup(label), _LABEL), JapaneseParagraph(markup(value), _TEXT)]
        for label, value in facts
    ]
    style = [
        *_CELLS,
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, ROW_GREY),
        ("LINEABOVE", (0, 0), (-1, 0), *_RULE),
        _END,
    ]
    return _Ruled(
        cells, colWidths=[label_width, width - label_width], splitInRow=1, style=TableStyle(style)
    )


def _may_be_high(row: Sequence[str], widths: Sequence[float]) -> bool:
    return any(
        len(_TAG.sub("", text)) * _SIZE * _LEADING > _FITS_PAGE * (width - 2 * PADDING)
        for text, width in zip(row, widths, strict=True)
    )
