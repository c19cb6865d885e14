from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Certifications, experts' opinions and suspensions"
REPLACES = (
    "2026-11-24T15:51:36:173401",
    "2026-11-24T18:20:00:000000",
    "2026-11-30T21:50:00:000000",
    "2026-11-30T21:55:00:000000",
    "2026-11-30T22:10:00:000000",
)

forwards = sql_migration(__file__, "certification", ID, DESCRIPTION)
