from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Ballots and results"
REPLACES = (
    "2026-11-24T16:00:43:398967",
    "2026-11-24T18:40:00:000000",
)

forwards = sql_migration(__file__, "pitch_judging", ID, DESCRIPTION)
