from foundation.database.sql_migrations import sql_migration
from foundation.jobs.schema import procrastinate_schema

ID = "2026-12-01T00:00:00:000000"
DESCRIPTION = "The queue: procrastinate's schema and our function that writes into it"
REPLACES = ("2026-11-24T15:00:00:000000",)

forwards = sql_migration(__file__, "jobs", ID, DESCRIPTION, first=procrastinate_schema)
