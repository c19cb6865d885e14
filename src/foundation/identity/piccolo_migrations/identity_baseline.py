from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Accounts, organisations, roles, and what signs people in"
REPLACES = (
    "2026-11-24T15:17:08:363447",
    "2026-11-24T15:20:00:000000",
    "2026-11-30T10:10:00:000000",
    "2026-11-30T10:20:00:000000",
    "2026-11-30T21:20:00:000000",
    "2026-11-30T21:25:00:000000",
    "2026-11-30T21:45:00:000000",
    "2026-11-30T22:00:00:000000",
    "2026-11-30T23:04:00:000000",
    "2026-11-30T23:05:00:000000",
)

forwards = sql_migration(__file__, "identity", ID, DESCRIPTION)
