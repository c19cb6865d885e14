from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T19:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Nobody is told twice; one choice a kind; one search once"

STATEMENTS = """
ALTER TABLE alert_choice
    ADD CONSTRAINT alert_choice_once UNIQUE (account, kind),
    ADD CONSTRAINT alert_choice_kind
        CHECK (kind IN ('challenge_fits', 'solution_fits', 'saved_search'));
ALTER TABLE saved_search
    ADD CONSTRAINT saved_search_once UNIQUE (account, query),
    ADD CONSTRAINT saved_search_frequency CHECK (frequency IN ('daily', 'weekly', 'paused')),
    ADD CONSTRAINT saved_search_named CHECK (name <> '' AND query <> '');
CREATE INDEX saved_search_due ON saved_search (looked_on) WHERE frequency <> 'paused';
ALTER TABLE alert_publication
    ADD CONSTRAINT alert_publication_kind
        CHECK (kind IN ('challenge', 'solution', 'startup', 'contest', 'certified'));
CREATE INDEX alert_publication_latest ON alert_publication (published_at DESC, id);
ALTER TABLE alert_sent
    ADD CONSTRAINT alert_sent_kind
        CHECK (kind IN ('challenge_fits', 'solution_fits', 'saved_search')),
    ADD CONSTRAINT alert_sent_subject_kind
        CHECK (subject_kind IN ('challenge', 'solution', 'startup', 'contest', 'certified')),
    ADD CONSTRAINT alert_sent_once UNIQUE (account, kind, subject, object),
    -- stricter than the line above: of one document a person hears once, whichever way came first
    ADD CONSTRAINT alert_sent_once_of_each UNIQUE (account, subject);
CREATE INDEX alert_sent_by_mail ON alert_sent (mail);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="alerts", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
