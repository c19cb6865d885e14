"""Noto Sans JP for PDF documents, and which characters it can draw.

The two files are installed beside this module by `make build` and are not in the repository. reportlab
embeds TrueType outlines only, so these are static files, not the slices that the web pages use.
"""

from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FOLDER = Path(__file__).resolve().parent / "fonts"
REGULAR = "NotoSansJP"
BOLD = "NotoSansJP-Bold"
FILES = {REGULAR: "NotoSansJP_400Regular.ttf", BOLD: "NotoSansJP_700Bold.ttf"}


class MissingFonts(RuntimeError):
    """The font files are not installed, so that no PDF can be made."""


@cache
def register_fonts() -> None:
    """Make both weights known to reportlab, with `<b>` leading to the bold one. Later calls do nothing.

    Raises:
        MissingFonts: a file is not there.
    """
    for name, file in FILES.items():
        path = FONT_FOLDER / file
        if not path.is_file():
            raise MissingFonts(f"{path.name} is not installed: run `make build`")
        pdfmetrics.registerFont(TTFont(name, str(path)))
    for family in (REGULAR, BOLD):
        for bold in (0, 1):
            for italic in (0, 1):
                # there is no italic in Japanese type: it is drawn upright
                addMapping(family, bold, italic, BOLD if bold or family == BOLD else REGULAR)


@cache
def drawable() -> frozenset[int]:
    """Code points that both weights can draw.

    Raises:
        MissingFonts: a file is not there.
    """
    register_fonts()
    covered: list[set[int]] = [
        set(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD)
    ]
    return frozenset(set.intersection(*covered))


def text_width(text: str, size: float, font: str = REGULAR) -> float:
    """Width of a text on one line.

    Args:
        text: plain text.
        size: font size in points.
        font: `REGULAR` or `BOLD`.

    Returns:
        points.
    """
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, size))
