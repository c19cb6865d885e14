"""A paragraph that breaks its lines by the rules of `linebreak`.

reportlab's own breaking of Japanese leaves opening brackets at line ends and cuts numbers and dates.
"""

from functools import lru_cache
from typing import Any

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth
from reportlab.platypus import Paragraph
from reportlab.platypus.paragraph import FragLine, ParaLines

from foundation.documents.fonts import BOLD, REGULAR, register_fonts
from foundation.documents.linebreak import line_ends

BLACK = "#000000"


def text_style(
    name: str,
    size: float = 9,
    leading: float | None = None,
    *,
    bold: bool = False,
    color: str = BLACK,
    align: int = TA_LEFT,
    **more: Any,
) -> ParagraphStyle:
    """A paragraph style in the embedded font.

    Args:
        name: any name, for error messages.
        size: in points.
        leading: distance of lines in points; 1.4 times the size when left out.
        bold: the heavier weight.
        color: `#rrggbb`.
        align: one of reportlab's `TA_…`.
        more: further attributes of `ParagraphStyle`.
    """
    return ParagraphStyle(
        name,
        fontName=BOLD if bold else REGULAR,
        bulletFontName=REGULAR,
        fontSize=size,
        leading=leading or size * 1.4,
        textColor=color,
        alignment=align,
        wordWrap="CJK",
        **more,
    )


class JapaneseParagraph(Paragraph):  # type: ignore[misc]  # the library has no types
    """Paragraph of markup made by `text.markup`, set with kinsoku.

    Args:
        text: markup.
        style: a style from `text_style`.
    """

    def __init__(self, text: str | None, style: ParagraphStyle, **options: Any) -> None:
        register_fonts()
        # the options are the library's own, used when it splits a paragraph between pages
        super().__init__(text, style, **options)
        self._broken: tuple[tuple[float, ...], Any] | None = None

    def breakLinesCJK(self, maxWidths: float | list[float]) -> Any:
        """The library's hook: turns `self.frags` into lines for these widths.

        A table asks several times for the same widths; it is answered from the first time.
        """
        if not self.frags or self.bulletText or getattr(self, "_splitpara", 0):
            return super().breakLinesCJK(maxWidths)
        room = tuple(maxWidths) if isinstance(maxWidths, list) else (maxWidths,)
        if self._broken is None or self._broken[0] != room:
            self._broken = (room, ParaLines(kind=1, lines=self._lines(room)))
        self.height = 0
        return self._broken[1]

    def _lines(self, room: tuple[float, ...]) -> list[Any]:
        lines: list[Any] = []
        part: list[Any] = []
        for fragment in self.frags:
            if hasattr(fragment, "lineBreak"):
                self._add_lines(lines, part, room, closes=True)
                part = []
            elif fragment.text:
                part.append(fragment)
        if part:
            self._add_lines(lines, part, room, closes=False)
        return lines

    def _add_lines(
        self, lines: list[Any], fragments: list[Any], room: tuple[float, ...], *, closes: bool
    ) -> None:
        """Append the lines of the text between two line ends."""
        text = "".join(fragment.text for fragment in fragments)
        owners = [fragment for fragment in fragments for _ in fragment.text]
        widths = [
            _character_width(character, owner.fontName, owner.fontSize)
            for character, owner in zip(text, owners, strict=True)
        ]
        start = 0
        # an empty line between two line ends keeps its height
        for end in line_ends(text, widths, room[len(lines) :] or room[-1:]) or [0]:
            last = end
            while last > start and text[last - 1].isspace():
                last -= 1
            used = sum(widths[start:last])
            limit = room[min(len(lines), len(room) - 1)]
            words = _words(text, owners, start, last)
            metrics = [getAscentDescent(word.fontName, word.fontSize) for word in words]
            lines.append(
                FragLine(
                    kind=1,
                    extraSpace=limit - used,
                    wordCount=1,
                    words=words,
                    fontSize=max((word.fontSize for word in words), default=self.style.fontSize),
                    ascent=max((ascent for ascent, _ in metrics), default=0),
                    descent=min((descent for _, descent in metrics), default=0),
                    maxWidth=limit,
                    currentWidth=used,
                    lineBreak=closes and end == len(text),
                )
            )
            start = end


def _words(text: str, owners: list[Any], start: int, end: int) -> list[Any]:
    """Runs of one look within a line, each as a fragment of its own."""
    words = []
    while start < end:
        stop = start + 1
        while stop < end and owners[stop] is owners[start]:
            stop += 1
        word = owners[start].clone()
        word.text = text[start:stop]
        words.append(word)
        start = stop
    return words


@lru_cache(maxsize=20_000)
def _character_width(character: str, font: str, size: float) -> float:
    return float(stringWidth(character, font, size))
