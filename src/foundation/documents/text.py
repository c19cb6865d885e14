"""Text that people typed, made safe and drawable for a PDF.

reportlab reads paragraphs as markup: an unescaped `<img src=…>` in a product name would fetch a file or
an address. And it draws an empty box for a character that the font lacks, as in CO₂. Both end here: what
leaves `markup` and `plain` contains no tag of the writer's and no character without a glyph.
"""

import unicodedata
from xml.sax.saxutils import escape

from foundation.documents.fonts import drawable
from foundation.text import without_invisible, without_unseen

# what stands where a character cannot be drawn at all (下駄): visible, so that someone notices
GETA = "〓"
GREY = "#595959"
SMALL = 8.25


def tidy(text: str, *, variants: bool = False) -> str:
    """The text without invisible characters, with `\\n` as line end and a space for a tab.

    A base and its combining mark become one character where there is one; nothing else is normalised,
    because normal forms change the characters of legal names (神 written as U+FA19).

    Args:
        variants: keep which variant of a kanji was written, and what joins signs, for files that no font of
            ours draws; it has neither.
    """
    text = (without_unseen(text) if variants else without_invisible(text)).replace("\t", " ")
    if not any(map(unicodedata.combining, text)):
        return text
    composed: list[str] = []
    for character in text:
        if composed and unicodedata.combining(character):
            pair = unicodedata.normalize("NFC", composed[-1] + character)
            if len(pair) == 1:
                composed[-1] = pair
                continue
        composed.append(character)
    return "".join(composed)


def _substitute(character: str) -> tuple[str, str]:
    """The tag to draw a character under ("sub", "sup" or none) and the drawable text for it."""
    covered = drawable()
    if ord(character) in covered or character == "\n":
        return "", character
    decomposition = unicodedata.decomposition(character)
    compatible = unicodedata.normalize("NFKC", character)
    if not all(ord(c) in covered for c in compatible):
        return "", GETA
    if decomposition.startswith("<sub>"):
        return "sub", compatible
    if decomposition.startswith("<super>"):
        return "sup", compatible
    return "", compatible


def plain(text: str) -> str:
    """One line of drawable text without markup, for `drawString` and for a document's properties."""
    return "".join(_substitute(c)[1] for c in tidy(text)).replace("\n", " ")


class Marked(str):
    """Paragraph markup that `markup` made or let through."""


def markup(text: str, *, lines: bool = True) -> Marked:
    """Text as paragraph markup: escaped, drawable, subscripts and superscripts as such.

    Args:
        text: any text, as a person typed it; what is markup already stays as it is.
        lines: keep line ends as `<br/>`; otherwise they become spaces.
    """
    if isinstance(text, Marked):
        return text
    parts: list[str] = []
    for character in tidy(text):
        tag, drawn = _substitute(character)
        # as a reference, because reportlab makes one plain space of any white space it meets
        drawn = escape(drawn).replace("\u3000", "&#12288;")
        parts.append(f"<{tag}>{drawn}</{tag}>" if tag else drawn)
    return Marked("".join(parts).replace("\n", "<br/>" if lines else " "))


def joined(*texts: str, by: str = "") -> Marked:
    """Texts, plain or marked up, one after the other, with another between them."""
    return Marked(markup(by).join(map(markup, texts)))


def strong(text: str) -> Marked:
    """A text in bold."""
    return Marked(f"<b>{markup(text, lines=False)}</b>")


def below(text: str) -> Marked:
    """A text in a smaller grey line of its own, under what stands before it."""
    return Marked(f'<br/><font size="{SMALL}" color="{GREY}">{markup(text)}</font>')
