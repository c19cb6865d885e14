"""One line of the certified list (認定一覧), as everyone may see it.

The page, the CSV, the JSON and the PDF are all made of this, so that they cannot differ.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Label:
    """A word from a list of the project's own, in both languages.

    Args:
        key: stable, for filters and data files.
        ja, en: what people read.
    """

    key: str
    ja: str
    en: str

    def text(self, language: str) -> str:
        """The word in a language; Japanese where there is no English."""
        return (self.en or self.ja) if language == "en" else self.ja


@dataclass(frozen=True, kw_only=True, slots=True)
class CertifiedItem:
    """A certification (認定) by 地方自治法施行令第167条の2第1項第4号 with its product and its firm.

    Args:
        id: the record.
        decision_number: 認定番号, as R8-福祉-003.
        firm_name, firm_kana: the certified firm (認定事業者), the only possible seller.
        firm_name_en: "" when the firm gave none.
        corporate_number: 法人番号, 13 digits; None for a person without one, or unknown.
        address: registered office.
        title_ja, summary_ja: the product or service; `title_en`, `summary_en` are "" when not given.
        category: 分野.
        bureau: the certifying bureau (認定した局).
        certified_on: day of the decision.
        term_start, term_end: first and last day on which a contract may be signed, both included.
        price_yen: reference price with tax, None when not registered or not public.
        price_note_ja, price_note_en: what the price is for, as 月, 1台あたり; "" for a plain price.
        regions: where it can be had; empty for no limit stated.
        state: key of the certification's state on the day asked for.
        sample: made-up data of a demo (見本).
        partly_sample: of a real firm, with parts that no source tells (一部見本).
        pilot_outcome: how the pilot (実証) behind it was judged; None when certified directly.
        source: where the certification comes from, in one line (pilot, or press release of a real case).
        path: address of its page within the site, without a language prefix.
    """

    id: UUID
    decision_number: str
    firm_name: str
    firm_kana: str
    corporate_number: str | None
    address: str
    title_ja: str
    summary_ja: str
    category: Label
    bureau: Label
    certified_on: date
    term_start: date
    term_end: date
    path: str
    state: str = "certified"
    firm_name_en: str = ""
    title_en: str = ""
    summary_en: str = ""
    price_yen: int | None = None
    price_note_ja: str = ""
    price_note_en: str = ""
    regions: tuple[Label, ...] = ()
    sample: bool = False
    partly_sample: bool = False
    pilot_outcome: Label | None = None
    source: str = ""

    def title(self, language: str) -> str:
        """The product's name in a language; Japanese where there is no English."""
        return (self.title_en or self.title_ja) if language == "en" else self.title_ja

    def summary(self, language: str) -> str:
        """The product in a few sentences; Japanese where there is no English."""
        return (self.summary_en or self.summary_ja) if language == "en" else self.summary_ja

    def firm(self, language: str) -> str:
        """The firm's name; its registered one where it gave no English."""
        if language == "en":
            return self.firm_name_en or self.firm_name
        return self.firm_name

    def price_note(self, language: str) -> str:
        """What the price is for; Japanese where there is no English."""
        return (
            (self.price_note_en or self.price_note_ja) if language == "en" else self.price_note_ja
        )
