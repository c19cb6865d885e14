"""Tables and migrations of the startup area."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.startups.tables import Startup, StartupEdition

APP_CONFIG = AppConfig(
    app_name="startups",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Startup, StartupEdition],
    migration_dependencies=["foundation.identity.piccolo_app"],
    commands=[],
)
