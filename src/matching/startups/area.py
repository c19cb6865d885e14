"""What the startup area brings to the application."""

from foundation.composition import Area
from matching.startups import mails, overview, providers
from matching.startups.api import StartupActsApi, StartupApi
from matching.startups.pages.acts import StartupActs
from matching.startups.pages.reading import StartupPages

AREA = Area(
    name="startups",
    package="matching.startups",
    controllers=[StartupPages, StartupActs, StartupApi, StartupActsApi],
    piccolo_app="matching.startups.piccolo_app",
    letters=mails.LETTERS,
    tasks=overview.tasks,
    on_compose=providers.register,
)
