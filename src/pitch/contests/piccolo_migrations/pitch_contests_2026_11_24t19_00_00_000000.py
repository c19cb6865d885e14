from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T19:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States go with their columns, one standing entry a startup, judges once"

STATEMENTS = """
ALTER TABLE contest
    ADD CONSTRAINT contest_state CHECK
        (state IN ('draft', 'open', 'judging', 'decided', 'published', 'cancelled')),
    ADD CONSTRAINT contest_counted CHECK (version >= 1),
    ADD CONSTRAINT contest_titled CHECK (theme_ja <> '' AND description_ja <> ''),
    ADD CONSTRAINT contest_dates CHECK (judging_deadline > entry_deadline),
    ADD CONSTRAINT contest_opened CHECK
        (state = 'draft' OR (opened_at IS NOT NULL AND rubric_hash IS NOT NULL)),
    ADD CONSTRAINT contest_draft CHECK
        (state <> 'draft' OR (opened_at IS NULL AND rubric_hash IS NULL)),
    ADD CONSTRAINT contest_judging CHECK
        ((judging_started_at IS NOT NULL) = (state IN ('judging', 'decided', 'published'))
         OR state = 'cancelled'),
    ADD CONSTRAINT contest_decided CHECK
        ((decided_at IS NOT NULL) = (state IN ('decided', 'published'))),
    ADD CONSTRAINT contest_published CHECK ((published_at IS NOT NULL) = (state = 'published')),
    ADD CONSTRAINT contest_cancelled CHECK (state <> 'cancelled' OR state_reason IS NOT NULL);

ALTER TABLE criterion
    ADD CONSTRAINT criterion_position UNIQUE (contest, position),
    ADD CONSTRAINT criterion_weight CHECK (weight BETWEEN 0 AND 100),
    ADD CONSTRAINT criterion_named CHECK (name_ja <> '');

ALTER TABLE entry
    ADD CONSTRAINT entry_state CHECK (state IN ('submitted', 'withdrawn')),
    ADD CONSTRAINT entry_withdrawn CHECK ((withdrawn_at IS NOT NULL) = (state = 'withdrawn')),
    ADD CONSTRAINT entry_message CHECK (length(message_ja) <= 1000);

CREATE UNIQUE INDEX entry_standing ON entry (contest, organisation) WHERE state = 'submitted';
CREATE INDEX entry_of_contest ON entry (contest, submitted_at);
CREATE INDEX entry_of_organisation ON entry (organisation, submitted_at DESC);
CREATE UNIQUE INDEX contest_judge_once ON contest_judge (contest, account)
    WHERE removed_at IS NULL;
CREATE INDEX contest_judge_of_account ON contest_judge (account) WHERE removed_at IS NULL;
CREATE INDEX contest_open ON contest (entry_deadline) WHERE state = 'open';
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="pitch_contests", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
