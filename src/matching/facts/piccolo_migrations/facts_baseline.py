from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "What areas tell each other about records"
REPLACES = (
    "2026-11-24T15:18:31:853456",
    "2026-11-24T15:40:00:000000",
)

forwards = sql_migration(__file__, "facts", ID, DESCRIPTION)
