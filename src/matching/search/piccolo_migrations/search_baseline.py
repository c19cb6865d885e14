from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "The index in PostgreSQL: documents, words, vectors"
REPLACES = (
    "2026-11-24T15:18:31:029364",
    "2026-11-24T15:40:00:000000",
    "2026-11-24T20:00:00:000000",
    "2026-11-24T20:10:00:000000",
    "2026-11-24T20:20:00:000000",
    "2026-11-30T21:40:00:000000",
)

forwards = sql_migration(__file__, "search", ID, DESCRIPTION)
