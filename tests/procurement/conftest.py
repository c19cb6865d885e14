"""An installation with rules or settings of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foundation.settings import Settings, use


@pytest.fixture
def installed(settings: Settings) -> Iterator[Callable[..., None]]:
    """Changes settings of the installation until the test ends."""
    use(settings)
    yield lambda **changes: use(replace(settings, **changes))
    use(settings)


@pytest.fixture
def own_rules(tmp_path: Path, installed: Callable[..., Any]) -> Callable[[str], Path]:
    """Installs a government's own rules of law."""

    def install(text: str) -> Path:
        file = tmp_path / "own.toml"
        file.write_text(text, encoding="utf-8")
        installed(law_rules=file)
        return file

    return install
