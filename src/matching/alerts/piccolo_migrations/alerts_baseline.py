from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "What people want to hear of, and what they were told"
REPLACES = (
    "2026-11-24T19:01:41:590372",
    "2026-11-24T19:10:00:000000",
    "2026-11-30T21:40:00:000000",
)

forwards = sql_migration(__file__, "alerts", ID, DESCRIPTION)
