"""Where Piccolo finds the engine and the areas' tables."""

from piccolo.conf.apps import AppRegistry

from foundation.database import DB
from portal.composition import PICCOLO_APPS

APP_REGISTRY = AppRegistry(apps=list(PICCOLO_APPS))

__all__ = ["APP_REGISTRY", "DB"]
