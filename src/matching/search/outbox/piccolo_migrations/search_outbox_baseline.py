from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "What Meilisearch has not heard of yet"
REPLACES = (
    "2026-11-24T18:25:32:250815",
    "2026-11-24T18:40:00:000000",
    "2026-11-30T21:50:00:000000",
    "2026-11-30T22:00:00:000000",
    "2026-11-30T22:50:00:000000",
    "2026-11-30T22:55:00:000000",
)

forwards = sql_migration(__file__, "search_outbox", ID, DESCRIPTION)
