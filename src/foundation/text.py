"""Texts that people write, whichever way they come: what is stored of them, and how long they may be."""

import re

from foundation.i18n import format_number
from foundation.i18n import gettext as _

# Control characters but tab and line end, overrides of the writing direction, half characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain(text: str) -> str:
    """A text with plain line ends and nothing invisible that steers."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """A text as it is stored: plain, without blanks around it."""
    return plain(text).strip()


def cleaned(text: str | None) -> str | None:
    """As `clean`; None when nothing is left."""
    return clean(text or "") or None


def too_long(length: int, limit: int) -> str:
    """By how much a text is too long."""
    return _(
        "%(max)s字以内にしてください（今は%(length)s字で、%(over)s字多い）。",
        max=format_number(limit),
        length=format_number(length),
        over=format_number(length - limit),
    )


def length_problem(text: str | None, limit: int) -> str | None:
    """What is wrong with the length of a text; None when nothing is."""
    length = len(text or "")
    return too_long(length, limit) if length > limit else None
