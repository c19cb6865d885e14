"""The audit trail as a Piccolo app."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from foundation.audit.tables import AuditEvent, AuditSeal

APP_CONFIG = AppConfig(
    app_name="audit",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[AuditEvent, AuditSeal],
    migration_dependencies=[],
    commands=[],
)
