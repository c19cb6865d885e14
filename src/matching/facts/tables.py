"""What is known about a subject and since when: certified, pilot outcome, contest result, stage."""

from piccolo.columns import UUID, Date, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB

WORD_LENGTH = 40


class Fact(Table, db=DB, tablename="fact"):
    """One fact, recorded by the area where it came true. Subject and source are a kind and an id.

    Whether it holds on a day follows from its dates and is never stored.
    """

    id = UUID(primary_key=True, null=False, default=None)
    subject_kind = Varchar(length=WORD_LENGTH, null=False, default=None)
    subject_id = UUID(null=False, default=None)
    kind = Varchar(length=WORD_LENGTH, null=False, default=None)
    value = Varchar(length=WORD_LENGTH, null=False, default="")
    """Outcome in one word where the kind has several (a pilot's: full_use, extend, stop)."""
    label_ja = Text(null=False, default=None)
    label_en = Text(null=False, default=None)
    valid_from = Date(null=False, default=None)
    valid_until = Date(null=True, default=None)
    source_kind = Varchar(length=WORD_LENGTH, null=False, default=None)
    source_id = UUID(null=False, default=None)
    published_at = Timestamptz(null=True, default=None)
    """From when everybody may know it; empty while decided and not published."""
