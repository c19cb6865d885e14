"""Frozen shortlists (候補リストの確定). Triggers refuse UPDATE, DELETE and TRUNCATE on all three tables."""

from piccolo.columns import UUID, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from foundation.database import DB
from foundation.frozen import HASH_LENGTH

NAME_LENGTH = 100
ORGANISATION_NAME_LENGTH = 200


class FrozenShortlist(Table, db=DB, tablename="frozen_shortlist"):
    """A challenge's shortlist as it was when somebody froze it.

    `content` is the text of a `FrozenContent` (`foundation.frozen`), `sha256` its hash; the database refuses
    a pair that does not agree. Numbers count from 1 for each challenge.
    """

    id = UUID(primary_key=True, null=False, default=None)
    challenge = UUID(null=False, default=None)
    number = Integer(null=False, default=None)
    content = Text(null=False, default=None)
    sha256 = Varchar(length=HASH_LENGTH, null=False, default=None)
    frozen_at = Timestamptz(null=False, default=None)
    frozen_by = UUID(null=True, default=None)


class ShortlistAnnulment(Table, db=DB, tablename="shortlist_annulment"):
    """That a frozen list no longer holds (取消し), and why; the list itself stays as it was."""

    id = UUID(primary_key=True, null=False, default=None)
    frozen = ForeignKey(
        FrozenShortlist, on_delete=OnDelete.restrict, null=False, unique=True, default=None
    )
    reason = Text(null=False, default=None)
    annulled_at = Timestamptz(null=False, default=None)
    annulled_by = UUID(null=True, default=None)
    annulled_by_name = Varchar(length=NAME_LENGTH, null=False, default="")


class ShortlistDownload(Table, db=DB, tablename="shortlist_download"):
    """Who took a frozen list away as a file, when, and which bytes they got."""

    id = UUID(primary_key=True, null=False, default=None)
    frozen = ForeignKey(FrozenShortlist, on_delete=OnDelete.restrict, null=False, default=None)
    format = Varchar(length=4, null=False, default=None)
    sha256 = Varchar(length=HASH_LENGTH, null=False, default=None)
    account = UUID(null=False, default=None)
    account_name = Varchar(length=NAME_LENGTH, null=False, default="")
    organisation_name = Varchar(length=ORGANISATION_NAME_LENGTH, null=True, default=None)
    downloaded_at = Timestamptz(null=False, default=None)
