from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "Mails that wait, were sent or failed"
REPLACES = (
    "2026-11-24T15:17:06:458049",
    "2026-11-24T15:40:00:000000",
    "2026-11-24T20:10:00:000000",
    "2026-11-24T20:20:00:000000",
    "2026-11-30T10:30:00:000000",
    "2026-11-30T22:50:00:000000",
    "2026-11-30T22:55:00:000000",
)

forwards = sql_migration(__file__, "mail", ID, DESCRIPTION)
