"""The index: a disposable copy of texts, with their words and the keys of their vectors."""

from piccolo.columns import UUID, Array, Boolean, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB

KIND_LENGTH = 20


class SearchDocument(Table, db=DB, tablename="search_document"):
    """One document as the index knows it.

    The migration adds `tokens`, a tsvector made of `words`, and the table `text_vector`
    (text hash, model → halfvec), which Piccolo's columns cannot describe.
    """

    id = UUID(primary_key=True, null=False, default=None)
    """The document's own id."""
    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    published = Boolean(null=False, default=False)
    title = Text(null=False, default=None)
    body = Text(null=False, default=None)
    words = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Distinct normalised words of Sudachi, long units and their parts."""
    vector_keys = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Hashes of the texts that are embedded: one of a challenge, one a piece of a solution."""
    indexed_at = Timestamptz(null=False, default=None)
