"""Tables and migrations of the outbox."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.search.outbox.tables import SearchOutbox, SearchPushFailure

APP_CONFIG = AppConfig(
    app_name="search_outbox",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[SearchOutbox, SearchPushFailure],
    migration_dependencies=[],
)
