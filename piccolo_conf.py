"""Lets the ``piccolo`` command work from this folder; the configuration itself is the portal's."""

from portal.piccolo_conf import APP_REGISTRY, DB

__all__ = ["APP_REGISTRY", "DB"]
