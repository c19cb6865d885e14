"""Tables and migrations of alerts."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.alerts.tables import AlertChoice, AlertPublication, AlertSent, SavedSearch

APP_CONFIG = AppConfig(
    app_name="alerts",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[AlertChoice, SavedSearch, AlertPublication, AlertSent],
    migration_dependencies=["foundation.identity.piccolo_app"],
)
