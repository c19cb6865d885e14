"""Every kind of letter is known, and says the same in both languages."""

import re
from pathlib import Path

import pytest

from foundation.i18n import using_language
from foundation.mail import Letter
from portal.composition import AREAS

SOURCE = Path(__file__).parents[2] / "src"
KIND = re.compile(r'\b(?:Letter|LetterKind)\(\s*kind="([a-z][a-z_:-]*)"')
PLACE = re.compile(r"%\(\w+\)s")
LETTERS = [one for area in AREAS for one in area.letters if isinstance(one, Letter)]
KNOWN = [letter.kind for area in AREAS for letter in area.letters]


def written() -> list[str]:
    """The kinds of letters in the source."""
    return [kind for file in SOURCE.rglob("*.py") for kind in KIND.findall(file.read_text("utf-8"))]


def test_every_kind_of_letter_is_known_to_the_application_once():
    assert {"pilot_started", "alert", "identity:invitation"} <= set(written())
    assert sorted(written()) == sorted(KNOWN)


def test_mails_are_queued_as_letters():
    """`queue_mail` stands beneath letters; beside them, only what is written anew as it leaves asks for it."""
    asking = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if file.parent.name != "mail" and "queue_mail(" in file.read_text("utf-8")
    }
    assert asking == {"matching/alerts/sending/ledger.py"}


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.kind)
def test_a_letter_tells_the_same_in_both_languages(letter: Letter):
    told = []
    for language in ("ja", "en"):
        with using_language(language):
            told.append([set(PLACE.findall(str(text))) for text in (letter.subject, letter.body)])
    assert told[0] == told[1] and "%(address)s" in told[0][1]
