import re
import unicodedata

from foundation.database import DB
from email_validator import EmailNotValidError, validate_email
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T10:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Addresses are unique in their one form; marks of places are hashes"

STATEMENTS = """
DROP INDEX account_email;
ALTER TABLE account ADD CONSTRAINT account_email_canonical CHECK (email_canonical <> '');
CREATE UNIQUE INDEX account_email ON account (email_canonical);

DROP INDEX invitation_open;
ALTER TABLE invitation ADD CONSTRAINT invitation_email_canonical CHECK (email_canonical <> '');
CREATE UNIQUE INDEX invitation_open ON invitation (organisation, email_canonical)
    WHERE state = 'open';

ALTER TABLE known_place ADD CONSTRAINT known_place_rules
    CHECK (kind IN ('device', 'network') AND length(mark) = 64);
CREATE UNIQUE INDEX known_place_once ON known_place (account, kind, mark);
CREATE INDEX known_place_age ON known_place (last_used_at);
"""


# How addresses were brought to one form on the day of this migration, whatever the rule is later.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)


def canonical(address: str) -> str:
    """The one form of an address; what is none keeps its letters but for ASCII case."""
    tidy = unicodedata.normalize("NFKC", UNSEEN.sub("", address)).strip()
    try:
        parsed = validate_email(
            tidy, strict=True, check_deliverability=False, allow_smtputf8=False
        )
    except (EmailNotValidError, UnicodeError):
        return "".join(sign.lower() if sign.isascii() else sign for sign in tidy)
    return parsed.ascii_email.lower()


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        await _fill_accounts(connection)
        await _fill_invitations(connection)
        await connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager


async def _fill_accounts(connection) -> None:
    # Of two accounts with one address, the one that proved it, else the older, keeps it. The other is
    # suspended under a key that no address has (they are in small letters), for an operator to look at;
    # nothing of it is lost.
    taken = set()
    for row in await connection.fetch(
        "SELECT id, email FROM account "
        "ORDER BY email_confirmed_at IS NULL, state <> 'active', created_at, id"
    ):
        key = canonical(row["email"])
        if key in taken:
            key = f"SET ASIDE {row['id']}"
            await _set_aside(connection, row["id"])
        taken.add(key)
        await connection.execute(
            "UPDATE account SET email_canonical = $2 WHERE id = $1", row["id"], key
        )


async def _set_aside(connection, account_id) -> None:
    for statement in (
        "UPDATE account SET state = 'suspended', suspended_at = coalesce(suspended_at, now()) "
        "WHERE id = $1",
        "DELETE FROM login_session WHERE account = $1",
        "DELETE FROM mail_link WHERE account = $1 AND used_at IS NULL",
        "UPDATE invitation SET state = 'withdrawn' WHERE invited_by = $1 AND state = 'open'",
        "UPDATE api_token SET revoked_at = now() WHERE account = $1 AND revoked_at IS NULL",
    ):
        await connection.execute(statement, account_id)


async def _fill_invitations(connection) -> None:
    # The newest of two open invitations of one person holds, as it does when one is sent again.
    open_ones = set()
    for row in await connection.fetch(
        "SELECT id, organisation, email, state FROM invitation ORDER BY created_at DESC, id DESC"
    ):
        key = canonical(row["email"])
        await connection.execute(
            "UPDATE invitation SET email_canonical = $2 WHERE id = $1", row["id"], key
        )
        if row["state"] != "open":
            continue
        if (row["organisation"], key) in open_ones:
            await connection.execute(
                "UPDATE invitation SET state = 'withdrawn' WHERE id = $1", row["id"]
            )
        open_ones.add((row["organisation"], key))
