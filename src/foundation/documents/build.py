"""Make a PDF of a story of flowables: page frame, foot with n／Nページ, properties, the same bytes each time.

The same story and the same `DocumentInfo` give the same bytes, whatever the machine or the hour: the file
carries the given instant and no random number. So its SHA-256 can be kept as evidence and made again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.lib import pagesizes
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from foundation.clock import TOKYO
from foundation.documents.fonts import REGULAR, register_fonts, text_width
from foundation.documents.text import GREY, SMALL, plain
from foundation.frozen import sha256_of


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentInfo:
    """What a document says of itself.

    Args:
        title: in the language of the document; also shown as running head from page 2 on.
        author: the office that publishes it.
        subject: one line on its content.
        language: "ja" or "en", read out by screen readers.
        made_at: aware instant, written as the date of creation.
        foot_left: source, or record and version.
        foot_middle: a digest of what the document relies on.
        running_head: one line at the top of each page after the first; empty for none.
    """

    title: str
    author: str
    made_at: datetime
    subject: str = ""
    language: str = "ja"
    foot_left: str = ""
    foot_middle: str = ""
    running_head: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Paper and margins.

    Args:
        size: width and height in points.
        left, right, top, bottom: margins in points; the foot stands within the bottom one.
    """

    size: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """Room between the side margins, in points."""
        return self.size[0] - self.left - self.right


LIST_PAGE = Page(
    size=pagesizes.landscape(pagesizes.A4), left=16 * mm, right=16 * mm, top=14 * mm, bottom=17 * mm
)
LETTER_PAGE = Page(size=pagesizes.A4, left=22 * mm, right=22 * mm, top=18 * mm, bottom=20 * mm)


class _CountingCanvas(Canvas):  # type: ignore[misc]  # the library has no types
    """Keeps finished pages back until the number of pages is known, then writes each with its foot."""

    def __init__(self, *args: Any, page: Page, info: DocumentInfo, **options: Any) -> None:
        super().__init__(*args, **options)
        self._page = page
        self._info = info
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages and close the file."""
        total = len(self._kept)
        for number, kept in enumerate(self._kept, start=1):
            self.__dict__.update(kept)
            self._draw_frame(number, total)
            super().showPage()
        super().save()

    def _draw_frame(self, number: int, total: int) -> None:
        page, info = self._page, self._info
        left, right = page.left, page.size[0] - page.right
        self.saveState()
        self.setStrokeColor(GREY)
        self.setLineWidth(0.4)
        rule = page.bottom - 4 * mm
        self.line(left, rule, right, rule)
        base = rule - 5 * mm
        self.setFillColor(GREY)
        self.setFont(REGULAR, SMALL)
        self.drawString(left, base, plain(info.foot_left))
        if info.foot_middle:
            middle = plain(info.foot_middle)
            # centred, but never over the words on the left
            start = max(
                (left + right - text_width(middle, SMALL)) / 2,
                left + text_width(plain(info.foot_left), SMALL) + 12,
            )
            self.drawString(start, base, middle)
        count = f"Page {number} of {total}" if info.language == "en" else f"{number}／{total}ページ"
        self.drawRightString(right, base, count)
        if info.running_head and number > 1:
            self.drawString(left, page.size[1] - page.top + 2.5 * mm, plain(info.running_head))
        self.restoreState()


class _Template(BaseDocTemplate):  # type: ignore[misc]  # the library has no types
    """A document of one kind of page."""


def build(story: Sequence[Flowable], info: DocumentInfo, page: Page = LIST_PAGE) -> bytes:
    """Set a story on pages and return the PDF.

    Args:
        story: flowables, used up by this call.
        info: properties, foot and running head.
        page: paper and margins.

    Raises:
        MissingFonts: the font files are not installed.
        ValueError: `made_at` has no time zone.
    """
    if info.made_at.tzinfo is None:
        raise ValueError("made_at needs a time zone")
    register_fonts()

    def canvas(*args: Any, **options: Any) -> _CountingCanvas:
        made = _CountingCanvas(*args, page=page, info=info, **options)
        _stamp(made, info.made_at)
        return made

    target = BytesIO()
    document = _Template(
        target,
        pagesize=page.size,
        title=plain(info.title),
        author=plain(info.author),
        subject=plain(info.subject),
        creator="King Salmon",
        lang="ja-JP" if info.language == "ja" else "en",
        # without it the first page names Helvetica, which is not embedded
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(
        page.left,
        page.bottom,
        page.width,
        page.size[1] - page.top - page.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    document.build(list(story), canvasmaker=canvas)
    return target.getvalue()


def _stamp(canvas: _CountingCanvas, made_at: datetime) -> None:
    """Give the file the instant it was asked for, in place of the fixed one of reportlab's repeatable mode."""
    local = made_at.astimezone(TOKYO)
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = local.timetuple()[:6]
    stamp.dhh, stamp.dmm = 9, 0


def grouped(digits: str) -> str:
    """Digits in groups of four, for reading aloud."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def short_digest(content: bytes) -> str:
    """The first 64 bits of the SHA-256 of some content, grouped."""
    return grouped(sha256_of(content)[:16])
