"""People, organisations, how they belong together, and how people prove who they are.

Secrets (session ids, API tokens, mailed links) are kept as SHA-256 in hexadecimal: they are random
and long, so a plain hash is enough, and a leaked table signs nobody in.
"""

from piccolo.columns import UUID, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from foundation.database import DB
from foundation.identity.states import (
    AccountState,
    InvitationState,
    MembershipState,
    OrganisationState,
)

EMAIL_LENGTH = 254
NAME_LENGTH = 100
ORGANISATION_NAME_LENGTH = 200
ROLE_LENGTH = 40
HASH_LENGTH = 64


SET_ASIDE = "SET ASIDE "
"""Begins `email_canonical` of an account whose address another one has kept since the upgrade that
brought addresses to one form. No address has capitals in that form, so nobody can type it."""


class Account(Table, db=DB, tablename="account"):
    """One person who can sign in.

    `email_canonical` is the one form in which the address is looked up, counted and unique
    (`foundation.email_address.canonical`).
    """

    id = UUID(primary_key=True, null=False, default=None)
    email = Varchar(length=EMAIL_LENGTH, null=False, default=None)
    email_canonical = Varchar(length=EMAIL_LENGTH, null=False, default="")
    name = Varchar(length=NAME_LENGTH, null=False, default=None)
    kana = Varchar(length=NAME_LENGTH, null=True, default=None)
    password_hash = Text(null=True, default=None)
    email_confirmed_at = Timestamptz(null=True, default=None)
    state = Varchar(length=20, null=False, default=AccountState.ACTIVE.value)
    suspended_at = Timestamptz(null=True, default=None)
    language = Varchar(length=2, null=False, default="ja")
    created_at = Timestamptz(null=False, default=None)


class Organisation(Table, db=DB, tablename="organisation"):
    """A body people act for. Its kind is an opaque word of the application.

    Its names are those of today; `OrganisationName` keeps the earlier ones and those to come.
    """

    id = UUID(primary_key=True, null=False, default=None)
    kind = Varchar(length=ROLE_LENGTH, null=False, default=None)
    name = Varchar(length=ORGANISATION_NAME_LENGTH, null=False, default=None)
    name_en = Varchar(length=ORGANISATION_NAME_LENGTH, null=True, default=None)
    unit = Varchar(length=ORGANISATION_NAME_LENGTH, null=True, default=None)
    state = Varchar(length=20, null=False, default=OrganisationState.ACTIVE.value)
    merged_into: "ForeignKey[Organisation]" = ForeignKey(
        "self", on_delete=OnDelete.restrict, null=True, default=None
    )
    ended_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)


class OrganisationName(Table, db=DB, tablename="organisation_name"):
    """A name an organisation had, has or will have: from a day on, until the day before another.

    `recorded_by_name` is kept as it was; None is the installation itself.
    """

    id = UUID(primary_key=True, null=False, default=None)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    name = Varchar(length=ORGANISATION_NAME_LENGTH, null=False, default=None)
    name_en = Varchar(length=ORGANISATION_NAME_LENGTH, null=True, default=None)
    unit = Varchar(length=ORGANISATION_NAME_LENGTH, null=True, default=None)
    from_day = Date(null=False, default=None)
    until_day = Date(null=True, default=None)
    reason = Text(null=True, default=None)
    recorded_by_name = Varchar(length=NAME_LENGTH, null=True, default=None)
    recorded_at = Timestamptz(null=False, default=None)


class Membership(Table, db=DB, tablename="membership"):
    """One role of one person, in an organisation or (judges, operators) in none.

    `demo_order` marks the logins that the demo offers by one click, in that order.
    """

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=True, default=None)
    role = Varchar(length=ROLE_LENGTH, null=False, default=None)
    state = Varchar(length=20, null=False, default=MembershipState.ACTIVE.value)
    demo_order = Integer(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    ended_at = Timestamptz(null=True, default=None)


class Invitation(Table, db=DB, tablename="invitation"):
    """A colleague asked by mail to join an organisation."""

    id = UUID(primary_key=True, null=False, default=None)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    role = Varchar(length=ROLE_LENGTH, null=False, default=None)
    email = Varchar(length=EMAIL_LENGTH, null=False, default=None)
    email_canonical = Varchar(length=EMAIL_LENGTH, null=False, default="")
    token_hash = Varchar(length=HASH_LENGTH, null=False, default=None, unique=True)
    state = Varchar(length=20, null=False, default=InvitationState.OPEN.value)
    invited_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    created_at = Timestamptz(null=False, default=None)
    expires_at = Timestamptz(null=False, default=None)
    accepted_at = Timestamptz(null=True, default=None)
    accepted_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)


class MailLink(Table, db=DB, tablename="mail_link"):
    """A link sent by mail: works once and for a time."""

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    purpose = Varchar(length=20, null=False, default=None)
    token_hash = Varchar(length=HASH_LENGTH, null=False, default=None, unique=True)
    created_at = Timestamptz(null=False, default=None)
    expires_at = Timestamptz(null=False, default=None)
    used_at = Timestamptz(null=True, default=None)


class MailRequest(Table, db=DB, tablename="mail_request"):
    """What somebody asked to be mailed, until a job answers it; name, hash and language of a sign-up."""

    id = UUID(primary_key=True, null=False, default=None)
    asked_for = Varchar(length=20, null=False, default="")
    email = Varchar(length=EMAIL_LENGTH, null=False, default="")
    name = Varchar(length=NAME_LENGTH, null=True, default=None)
    password_hash = Text(null=True, default=None)
    language = Varchar(length=2, null=True, default=None)
    asked_at = Timestamptz(null=False, default=None)


class LoginSession(Table, db=DB, tablename="login_session"):
    """A browser signed in, and the membership it acts in."""

    id = UUID(primary_key=True, null=False, default=None)
    token_hash = Varchar(length=HASH_LENGTH, null=False, default=None, unique=True)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    membership = ForeignKey(Membership, on_delete=OnDelete.restrict, null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    last_seen_at = Timestamptz(null=False, default=None)
    expires_at = Timestamptz(null=False, default=None)


class ApiToken(Table, db=DB, tablename="api_token"):
    """A bearer token of the REST interface; `prefix` lets its owner recognise it."""

    id = UUID(primary_key=True, null=False, default=None)
    token_hash = Varchar(length=HASH_LENGTH, null=False, default=None, unique=True)
    prefix = Varchar(length=16, null=False, default=None)
    name = Varchar(length=NAME_LENGTH, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    membership = ForeignKey(Membership, on_delete=OnDelete.restrict, null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    expires_at = Timestamptz(null=False, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    last_used_at = Timestamptz(null=True, default=None)


class KnownPlace(Table, db=DB, tablename="known_place"):
    """A device or network that an account has signed in from; `mark` is a keyed hash of it."""

    id = UUID(primary_key=True, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.cascade, null=False, default=None)
    kind = Varchar(length=20, null=False, default="")
    mark = Varchar(length=HASH_LENGTH, null=False, default="")
    last_used_at = Timestamptz(null=False, default=None)


class LoginAttempt(Table, db=DB, tablename="login_attempt"):
    """One counted attempt. The subject is a keyed hash: people type passwords into the wrong field."""

    id = UUID(primary_key=True, null=False, default=None)
    kind = Varchar(length=20, null=False, default=None)
    subject = Varchar(length=HASH_LENGTH, null=False, default=None)
    address = Varchar(length=64, null=False, default=None)
    attempted_at = Timestamptz(null=False, default=None)
