from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The name that a record was published under, and the present one where it is another"

STATEMENTS = """
CREATE FUNCTION organisation_shown(owner uuid, published_for uuid, published_at timestamptz)
RETURNS TABLE (name text, name_en text, now text, now_en text) LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT coalesce(p.name, o.name), CASE WHEN p.name IS NULL THEN o.name_en ELSE p.name_en END,
           CASE WHEN p.name <> o.name THEN o.name END, CASE WHEN p.name <> o.name THEN o.name_en END
      FROM organisation o
      LEFT JOIN LATERAL (
            SELECT n.name, n.name_en
              FROM organisation_name n,
                   LATERAL (SELECT n.from_day
                       <= ($3 AT TIME ZONE 'Asia/Tokyo')::date AS begun) b
             WHERE $3 IS NOT NULL AND n.organisation = coalesce($2, $1)
             ORDER BY b.begun DESC, CASE WHEN b.begun THEN n.from_day END DESC, n.from_day,
                      n.until_day DESC NULLS FIRST
             LIMIT 1) p ON true
     WHERE o.id = $1
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
