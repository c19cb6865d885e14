from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Shortlists, and how each challenge is matched"
REPLACES = (
    "2026-11-24T15:18:32:731803",
    "2026-11-24T15:40:00:000000",
    "2026-11-24T20:10:00:000000",
    "2026-11-24T20:20:00:000000",
    "2026-11-30T21:40:00:000000",
)

forwards = sql_migration(__file__, "matcher", ID, DESCRIPTION)
