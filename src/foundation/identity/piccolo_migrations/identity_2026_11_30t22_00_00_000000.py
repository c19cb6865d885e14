from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T22:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Tokens without a chosen role are tied to the one they act in, and end with it"

# Of accounts whose roles have all ended, the last one: the token ends with it.
STATEMENTS = """
UPDATE api_token t SET membership = (
    SELECT m.id FROM membership m WHERE m.account = t.account
    ORDER BY m.state = 'active' DESC,
             CASE WHEN m.state = 'active' THEN m.created_at END, m.ended_at DESC, m.id LIMIT 1)
WHERE t.membership IS NULL AND t.revoked_at IS NULL;
UPDATE api_token t SET revoked_at = now() FROM membership m
WHERE m.id = t.membership AND m.state = 'ended' AND t.revoked_at IS NULL;
CREATE INDEX api_token_membership ON api_token (membership) WHERE revoked_at IS NULL;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
