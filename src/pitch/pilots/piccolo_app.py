"""The pilot area's tables for Piccolo."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from pitch.pilots.tables import Indicator, Measurement, Pilot

APP_CONFIG = AppConfig(
    app_name="pitch_pilots",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Pilot, Indicator, Measurement],
    migration_dependencies=[
        "foundation.identity.piccolo_app",
        "matching.challenges.piccolo_app",
        "matching.solutions.piccolo_app",
        "pitch.contests.piccolo_app",
    ],
)
