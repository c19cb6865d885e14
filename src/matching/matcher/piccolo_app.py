"""Tables and migrations of the matcher."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.matcher.tables import MatchCriteria, ShortlistEntry

APP_CONFIG = AppConfig(
    app_name="matcher",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[ShortlistEntry, MatchCriteria],
    migration_dependencies=[],
)
