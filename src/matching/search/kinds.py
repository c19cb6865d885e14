"""The kinds of documents that can be searched: one record of each, and nothing else lists them.

A further kind is a record here and a provider (`providers`) in its area.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from foundation.i18n import pick


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentKind:
    """One kind of document.

    Attributes:
        key: what is stored.
        many, one: what many and one of them are called, in Japanese and in English.
        aliases: what else people write for it in a query.
        address: of a document's page, without language prefix.
        embedded_as: the side on which it is compared by meaning: a question asks, a passage is
            found; None is not compared, and so not embedded.
    """

    key: str
    many: tuple[str, str]
    one: tuple[str, str]
    aliases: tuple[str, ...]
    address: str
    embedded_as: Literal["query", "passage"] | None = None


CHALLENGE, SOLUTION, STARTUP = "challenge", "solution", "startup"
CONTEST, CERTIFIED = "contest", "certified"

RECORDS = {
    kind.key: kind
    for kind in (
        DocumentKind(
            key=CHALLENGE,
            many=("課題", "Challenges"),
            one=("課題", "Challenge"),
            aliases=("challenge",),
            address="/challenges/{id}",
            embedded_as="query",
        ),
        DocumentKind(
            key=SOLUTION,
            many=("解決策", "Solutions"),
            one=("解決策", "Solution"),
            aliases=("solution",),
            address="/solutions/{id}",
            embedded_as="passage",
        ),
        DocumentKind(
            key=STARTUP,
            many=("スタートアップ", "Startups"),
            one=("スタートアップ", "Startup"),
            aliases=("startup", "企業", "会社", "事業者"),
            address="/startups/{id}",
        ),
        DocumentKind(
            key=CONTEST,
            many=("コンテスト", "Contests"),
            one=("コンテスト", "Contest"),
            aliases=("contest", "募集"),
            address="/contests/{id}",
        ),
        DocumentKind(
            key=CERTIFIED,
            many=("認定製品", "Certified products"),
            one=("認定製品", "Certified product"),
            aliases=("certified", "認定", "product"),
            address="/certified/{id}",
        ),
    )
}
KINDS = tuple(RECORDS)
"""Keys of all kinds, in the order of display."""
COMPARED = tuple(key for key, kind in RECORDS.items() if kind.embedded_as)
"""Those that are compared by meaning."""


def kind_label(kind: str) -> str:
    """What many documents of a kind are called, in the reader's language."""
    return pick(*RECORDS[kind].many)


def one_label(kind: str) -> str:
    """What one of them is called, in the reader's language."""
    return pick(*RECORDS[kind].one)


def address_of(kind: str, document_id: UUID) -> str:
    """Address of a document's page, without language prefix."""
    return RECORDS[kind].address.format(id=document_id)
