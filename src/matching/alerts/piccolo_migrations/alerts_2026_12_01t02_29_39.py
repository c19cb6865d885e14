from foundation.database.sql_migrations import sql_migration

ID = "2026-12-01T02:29:39"
DESCRIPTION = "Kinds of documents are what search knows"

forwards = sql_migration(__file__, "alerts", ID, DESCRIPTION)
