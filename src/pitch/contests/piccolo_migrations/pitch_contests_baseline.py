from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Contests, criteria, judges and entries"
REPLACES = (
    "2026-11-24T15:44:39:078274",
    "2026-11-24T19:00:00:000000",
)

forwards = sql_migration(__file__, "pitch_contests", ID, DESCRIPTION)
