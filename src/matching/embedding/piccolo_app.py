"""Tables and migrations of the models of vectors."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.embedding.tables import VectorModel

APP_CONFIG = AppConfig(
    app_name="embedding",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[VectorModel],
    migration_dependencies=[],
)
