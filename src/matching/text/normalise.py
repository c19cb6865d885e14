"""One spelling for every text before it is cut, hashed, embedded or compared.

Full-width Latin, half-width kana and the two wave dashes are the same to a reader and different to a
computer: ``ＡＩ`` does not find ``AI`` unless both pass through here.
"""

import re
import unicodedata

from foundation.text import without_invisible

_SPACES = re.compile(r"[ \t\u3000]+")
_LINES = re.compile(r" *\n[ \n]*")
_DASHES = str.maketrans({"〜": "~", "～": "~", "‐": "-", "‑": "-", "−": "-", "－": "-"})


def normalise(text: str) -> str:
    """NFKC, one wave dash, nothing that shows nothing, single spaces, single line ends.

    Idempotent: ``normalise(normalise(x)) == normalise(x)``.
    """
    # Composition can be undone by removing a character between base and mark, so NFKC comes last as well.
    text = without_invisible(unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKC", text.translate(_DASHES))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
