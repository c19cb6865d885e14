"""What the catalogue brings to the application: the certified list, read only."""

from foundation.composition import Area
from procurement.catalogue import overview, providers
from procurement.catalogue.api import CatalogueApi, CatalogueFilesApi
from procurement.catalogue.pages import CataloguePages

AREA = Area(
    name="catalogue",
    package="procurement.catalogue",
    controllers=[CataloguePages, CatalogueApi, CatalogueFilesApi],
    tasks=overview.tasks,
    on_compose=providers.register,
)
