"""Tables and migrations of the index."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.search.tables import SearchDocument

APP_CONFIG = AppConfig(
    app_name="search",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[SearchDocument],
    migration_dependencies=[],
)
