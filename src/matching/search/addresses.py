"""Where the page of a document is; the portal, which knows all areas, says so when composed."""

from collections.abc import Mapping
from uuid import UUID

_patterns: dict[str, str] = {}


def register_addresses(patterns: Mapping[str, str]) -> None:
    """Say where documents are shown: kind → address with `{id}`, without language prefix."""
    _patterns.update(patterns)


def address_of(kind: str, document_id: UUID) -> str:
    """Address of a document's page, without language prefix.

    Raises:
        LookupError: the portal named none for this kind.
    """
    return _patterns[kind].format(id=document_id)
