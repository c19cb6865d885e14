from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "The trail that only grows, and the chain that seals it"
REPLACES = (
    "2026-11-24T15:14:22:684673",
    "2026-11-24T15:20:00:000000",
    "2026-11-30T21:20:00:000000",
    "2026-11-30T21:25:00:000000",
    "2026-11-30T23:30:00:000000",
)

forwards = sql_migration(__file__, "audit", ID, DESCRIPTION)
