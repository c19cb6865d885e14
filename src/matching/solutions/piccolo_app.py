"""Tables and migrations of the solution area."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.solutions.tables import Solution, SolutionEdition

APP_CONFIG = AppConfig(
    app_name="solutions",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Solution, SolutionEdition],
    migration_dependencies=["foundation.identity.piccolo_app", "matching.startups.piccolo_app"],
    commands=[],
)
