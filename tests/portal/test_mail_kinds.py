"""Every mail has words for what it is about."""

import re
from pathlib import Path

import pytest

from portal.composition import AREAS
from portal.mail_kinds import MAIL_WORDS

SOURCE = Path(__file__).parents[2] / "src"
LETTER = re.compile(r'\bkind="([a-z][a-z_:-]*)",\s+about=')
# `f"pilot_{what}:{…` and `_send(…, "first-password"…)`, whose key is `identity:first-password:…`
KEY = re.compile(r'f"([a-z][a-z_:-]*?)(\{[\w.]+\})?:\{')
ABOUT = re.compile(r'await _send\([^)]*"([a-z-]+)"')


def written() -> set[str]:
    """The beginnings of all keys."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        text = file.read_text("utf-8")
        found |= set(LETTER.findall(text))
        if "queue_mail(" in text and file.parent.name != "mail":
            found |= {start for start, _rest in KEY.findall(text)}
            found |= {f"identity:{about}" for about in ABOUT.findall(text)}
    return found


def known() -> set[str]:
    return set(MAIL_WORDS) | {letter.kind for area in AREAS for letter in area.letters}


def test_the_keys_are_found():
    assert {"pilot_started", "alert", "identity:invitation", "identity:first-password"} <= written()


@pytest.mark.parametrize("start", sorted(written()))
def test_every_mail_has_words(start):
    assert any(kind.startswith(start) for kind in known()), start
