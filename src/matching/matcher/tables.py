"""Shortlists: the solutions a bureau keeps in view for a challenge (候補リスト)."""

from piccolo.columns import JSONB, UUID, Integer, Text, Timestamptz
from piccolo.table import Table

from foundation.database import DB


class ShortlistEntry(Table, db=DB, tablename="shortlist_entry"):
    """One solution kept for one challenge, with why it stood where it stood on that day.

    Removed and kept: a later pilot may name the entry as where it came from.
    """

    id = UUID(primary_key=True, null=False, default=None)
    challenge = UUID(null=False, default=None)
    solution = UUID(null=False, default=None)
    note = Text(null=False, default="")
    version = Integer(null=False, default=1)
    """Counted up by each change of the note."""
    found = JSONB(null=False, default="{}")
    """Rank, score, terms, band, model as they were when it was added."""
    added_by = UUID(null=True, default=None)
    added_at = Timestamptz(null=False, default=None)
    removed_by = UUID(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)
