"""Texts that people write, whichever way they come: what is stored of them, and how long they may be.

Names are kept as their holders write them: compatibility ideographs and variation selectors stay. What shows
nothing is told here for all: for storing, searching, documents and mail.
"""

import re
import unicodedata

from foundation.i18n import format_number
from foundation.i18n import gettext as _

LONGEST_REASON = 1000
"""Characters of a reason that somebody gives for an act, whatever the act."""

# CR LF, CR, NEL, vertical tab, form feed, line and paragraph separator: all end a line.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters but tab and line end, marks that steer the writing direction, half characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# Characters that show nothing: soft hyphen, zero-width spaces, word joiners, fillers, blank braille.
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f"
)
# Nothing by themselves, but part of what stands before: joiners, variation selectors, tags of flags.
_JOINED = "\U000e0020-\U000e007f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ALONE = re.compile(f"[{_UNSEEN}]")
_INVISIBLE = re.compile(f"[{_UNSEEN}{_JOINED}]")
_VISIBLE = re.compile(f"[^\\s{_JOINED}]")
_SPACES = " \u3000"
_BREAKS = re.compile("[\t\n]+")


def plain(text: str) -> str:
    """A text with plain line ends and nothing invisible that steers."""
    return _UNWANTED.sub("", _LINE_END.sub("\n", text))


def without_unseen(text: str) -> str:
    """A plain text without characters that show nothing; those that belong to the one before stay."""
    return _ALONE.sub("", plain(text))


def without_invisible(text: str) -> str:
    """A plain text without anything that shows nothing, for signs (addresses, numbers), for searching and
    for fonts; names lose what their holders insist on."""
    return _INVISIBLE.sub("", plain(text))


def likeness(text: str) -> str:
    """What texts have in common that look the same: width, case, forms of a character and what shows
    nothing left out. For comparing, never for storing."""
    folded = unicodedata.normalize("NFKC", without_invisible(text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def clean(text: str) -> str:
    """A text as it is stored, without what shows nothing and without blanks around it."""
    text = without_unseen(text).strip()
    return text if _VISIBLE.search(text) else ""


def one_line(text: str) -> str:
    """As `clean`, on one line: what breaks lines or jumps becomes a space."""
    parts = (part.strip(_SPACES) for part in _BREAKS.split(clean(text)))
    return " ".join(part for part in parts if part)


def stored(text: str | None, *, several_lines: bool = False) -> str | None:
    """A field's text as it is stored, None when nothing is left.

    Args:
        several_lines: the field has room for more than one.
    """
    return (clean(text or "") if several_lines else one_line(text or "")) or None


def too_long(length: int, limit: int) -> str:
    """By how much a text is too long."""
    return _(
        "%(max)s字以内にしてください（今は%(length)s字で、%(over)s字多い）。",
        max=format_number(limit),
        length=format_number(length),
        over=format_number(length - limit),
    )


def whole_number(text: str, digits: int = 9) -> int | None:
    """The number that a text of digits 0 to 9 says; None for all else (`²` is a digit to Python).

    Args:
        text: as it came from an address or a form.
        digits: how many it may have at most.
    """
    return int(text) if len(text) <= digits and text.isascii() and text.isdigit() else None


def length_problem(text: str | None, limit: int) -> str | None:
    """What is wrong with the length of a text; None when nothing is."""
    length = len(text or "")
    return too_long(length, limit) if length > limit else None
