from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "The table in which an id stands once, whatever it is the id of"
REPLACES = ("2026-11-30T21:30:00:000000",)

forwards = sql_migration(__file__, "database", ID, DESCRIPTION)
