"""What the server's processes load."""

from litestar.types import ASGIApp

from foundation import log
from foundation.settings import Settings
from portal.application import create_asgi


def create() -> ASGIApp:
    """The application of the settings in the environment."""
    settings = Settings.load()
    log.set_up(readable=settings.demo)
    return create_asgi(settings)
