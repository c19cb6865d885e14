"""Mail as a Piccolo app."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from foundation.mail.tables import MailMessage

APP_CONFIG = AppConfig(
    app_name="mail",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[MailMessage],
    migration_dependencies=[],
    commands=[],
)
