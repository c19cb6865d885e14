"""Shortlists (候補リスト) of a challenge, and how its bureau wants it matched."""

from piccolo.columns import JSONB, UUID, Array, Integer, Text, Timestamptz
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


class MatchCriteria(Table, db=DB, tablename="match_criteria"):
    """How the bureau wants its challenge matched; no row where nothing was ever changed."""

    challenge = UUID(primary_key=True, null=False, default=None)
    added = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Words added, as written."""
    removed = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Words of the text that do not count, in their normalised form."""
    demanded = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Keys of conditions that must be met (必須)."""
    switched_off = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Keys of conditions that are shown and count nothing."""
    version = Integer(null=False, default=1)
    changed_by = UUID(null=True, default=None)
    changed_at = Timestamptz(null=False, default=None)
