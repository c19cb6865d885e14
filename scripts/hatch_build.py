"""Build hook: a wheel without its styles and fonts would start and then look and print wrong, so it is refused."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsPresent(BuildHookInterface):  # type: ignore[type-arg]
    """Refuses to build a wheel when third-party assets are missing; editable installs come before them and pass."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check before anything is packed.

        Args:
            version: ``standard`` for a wheel to keep, ``editable`` for a development install.
            build_data: hatchling's; unchanged.

        Raises:
            RuntimeError: an asset is missing.
        """
        if version == "editable":
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location(
            "fetch_assets", root / "scripts" / "fetch_assets.py"
        )
        assert spec is not None and spec.loader is not None
        fetch_assets = importlib.util.module_from_spec(spec)
        # dataclasses look their module up by name while the class is made
        sys.modules[spec.name] = fetch_assets
        spec.loader.exec_module(fetch_assets)
        absent = fetch_assets.missing(root)
        if absent:
            listed = ", ".join(str(path) for path in absent)
            raise RuntimeError(
                f"The wheel would lack {listed}. Run `make build`, which fetches them first."
            )
