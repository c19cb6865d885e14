"""One table says what shows nothing: storing, searching, documents and mail agree on every character."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from foundation.documents import text as documents
from foundation.mail.sending.message import compose, subject_line
from foundation.text import clean, without_invisible
from matching.text.normalise import normalise

BEFORE, AFTER = "介", "護"
ALL = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
WITHOUT = [sign for sign in ALL if without_invisible(sign) == ""]
# what is stored of it between two signs: nothing, or as it is where it belongs to the one before
GONE = [sign for sign in WITHOUT if clean(BEFORE + sign + AFTER) == BEFORE + AFTER]


def test_what_is_stored_as_nothing_is_nothing_everywhere():
    assert {"\u00ad", "\u115f", "\u180e", "\u2800", "\u3164", "\ufff9"} <= set(GONE)
    for sign in GONE:
        text = BEFORE + sign + AFTER
        assert normalise(text) == BEFORE + AFTER, ascii(sign)
        assert documents.tidy(text) == documents.tidy(text, variants=True) == BEFORE + AFTER
        assert documents.plain(text) == BEFORE + AFTER
        assert subject_line(text) == BEFORE + AFTER
    mail = compose(
        mail_id=UUID(int=1),
        sender="a@example.jp",
        recipient="b@example.jp",
        subject="題",
        body=BEFORE + "".join(GONE) + AFTER,
        language="ja",
        written_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert mail.get_content().strip() == BEFORE + AFTER


def test_what_belongs_to_the_sign_before_stays_in_names_and_files_alone():
    kept = sorted(set(WITHOUT) - set(GONE))
    assert {"\u200d", "\ufe0f", "\U000e0100", "\U000e007f"} <= set(kept)
    for sign in kept:
        text = BEFORE + sign + AFTER
        assert clean(text) == documents.tidy(text, variants=True) == text, ascii(sign)
        assert normalise(text) == documents.tidy(text) == BEFORE + AFTER
