"""The judging area's tables for Piccolo."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from pitch.judging.tables import Ballot, BallotScore, ContestResult, OrderOpening

APP_CONFIG = AppConfig(
    app_name="pitch_judging",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Ballot, BallotScore, OrderOpening, ContestResult],
    migration_dependencies=["foundation.identity.piccolo_app", "pitch.contests.piccolo_app"],
)
