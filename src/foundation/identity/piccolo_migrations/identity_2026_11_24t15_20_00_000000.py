from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T15:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States and their columns agree; one account an address; one active membership a role"

STATEMENTS = """
ALTER TABLE account ADD CONSTRAINT account_state
    CHECK (state IN ('active', 'suspended') AND (state = 'suspended') = (suspended_at IS NOT NULL));
ALTER TABLE account ADD CONSTRAINT account_words
    CHECK (email <> '' AND name <> '' AND language IN ('ja', 'en'));
CREATE UNIQUE INDEX account_email ON account (lower(email));
CREATE INDEX account_name ON account (name, id);

ALTER TABLE organisation ADD CONSTRAINT organisation_words CHECK (kind <> '' AND name <> '');

ALTER TABLE membership ADD CONSTRAINT membership_state
    CHECK (state IN ('active', 'ended') AND (state = 'ended') = (ended_at IS NOT NULL));
ALTER TABLE membership ADD CONSTRAINT membership_role CHECK (role <> '');
CREATE UNIQUE INDEX membership_active ON membership (account, organisation, role)
    NULLS NOT DISTINCT WHERE state = 'active';
CREATE INDEX membership_organisation ON membership (organisation, state);
CREATE INDEX membership_role_active ON membership (role) WHERE state = 'active';
CREATE INDEX membership_demo ON membership (demo_order) WHERE demo_order IS NOT NULL;

ALTER TABLE invitation ADD CONSTRAINT invitation_state CHECK (
    state IN ('open', 'accepted', 'withdrawn')
    AND (state = 'accepted') = (accepted_at IS NOT NULL AND accepted_by IS NOT NULL)
    AND (accepted_at IS NULL) = (accepted_by IS NULL));
ALTER TABLE invitation ADD CONSTRAINT invitation_hash CHECK (length(token_hash) = 64);
CREATE UNIQUE INDEX invitation_open ON invitation (organisation, lower(email)) WHERE state = 'open';

ALTER TABLE mail_link ADD CONSTRAINT mail_link_rules CHECK (
    purpose IN ('confirm_email', 'reset_password') AND length(token_hash) = 64
    AND expires_at > created_at);
CREATE INDEX mail_link_account ON mail_link (account, purpose);

ALTER TABLE login_session ADD CONSTRAINT login_session_rules
    CHECK (length(token_hash) = 64 AND expires_at > created_at AND last_seen_at >= created_at);
CREATE INDEX login_session_account ON login_session (account);
CREATE INDEX login_session_expiry ON login_session (expires_at);

ALTER TABLE api_token ADD CONSTRAINT api_token_rules
    CHECK (length(token_hash) = 64 AND name <> '' AND expires_at > created_at);
CREATE INDEX api_token_account ON api_token (account, created_at);

ALTER TABLE login_attempt ADD CONSTRAINT login_attempt_kind CHECK (kind IN ('login', 'mail'));
CREATE INDEX login_attempt_subject ON login_attempt (kind, subject, attempted_at);
CREATE INDEX login_attempt_address ON login_attempt (kind, address, attempted_at);
CREATE INDEX login_attempt_age ON login_attempt (attempted_at);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
