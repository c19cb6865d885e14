from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Challenges and their editions"
REPLACES = (
    "2026-11-24T15:19:45:431407",
    "2026-11-24T18:00:00:000000",
    "2026-11-30T21:50:00:000000",
)

forwards = sql_migration(__file__, "challenges", ID, DESCRIPTION)
