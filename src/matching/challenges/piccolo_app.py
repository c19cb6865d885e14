"""Tables and migrations of the challenge area."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from matching.challenges.tables import Challenge, ChallengeEdition, ChallengeNumber

APP_CONFIG = AppConfig(
    app_name="challenges",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Challenge, ChallengeEdition, ChallengeNumber],
    migration_dependencies=["foundation.identity.piccolo_app"],
    commands=[],
)
