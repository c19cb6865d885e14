"""Tables and migrations of the certification area."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from procurement.certification.tables import (
    Certification,
    CertificationOpinion,
    CertificationSuspension,
)

APP_CONFIG = AppConfig(
    app_name="certification",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=[Certification, CertificationOpinion, CertificationSuspension],
    migration_dependencies=[
        "foundation.identity.piccolo_app",
        "matching.startups.piccolo_app",
        "matching.solutions.piccolo_app",
        "pitch.pilots.piccolo_app",
    ],
    commands=[],
)
