"""What people want to be told, and what they were told."""

from piccolo.columns import JSONB, UUID, Boolean, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from foundation.database import DB
from foundation.identity.tables import Account

KIND_LENGTH = 20
NAME_LENGTH = 100
QUERY_LENGTH = 1000


class AlertChoice(Table, db=DB, tablename="alert_choice"):
    """Whether a person wants one kind of alert; without a row they do."""

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    wanted = Boolean(null=False, default=True)
    changed_at = Timestamptz(null=False, default=None)


class SavedSearch(Table, db=DB, tablename="saved_search"):
    """A search whose new finds are mailed.

    `query` is the address's query in one spelling. Documents published after `since` are new;
    `looked_on` is the day of the last digest.
    """

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    name = Varchar(length=NAME_LENGTH, null=False, default=None)
    query = Varchar(length=QUERY_LENGTH, null=False, default=None)
    frequency = Varchar(length=KIND_LENGTH, null=False, default=None)
    since = Timestamptz(null=False, default=None)
    looked_on = Date(null=False, default=None)
    version = Integer(null=False, default=1)
    created_at = Timestamptz(null=False, default=None)


class AlertPublication(Table, db=DB, tablename="alert_publication"):
    """When a document became public first; those of the past and of the sample data are not here.

    In the database the primary key is that of kind and id.
    """

    id = UUID(primary_key=True, null=False, default=None)
    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    published_at = Timestamptz(null=False, default=None)


class AlertSent(Table, db=DB, tablename="alert_sent"):
    """That a person was told of a document: once, whichever way came first.

    Attributes:
        subject: the document told of.
        object: for the sake of what: the person's startup or bureau, or the saved search.
        said: what the mail says beside titles, to be written anew when it leaves.
        place: in the order of the mail.
        mail: the mail's id.
    """

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    subject = UUID(null=False, default=None)
    subject_kind = Varchar(length=KIND_LENGTH, null=False, default=None)
    object = UUID(null=False, default=None)
    said = JSONB(null=False, default="{}")
    place = Integer(null=False, default=0)
    mail = UUID(null=False, default=None)
    told_at = Timestamptz(null=False, default=None)
