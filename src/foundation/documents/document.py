"""A document put together from its parts: title, stamp, facts, numbered sections, tables, hash.

document = Document(info)
document.title("候補リスト")
document.facts([("課題", "…")])
document.section("候補")
document.table(columns, rows)
content = document.pdf()
"""

from collections.abc import Sequence

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from foundation.documents.build import LETTER_PAGE, DocumentInfo, Page, build, grouped
from foundation.documents.fonts import BOLD, REGULAR, text_width
from foundation.documents.paragraph import JapaneseParagraph, text_style
from foundation.documents.ruled import Column, facts_table, ruled_table
from foundation.documents.text import joined, markup, plain, strong

_TITLE_SIZE = 16.5
# A heading stays with at least two rows below it, and one of a section with one of a part; in points.
_WITH_PART, _WITH_SECTION = 70, 96
_GAP = "\u3000\u3000"
_TITLE = text_style("title", _TITLE_SIZE, 24, bold=True, align=TA_CENTER)
_LIST_TITLE = text_style("list-title", _TITLE_SIZE, 20, bold=True)
_LIST_FACTS = text_style("list-facts", 9, 13, align=TA_RIGHT)
_SECTION = text_style("section", 11.5, 17, bold=True)
_PART = text_style("part", 10.5, 15.5, bold=True)
_TEXT = text_style("text", 9.5, 15)
_NOTE = text_style("note", 8.75, 13, color="#333333")


class Document:
    """What becomes a PDF, part by part from the top. Texts are plain, or markup made by `text`.

    Args:
        info: properties, foot and running head.
        page: paper and margins.
    """

    def __init__(self, info: DocumentInfo, page: Page = LETTER_PAGE) -> None:
        self._info = info
        self._page = page
        self._story: list[Flowable] = []
        self._sections = 0
        self._below = 0.0

    def title(self, text: str) -> None:
        """The name of the document, in the middle of the page."""
        self._add(JapaneseParagraph(markup(text), _TITLE), below=8)

    def list_head(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """The name of a list on the left, what it is about on the right, a rule below both.

        The last of the facts begins a line of its own where all of them have no room on one.
        """
        width = text_width(plain(title), _TITLE_SIZE, BOLD) + 12
        room = self._page.width - width
        on_one_line = _GAP.join(f"{label} {value}" for label, value in facts)
        fits = text_width(plain(on_one_line), _LIST_FACTS.fontSize, BOLD) <= room
        *first, last = (
            joined(f"{label} ", strong(markup(value, lines=False))) for label, value in facts
        )
        line = joined(joined(*first, by=_GAP), _GAP if fits else "\n", last)
        head = Table(
            [[JapaneseParagraph(markup(title), _LIST_TITLE), JapaneseParagraph(line, _LIST_FACTS)]],
            colWidths=[width, room],
            style=TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
                    ("LINEBELOW", (0, 0), (-1, -1), 1, "#000000"),
                ]
            ),
        )
        self._add(head, below=2 * mm)

    def stamp(self, state: str, *lines: str) -> None:
        """How the record stands, in a frame at the top: the state, then who, when and why."""
        frame = Table(
            [[JapaneseParagraph(joined(strong(state), *lines, by="\n"), _TEXT)]],
            colWidths=[self._page.width],
            style=TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                    ("BOX", (0, 0), (-1, -1), 1.5, "#000000"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 9),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 9),
                    ("TOPPADDING", (0, 0), (-1, -1), 4),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
                ]
            ),
            splitInRow=1,
        )
        self._add(frame, below=8)

    def section(self, title: str) -> None:
        """A heading with the next number."""
        self._sections += 1
        self._below = 12
        heading = JapaneseParagraph(markup(f"{self._sections}\u3000{title}"), _SECTION)
        self._add(heading, below=4, kept_with=_WITH_SECTION)

    def part(self, title: str) -> None:
        """A heading within a section, kept with what follows."""
        heading = JapaneseParagraph(markup(title, lines=False), _PART)
        self._add(heading, below=3, kept_with=_WITH_PART)

    def text(self, text: str) -> None:
        """A paragraph."""
        self._add(JapaneseParagraph(markup(text), _TEXT), below=5)

    def note(self, text: str) -> None:
        """What is said to a table, smaller."""
        self._add(JapaneseParagraph(markup(text), _NOTE), below=1.5 * mm)

    def facts(self, facts: Sequence[tuple[str, str]], label_width: float = 94) -> None:
        """Labels with their values; the width of the labels is in points."""
        self._add(facts_table(facts, self._page.width, label_width), below=10)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, empty: str = ""
    ) -> None:
        """Rows under a head that each page repeats; `empty` is said where there are none."""
        self._add(ruled_table(columns, rows, self._page.width, empty=empty), below=10)

    def digest(self, sha256: str) -> None:
        """A hash (照合値) in groups that can be compared by eye."""
        self.note(grouped(sha256))

    def pdf(self) -> bytes:
        """The file; the document is used up.

        Raises:
            MissingFonts: the font files are not installed.
            ValueError: the instant of making has no time zone.
        """
        return build(self._story, self._info, self._page)

    def _add(self, flowable: Flowable, *, below: float, kept_with: float = 0) -> None:
        """Add a part.

        Args:
            below: room between it and what follows, if anything does, in points.
            kept_with: begins a new page where less than this is left, in points.
        """
        if self._below:
            self._story.append(Spacer(0, self._below))
        if kept_with:
            self._story.append(CondPageBreak(kept_with))
        self._story.append(flowable)
        self._below = below
