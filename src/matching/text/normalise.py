"""One spelling for every text before it is cut, hashed, embedded or compared.

Full-width Latin, half-width kana and the two wave dashes are the same to a reader and different to a
computer: ``ＡＩ`` does not find ``AI`` unless both pass through here.
"""

import re
import unicodedata

_CONTROL = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060\ufeff]"
)
_SPACES = re.compile(r"[ \t\u3000]+")
_LINES = re.compile(r" *\n[ \n]*")
_DASHES = str.maketrans({"〜": "~", "～": "~", "‐": "-", "‑": "-", "−": "-", "－": "-"})


def normalise(text: str) -> str:
    """NFKC, one wave dash, no control characters, single spaces, single line ends.

    Idempotent: ``normalise(normalise(x)) == normalise(x)``.
    """
    # Composition can be undone by removing a character between base and mark, so NFKC comes last as well.
    text = _CONTROL.sub(
        "", unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    text = unicodedata.normalize("NFKC", text.translate(_DASHES))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
