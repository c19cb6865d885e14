"""Every mail has words for what it is about."""

import re
from pathlib import Path

from portal.composition import AREAS

SOURCE = Path(__file__).parents[2] / "src"
KIND = re.compile(r'\b(?:Letter|LetterKind)\(\s*kind="([a-z][a-z_:-]*)"')
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
