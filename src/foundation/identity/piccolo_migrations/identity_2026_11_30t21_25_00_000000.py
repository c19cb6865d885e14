from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Ends and names of organisations agree; each begins with the name it has"

STATEMENTS = """
ALTER TABLE organisation ADD CONSTRAINT organisation_state CHECK (
    state IN ('active', 'merged', 'closed')
    AND (state = 'active') = (ended_at IS NULL)
    AND (state = 'merged') = (merged_into IS NOT NULL)
    AND merged_into IS DISTINCT FROM id);
UPDATE organisation SET unit = NULL WHERE unit = '';
ALTER TABLE organisation ADD CONSTRAINT organisation_optional_words
    CHECK (name_en <> '' AND unit <> '');
CREATE INDEX organisation_list ON organisation (state, name, id);
CREATE INDEX organisation_merged_into ON organisation (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE organisation_name ADD CONSTRAINT organisation_name_rules
    CHECK (name <> '' AND name_en <> '' AND unit <> '' AND until_day >= from_day);
CREATE UNIQUE INDEX organisation_name_last ON organisation_name (organisation)
    WHERE until_day IS NULL;
CREATE INDEX organisation_name_days ON organisation_name (organisation, from_day);

INSERT INTO organisation_name (id, organisation, name, unit, from_day, recorded_at)
SELECT gen_random_uuid(), id, name, unit, (created_at AT TIME ZONE 'Asia/Tokyo')::date, created_at
  FROM organisation;

-- The name an organisation had at an instant; before its first known name, that one.
CREATE FUNCTION organisation_name_at(which uuid, instant timestamptz, english boolean)
RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN english THEN coalesce(n.name_en, n.name) ELSE n.name END
      FROM organisation_name n,
           LATERAL (SELECT n.from_day <= (instant AT TIME ZONE 'Asia/Tokyo')::date AS begun) b
     WHERE n.organisation = which
     ORDER BY b.begun DESC, CASE WHEN b.begun THEN n.from_day END DESC, n.from_day,
              n.until_day DESC NULLS FIRST
     LIMIT 1
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
