from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Frozen shortlists"
REPLACES = (
    "2026-11-24T18:39:45:449102",
    "2026-11-24T18:45:00:000000",
)

forwards = sql_migration(__file__, "freezing", ID, DESCRIPTION)
