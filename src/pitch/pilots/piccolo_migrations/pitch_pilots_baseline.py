from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Pilots, what they measure and what was measured"
REPLACES = (
    "2026-11-24T15:51:53:516691",
    "2026-11-24T20:00:00:000000",
    "2026-11-30T21:50:00:000000",
)

forwards = sql_migration(__file__, "pitch_pilots", ID, DESCRIPTION)
