from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "The models of vectors"
REPLACES = (
    "2026-11-24T18:35:30:689273",
    "2026-11-24T19:00:00:000000",
)

forwards = sql_migration(__file__, "embedding", ID, DESCRIPTION)
