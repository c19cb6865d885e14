"""The certified list (認定一覧) as a PDF to print, file and sign under: A4 landscape."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from foundation.clock import TOKYO
from foundation.documents.build import LIST_PAGE, DocumentInfo, build, short_digest
from foundation.documents.fonts import BOLD, REGULAR, text_width
from foundation.documents.paragraph import GREY, JapaneseParagraph, text_style
from foundation.documents.text import markup, plain
from foundation.wareki import wareki, wareki_year_in_english
from procurement.catalogue.exports.certified_csv import certified_list_csv
from procurement.catalogue.exports.publication import Publication, sample_note
from procurement.catalogue.item import CertifiedItem

MEDIA_TYPE = "application/pdf"

_HEAD_GREY = "#f2f2f2"  # solid-gray-50 of the Digital Agency's tokens
_ROW_GREY = "#949494"
_SMALL = 8.25
_TITLE_SIZE = 16.5
_CELL_PADDING = 5.5
# A price basis up to this long stands before the amount (月 88,000); a longer one goes below it.
_SHORT_NOTE = 2
# Text up to this long fits on one page even in the narrow columns of names.
_CELL_FITS_PAGE = 400
_END_RULE = ("LINEBELOW", (0, -1), (-1, -1), 1, "#000000")
_GAP = "\u3000\u3000"

_BODY = text_style("body", 9, 12.6)
_BODY_RIGHT = text_style("body-right", 9, 12.6, align=TA_RIGHT)
_HEADING = text_style("heading", 8.75, 12, bold=True)
_HEADING_RIGHT = text_style("heading-right", 8.75, 12, bold=True, align=TA_RIGHT)
_TITLE = text_style("title", _TITLE_SIZE, 20, bold=True)
_FACTS = text_style("facts", 9, 13, align=TA_RIGHT)
_NOTE = text_style("note", 8.75, 13, color="#333333")


@dataclass(frozen=True, slots=True)
class _Column:
    ja: str
    en: str
    width: float  # millimetres; they add up to the width of the page between its margins
    number: bool = False


# the two of days take 2026年12月31日 whole
_COLUMNS = (
    _Column("認定番号", "Decision no.", 25),
    _Column("製品・サービス", "Product or service", 51.5),
    _Column("事業者・法人番号", "Firm, corporate number", 49),
    _Column("分野", "Field", 22),
    _Column("認定した局", "Bureau", 22.5),
    _Column("認定した日", "Certified on", 28.5),
    _Column("期間の終わり", "Term ends", 28.5),
    _Column("実証", "Pilot", 17),
    _Column("価格", "Price", 21, number=True),
)

# the names that strftime gives depend on the machine's language
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MEANING_JA = (
    "{statute}により購入できる新商品・新役務です。"
    "認定は、購入や品質を約束するものではありません。価格は税込の参考価格（円）です。"
)
_MEANING_EN = (
    "New products and services that may be bought by negotiated contract ({statute}). Certification "
    "promises neither purchase nor quality. Prices are for reference, in yen with tax."
)


def certified_list_pdf(
    items: Sequence[CertifiedItem],
    day: date,
    conditions: Sequence[tuple[str, str]],
    generated_at: datetime,
    *,
    publication: Publication,
    language: str = "ja",
) -> bytes:
    """The list on paper, the same bytes for the same arguments.

    The foot carries the first 16 digits of the SHA-256 of the CSV file of the same items, language and
    publication: who holds paper and data can tell that they belong together.

    Args:
        items: in the order of the list, all in term on the day.
        day: the day (基準日) asked for, given in both calendars.
        conditions: what the list was filtered by, as label and value; empty for the whole list.
        generated_at: aware instant of making.
        language: "ja" or "en".
        publication: who publishes, and the address of the site.

    Raises:
        MissingFonts: the font files are not installed.
    """
    title = publication.title(language)
    digest = short_digest(certified_list_csv(items, language=language, publication=publication))
    meaning = (
        _MEANING_EN.format(statute=publication.statute.en)
        if language == "en"
        else _MEANING_JA.format(statute=publication.statute.ja)
    )
    info = DocumentInfo(
        title=f"{title} {_day(day, language)}",
        author=publication.publisher(language),
        subject=meaning,
        language=language,
        made_at=generated_at,
        foot_left=_foot(items, generated_at, language, publication),
        foot_middle=f"CSV SHA-256 {digest}",
        running_head=_running_head(title, day, language),
    )
    story: list[Flowable] = [
        _head(items, day, conditions, language, publication),
        Spacer(0, 2 * mm),
        JapaneseParagraph(markup(meaning), _NOTE),
        Spacer(0, 1.5 * mm),
        _table(items, language),
    ]
    return build(story, info, LIST_PAGE)


def _running_head(title: str, day: date, language: str) -> str:
    return (
        f"{title}, as of {_day(day, language)}"
        if language == "en"
        else f"{title}　基準日 {_day(day, language)}"
    )


def _foot(
    items: Sequence[CertifiedItem], generated_at: datetime, language: str, publication: Publication
) -> str:
    local = generated_at.astimezone(TOKYO)
    note = sample_note(items, language)
    source = publication.attribution(language)
    if language == "en":
        made = f"made {_day_in_column(local.date(), language)} {local:%H:%M}"
        return f"{source}, {made}{f' ({note})' if note else ''}"
    made = f"{_day_in_column(local.date(), language)} {local:%H:%M} 作成"
    return f"{source}　{made}{f'（{note}）' if note else ''}"


def _day(day: date, language: str) -> str:
    """A day in both calendars; the Gregorian one alone before 昭和."""
    western = _day_in_column(day, language)
    try:
        if language == "en":
            return f"{western} ({wareki_year_in_english(day)})"
        return f"{wareki(day)}（{western}）"
    except ValueError:
        return western


def _day_in_column(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _head(
    items: Sequence[CertifiedItem],
    day: date,
    conditions: Sequence[tuple[str, str]],
    language: str,
    publication: Publication,
) -> Table:
    """Title on the left, what the list is about on the right, a rule below both."""
    english = language == "en"
    title = publication.title(language)
    asked = ("; " if english else "、").join(
        f"{label}: {value}" if english else f"{label}：{value}" for label, value in conditions
    )
    facts = (
        ("As of" if english else "基準日", _day(day, language)),
        ("Entries" if english else "件数", f"{len(items):,}" if english else f"{len(items):,}件"),
        ("Filter" if english else "条件", asked or ("none" if english else "なし")),
    )
    title_width = text_width(title, _TITLE_SIZE, BOLD) + 12
    room = LIST_PAGE.width - title_width
    on_one_line = _GAP.join(f"{label} {value}" for label, value in facts)
    fits = text_width(plain(on_one_line), _FACTS.fontSize, BOLD) <= room
    day_part, count_part, filter_part = (
        f"{label} <b>{markup(value, lines=False)}</b>" for label, value in facts
    )
    # a filter too long for the line begins its own
    line = f"{day_part}{markup(_GAP)}{count_part}{markup(_GAP) if fits else '<br/>'}{filter_part}"
    table = Table(
        [[JapaneseParagraph(markup(title), _TITLE), JapaneseParagraph(line, _FACTS)]],
        colWidths=[title_width, room],
    )
    table.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
                ("LINEBELOW", (0, 0), (-1, -1), 1, "#000000"),
            ]
        )
    )
    return table


class _RuledTable(Table):  # type: ignore[misc]  # the library has no types
    """A table with the rule of its end on every page; the library's `splitlast` gives it to the first only."""

    def onSplit(self, T: Table, byRow: int = 1) -> None:
        """The library's hook, called for each part of a split table."""
        T.setStyle(TableStyle([_END_RULE]))


def _table(items: Sequence[CertifiedItem], language: str) -> Table:
    rows: list[list[Flowable]] = [
        [
            JapaneseParagraph(
                markup(column.en if language == "en" else column.ja),
                _HEADING_RIGHT if column.number else _HEADING,
            )
            for column in _COLUMNS
        ]
    ]
    rows += [_row(item, language) for item in items]
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        ("BACKGROUND", (0, 0), (-1, 0), _HEAD_GREY),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, _ROW_GREY),
        ("LINEBELOW", (0, 0), (-1, 0), 1, "#000000"),
        _END_RULE,
    ]
    if not items:
        empty = "No certification is in term." if language == "en" else "期間内の認定はありません。"
        rows.append(
            [JapaneseParagraph(markup(empty), _BODY), *[Spacer(0, 0)] * (len(_COLUMNS) - 1)]
        )
        style.append(("SPAN", (0, 1), (-1, 1)))
    return _RuledTable(
        rows,
        colWidths=[column.width * mm for column in _COLUMNS],
        repeatRows=1,
        splitByRow=1,
        splitInRow=int(_higher_than_a_page(items, language)),
        style=TableStyle(style),
    )


def _higher_than_a_page(items: Sequence[CertifiedItem], language: str) -> bool:
    """Whether a row may have to go on overleaf: otherwise one endless name would stop the whole list."""
    return any(
        len(text) > _CELL_FITS_PAGE
        for item in items
        for text in (item.title(language), item.organisation(language))
    )


def _small(text: str) -> str:
    return f'<br/><font size="{_SMALL}" color="{GREY}">{text}</font>'


def _row(item: CertifiedItem, language: str) -> list[Flowable]:
    english = language == "en"
    sample = ""
    if item.sample:
        sample = _small("sample" if english else "見本")
    elif item.partly_sample:
        sample = _small("partly sample" if english else "一部見本")
    number = item.corporate_number or (
        "corporate number not given" if english else "法人番号の掲載なし"
    )
    firm = markup(item.organisation(language), lines=False)
    outcome = item.pilot_outcome.text(language) if item.pilot_outcome else ""
    return [
        JapaneseParagraph(markup(item.decision_number, lines=False) + sample, _BODY),
        JapaneseParagraph(f"<b>{markup(item.title(language), lines=False)}</b>", _BODY),
        JapaneseParagraph(firm + _small(markup(number)), _BODY),
        JapaneseParagraph(markup(item.category.text(language)), _BODY),
        JapaneseParagraph(markup(item.bureau.text(language)), _BODY),
        JapaneseParagraph(_day_in_column(item.certified_on, language), _BODY),
        JapaneseParagraph(_day_in_column(item.term_end, language), _BODY),
        JapaneseParagraph(markup(outcome or ("direct" if english else "なし")), _BODY),
        JapaneseParagraph(_price(item, language), _BODY_RIGHT),
    ]


def _price(item: CertifiedItem, language: str) -> str:
    """The amount with what it is for; that there is none to read is said, not left blank."""
    if item.price_yen is None:
        return "not public" if language == "en" else "公開なし"
    amount = f"{item.price_yen:,}"
    note = plain(item.price_note(language))
    if not note:
        return amount
    return f"{markup(note)} {amount}" if len(note) <= _SHORT_NOTE else amount + _small(markup(note))
