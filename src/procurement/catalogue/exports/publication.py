"""What every published file of the certified list says beside its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from foundation.settings import current
from procurement.catalogue.item import CertifiedItem
from procurement.law import Wording, rule_here

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """Who publishes the list, by which law, and under which address.

    Args:
        publisher_ja, publisher_en: the government.
        authority_code: 全国地方公共団体コード, six digits.
        statute: what purchases from the list rest on, as cited.
        base_url: address of the site without a final slash, put before the path of each item.
    """

    publisher_ja: str
    publisher_en: str
    authority_code: str
    statute: Wording
    base_url: str = ""

    @classmethod
    def here(cls) -> Self:
        """What this installation publishes today."""
        settings = current()
        return cls(
            publisher_ja=settings.publisher_name,
            publisher_en=settings.publisher_name_en,
            authority_code=settings.publisher_code,
            statute=rule_here().statute,
            base_url=settings.base_url,
        )

    def publisher(self, language: str) -> str:
        """The government's name in a language."""
        return self.publisher_en if language == "en" else self.publisher_ja

    def address(self, item: CertifiedItem, language: str) -> str:
        """The page of an item in a language."""
        return f"{self.base_url}{'/en' if language == 'en' else ''}{item.path}"

    def title(self, language: str) -> str:
        """The name of the list in a language."""
        return "Certified products and services" if language == "en" else "認定一覧"

    def citation(self, language: str) -> str:
        """The list as one cites it."""
        if language == "en":
            return f"{self.publisher_en}, “{self.title(language)}”, {LICENCE}"
        return f"{self.publisher_ja}「{self.title(language)}」{LICENCE}"

    def attribution(self, language: str) -> str:
        """The words that the licence asks a user of the list to give."""
        return f"{'Source: ' if language == 'en' else '出典：'}{self.citation(language)}"


def sample_note(items: Sequence[CertifiedItem], language: str) -> str:
    """What the list says of made-up rows: all, some or none of it is sample data (見本)."""
    samples = sum(item.sample for item in items)
    if not samples and not any(item.partly_sample for item in items):
        return ""
    if samples == len(items):
        return "sample data" if language == "en" else "見本データ"
    return "sample data included" if language == "en" else "見本データを含む"
