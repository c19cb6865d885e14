from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Startups and their editions"
REPLACES = (
    "2026-11-24T15:41:50:113289",
    "2026-11-24T18:10:00:000000",
    "2026-11-30T21:30:00:000000",
)

forwards = sql_migration(__file__, "startups", ID, DESCRIPTION)
