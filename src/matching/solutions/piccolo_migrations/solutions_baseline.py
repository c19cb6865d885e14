from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Solutions and their editions"
REPLACES = (
    "2026-11-24T15:41:51:089414",
    "2026-11-24T18:20:00:000000",
)

forwards = sql_migration(__file__, "solutions", ID, DESCRIPTION)
