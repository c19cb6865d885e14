"""Documents that differ from what Meilisearch holds, and those it would not take."""

from piccolo.columns import UUID, BigInt, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB

CODE_LENGTH = 100
KIND_LENGTH = 20


class SearchOutbox(Table, db=DB, tablename="search_outbox"):
    """A document whose content in Meilisearch is older than in PostgreSQL.

    What is to be done, putting it in or taking it out, is read from the index when it is pushed;
    so a row says only that something changed.
    """

    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    document = UUID(primary_key=True, null=False, default=None)
    """Its id; in the database the primary key is that of kind and id."""
    revision = BigInt(null=False, default=None)
    """From a sequence, a new one for every change. Not in the order of commits."""
    pushed = BigInt(null=True, default=None)
    """The revision that the index in use has, kept while another index is being built: that one
    may have read the document before."""
    hidden = Boolean(null=False, default=False)
    """Kept from results until Meilisearch has what is left of it: it, or a part of its text, had left
    the index of PostgreSQL when it was queued."""
    queued_at = Timestamptz(null=False, default=None)
    """Of the oldest change that is not pushed, by the clock of the database."""


class SearchPushFailure(Table, db=DB, tablename="search_push_failure"):
    """A document of the outbox that Meilisearch refused when it was sent alone."""

    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    document = UUID(primary_key=True, null=False, default=None)
    revision = BigInt(null=False, default=None)
    """What was refused; a later change is tried at once."""
    code = Varchar(length=CODE_LENGTH, null=False, default=None)
    """Meilisearch's own."""
    detail = Text(null=False, default=None)
    task = BigInt(null=True, default=None)
    """Uid of the task that failed, where it came so far."""
    attempts = Integer(null=False, default=1)
    failed_at = Timestamptz(null=False, default=None)
    retry_at = Timestamptz(null=False, default=None)
