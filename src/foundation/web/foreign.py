"""Marks Japanese text on English pages, so that it is read aloud as what it is (WCAG 3.1.2)."""

import re

from markupsafe import Markup

from foundation.i18n import language

_JAPANESE = re.compile("[\u3005-\u30ff\u3400-\u9fff]")


def is_foreign(text: object) -> bool:
    """True for plain text with Japanese letters while the page is English."""
    return language() == "en" and isinstance(text, str) and _JAPANESE.search(text) is not None


def mark_foreign(text: object) -> object:
    """The text inside an element that names its language; anything else stays as it is."""
    if hasattr(text, "__html__") or not is_foreign(text):
        return text
    return Markup('<span lang="ja">{}</span>').format(text)


def foreign_attribute(text: object) -> Markup:
    """` lang="ja"` for an element that holds nothing but this text, or nothing."""
    return Markup(' lang="ja"') if is_foreign(text) else Markup("")
