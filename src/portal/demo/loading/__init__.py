"""Writes the demo data through the areas' effects, in one transaction."""

from portal.demo.loading.load import demo_is_loaded, load_demo

__all__ = ["demo_is_loaded", "load_demo"]
