"""Tables and migrations of facts."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.facts.tables import Fact

APP_CONFIG = AppConfig(
    app_name="facts",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Fact],
    migration_dependencies=[],
)
