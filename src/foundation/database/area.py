"""What the database itself brings to the application: the identities of records."""

from foundation.composition import Area

AREA = Area(
    name="database",
    package="foundation.database",
    piccolo_app="foundation.database.piccolo_app",
)
