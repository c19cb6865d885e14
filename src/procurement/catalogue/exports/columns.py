"""The columns of the certified list as a table of data, named in both languages.

They follow the header style of 自治体標準オープンデータセット: one header row, ISO dates, no separators
of thousands, one value per cell, an empty cell where nothing is known.
"""

from collections.abc import Callable
from dataclasses import dataclass

from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.item import CertifiedItem

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data file.

    Args:
        ja, en: its heading.
        value: its cell for an item, in a language, under a publication.
    """

    ja: str
    en: str
    value: Callable[[CertifiedItem, str, Publication], Cell]

    def heading(self, language: str) -> str:
        """The heading in a language."""
        return self.en if language == "en" else self.ja


def _sample(item: CertifiedItem, language: str) -> str:
    if item.sample:
        return "sample" if language == "en" else "見本"
    if item.partly_sample:
        return "partly sample" if language == "en" else "一部見本"
    return ""


def _regions(item: CertifiedItem, language: str) -> str:
    return ";".join(region.text(language) for region in item.regions)


def _outcome(item: CertifiedItem, language: str) -> str:
    return item.pilot_outcome.text(language) if item.pilot_outcome else ""


COLUMNS = (
    Column("全国地方公共団体コード", "Local government code", lambda i, g, p: p.authority_code),
    Column("認定ID", "Certification ID", lambda i, g, p: str(i.id)),
    Column("認定番号", "Decision number", lambda i, g, p: i.decision_number),
    Column("製品・サービス", "Product or service (Japanese)", lambda i, g, p: i.title_ja),
    Column(
        "製品・サービス（英語）",
        "Product or service (English)",
        lambda i, g, p: i.title_en,
    ),
    Column("概要", "Summary (Japanese)", lambda i, g, p: i.summary_ja),
    Column("概要（英語）", "Summary (English)", lambda i, g, p: i.summary_en),
    Column("分野コード", "Field code", lambda i, g, p: i.category.key),
    Column("分野", "Field", lambda i, g, p: i.category.text(g)),
    Column("事業者名", "Firm", lambda i, g, p: i.firm_name),
    Column("事業者名カナ", "Firm (kana)", lambda i, g, p: i.firm_kana),
    Column("事業者名（英語）", "Firm (English)", lambda i, g, p: i.firm_name_en),
    Column("法人番号", "Corporate number", lambda i, g, p: i.corporate_number or ""),
    Column("所在地", "Address", lambda i, g, p: i.address),
    Column("認定した局", "Certifying bureau", lambda i, g, p: i.bureau.text(g)),
    Column("認定した日", "Certified on", lambda i, g, p: i.certified_on.isoformat()),
    Column("期間の始まり", "Term from", lambda i, g, p: i.term_start.isoformat()),
    Column("期間の終わり", "Term to", lambda i, g, p: i.term_end.isoformat()),
    Column("価格（税込、円）", "Price with tax (JPY)", lambda i, g, p: i.price_yen),
    Column("価格の単位", "Price per", lambda i, g, p: i.price_note(g)),
    Column("提供地域", "Regions", lambda i, g, p: _regions(i, g)),
    Column("実証の結果", "Pilot outcome", lambda i, g, p: _outcome(i, g)),
    Column("認定のもと", "Source", lambda i, g, p: i.source),
    Column("見本", "Sample data", lambda i, g, p: _sample(i, g)),
    Column("ページ", "Page", lambda i, g, p: p.address(i, g)),
)
