"""The contest area's tables for Piccolo."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from pitch.contests.tables import Contest, ContestJudge, Criterion, Entry

APP_CONFIG = AppConfig(
    app_name="pitch_contests",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Contest, Criterion, ContestJudge, Entry],
    migration_dependencies=[
        "foundation.identity.piccolo_app",
        "matching.challenges.piccolo_app",
        "matching.solutions.piccolo_app",
    ],
)
