"""What msgspec finds wrong with a value, in the reader's language."""

import re
from collections.abc import Callable

from foundation.i18n import gettext as _

_WORDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (
            r"Object missing required field `(.+?)`",
            lambda found: _("項目「%(name)s」が要ります。", name=found[1]),
        ),
        (
            r"Object contains unknown field `(.+?)`",
            lambda found: _("項目「%(name)s」はありません。", name=found[1]),
        ),
        (
            r"Expected `(.+?)`, got `(.+?)`",
            lambda found: _(
                "%(wanted)s で送ってください（%(sent)s が届きました）。",
                wanted=found[1],
                sent=found[2],
            ),
        ),
        (
            r"Expected `.+?` of length (.+)",
            lambda found: _("長さは %(range)s です。", range=found[1]),
        ),
        (
            r"Expected `(.+?)` (.*[<>=].*)",
            lambda found: _(
                "%(wanted)s で、範囲は %(range)s です。", wanted=found[1], range=found[2]
            ),
        ),
        (r"Invalid enum value (.+)", lambda found: _("%(value)s は選べません。", value=found[1])),
        (
            r"Invalid (.+)",
            lambda found: _("%(wanted)s として読み取れません。", wanted=found[1]),
        ),
    )
)


def in_words(message: str) -> str:
    """The message as a sentence; one of a kind unknown here stays as it is."""
    for pattern, said in _WORDS:
        if found := pattern.fullmatch(message):
            return said(found)
    return message
