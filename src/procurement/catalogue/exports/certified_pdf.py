"""The certified list (認定一覧) as a PDF to print, file and sign under: A4 landscape."""

from collections.abc import Sequence
from datetime import date, datetime

from reportlab.lib.units import mm

from foundation.clock import TOKYO
from foundation.documents.build import LIST_PAGE, DocumentInfo, short_digest
from foundation.documents.dates import in_both, western
from foundation.documents.document import Document
from foundation.documents.ruled import Column
from foundation.documents.text import below, joined, markup, plain, strong
from procurement.catalogue.exports.certified_csv import certified_list_csv
from procurement.catalogue.exports.publication import Publication, sample_note
from procurement.catalogue.item import CertifiedItem

MEDIA_TYPE = "application/pdf"

# A price basis up to this long stands before the amount (月 88,000); a longer one goes below it.
_SHORT_NOTE = 2
# widths in millimetres; they add up to the width of the page between its margins, and the two of days
# take 2026年12月31日 whole
_COLUMNS = (
    ("認定番号", "Decision no.", 25),
    ("製品・サービス", "Product or service", 51.5),
    ("事業者・法人番号", "Firm, corporate number", 49),
    ("分野", "Field", 22),
    ("認定した局", "Bureau", 22.5),
    ("認定した日", "Certified on", 28.5),
    ("期間の終わり", "Term ends", 28.5),
    ("実証", "Pilot", 17),
    ("価格", "Price", 21),
)

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
        title=f"{title} {in_both(day, language)}",
        author=publication.publisher(language),
        subject=meaning,
        language=language,
        made_at=generated_at,
        foot_left=_foot(items, generated_at, language, publication),
        foot_middle=f"CSV SHA-256 {digest}",
        running_head=_running_head(title, day, language),
    )
    english = language == "en"
    document = Document(info, LIST_PAGE)
    document.list_head(title, _facts(items, day, conditions, language))
    document.note(meaning)
    document.table(
        [
            Column(en if english else ja, width * mm, number=ja == "価格")
            for ja, en, width in _COLUMNS
        ],
        [_row(item, language) for item in items],
        empty="No certification is in term." if english else "期間内の認定はありません。",
    )
    return document.pdf()


def _running_head(title: str, day: date, language: str) -> str:
    return (
        f"{title}, as of {in_both(day, language)}"
        if language == "en"
        else f"{title}　基準日 {in_both(day, language)}"
    )


def _foot(
    items: Sequence[CertifiedItem], generated_at: datetime, language: str, publication: Publication
) -> str:
    local = generated_at.astimezone(TOKYO)
    note = sample_note(items, language)
    source = publication.attribution(language)
    if language == "en":
        made = f"made {western(local.date(), language)} {local:%H:%M}"
        return f"{source}, {made}{f' ({note})' if note else ''}"
    made = f"{western(local.date(), language)} {local:%H:%M} 作成"
    return f"{source}　{made}{f'（{note}）' if note else ''}"


def _facts(
    items: Sequence[CertifiedItem],
    day: date,
    conditions: Sequence[tuple[str, str]],
    language: str,
) -> list[tuple[str, str]]:
    if language == "en":
        asked = "; ".join(f"{label}: {value}" for label, value in conditions)
        return [
            ("As of", in_both(day, language)),
            ("Entries", f"{len(items):,}"),
            ("Filter", asked or "none"),
        ]
    asked = "、".join(f"{label}：{value}" for label, value in conditions)
    return [("基準日", in_both(day)), ("件数", f"{len(items):,}件"), ("条件", asked or "なし")]


def _row(item: CertifiedItem, language: str) -> list[str]:
    english = language == "en"
    sample = ""
    if item.sample:
        sample = below("sample" if english else "見本")
    elif item.partly_sample:
        sample = below("partly sample" if english else "一部見本")
    number = item.corporate_number or (
        "corporate number not given" if english else "法人番号の掲載なし"
    )
    outcome = item.pilot_outcome.text(language) if item.pilot_outcome else ""
    return [
        joined(markup(item.decision_number, lines=False), sample),
        strong(item.title(language)),
        joined(markup(item.firm(language), lines=False), below(number)),
        item.category.text(language),
        item.bureau.text(language),
        western(item.certified_on, language),
        western(item.term_end, language),
        outcome or ("direct" if english else "なし"),
        _price(item, language),
    ]


def _price(item: CertifiedItem, language: str) -> str:
    """The amount with what it is for; that there is none to read is said, not left blank."""
    if item.price_yen is None:
        return "not public" if language == "en" else "公開なし"
    amount = f"{item.price_yen:,}"
    note = plain(item.price_note(language))
    if not note:
        return amount
    return f"{note} {amount}" if len(note) <= _SHORT_NOTE else joined(amount, below(note))
