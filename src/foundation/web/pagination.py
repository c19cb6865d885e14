"""What addresses of lists name: the number of a page, and what a list is narrowed to."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from foundation.i18n import path
from foundation.text import whole_number


def page_number(written: str) -> int:
    """The number that an address asks for; the first page where that is none."""
    number = whole_number(written)
    return 1 if number is None else max(number, 1)


def page_address(number: int, query: Mapping[str, Any]) -> str:
    """The address of another page of the list that is shown, beside what else was asked for."""
    return f"?{urlencode({**query, 'page': number}, doseq=True)}"


def filter_chips(
    address: str, values: Mapping[str, str], texts: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What a list is narrowed to, in words, each with the address of the list without it.

    Args:
        address: of the list, without language prefix.
        values: the filters that are set.
        texts: what each says; one that says nothing is not shown.
    """
    chips = []
    for name in values:
        rest = urlencode({key: value for key, value in values.items() if key != name})
        chips.append((texts[name], f"{path(address)}?{rest}" if rest else path(address)))
    return [(text, href) for text, href in chips if text]
