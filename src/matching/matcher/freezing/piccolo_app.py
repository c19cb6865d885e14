"""Tables and migrations of frozen shortlists."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.matcher.freezing.tables import FrozenShortlist, ShortlistAnnulment, ShortlistDownload

APP_CONFIG = AppConfig(
    app_name="freezing",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[FrozenShortlist, ShortlistAnnulment, ShortlistDownload],
    migration_dependencies=[],
)
