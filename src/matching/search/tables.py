"""The index: a disposable copy of public texts, with their words and the keys of their vectors."""

from piccolo.columns import UUID, Array, BigInt, Date, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB

KIND_LENGTH = 20


class SearchDocument(Table, db=DB, tablename="search_document"):
    """One public document as the index knows it.

    The database has what Piccolo's columns cannot describe, too: `tokens` and `title_tokens`
    (tsvectors of the distinct words of all texts, and of title and owner alone), and the tables
    `text_vector` (text hash, model → halfvec), `document_vector` (kind, document, model, piece →
    halfvec), `word_frequency` and `word_statistics`.
    """

    id = UUID(primary_key=True, null=False, default=None)
    """The document's own id; in the database the primary key is that of kind and id."""
    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    title = Text(null=False, default=None)
    title_en = Text(null=False, default="")
    owner = Text(null=False, default="")
    owner_en = Text(null=False, default="")
    body = Text(null=False, default=None)
    more = Text(null=False, default="")
    """Further text to be found by words alone."""
    facets = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """"name=code" of each code."""
    open_from = Date(null=True, default=None)
    """First day it takes applications; -infinity has no first day, NULL no such term."""
    open_until = Date(null=True, default=None)
    certified_from = Date(null=True, default=None)
    certified_until = Date(null=True, default=None)
    sorted_on = Date(null=False, default=None)
    """Newest first by this day; -infinity where there is none."""
    vector_keys = Array(base_column=Text(null=False, default=None), null=False, default=list)
    """Hashes of the texts that are embedded: one of a challenge, one a piece of a solution."""
    text_hash = Text(null=False, default="")
    """Of the texts that were cut into words; equal texts are not cut again."""
    revision = BigInt(null=False, default=0)
    """Counts up with each change over all documents."""
    indexed_at = Timestamptz(null=False, default=None)
