"""Sample data stay out of a real installation, and are not thrown away while somebody uses them."""

from pathlib import Path

import pytest

from foundation.database import fetch_value
from foundation.settings import Settings
from portal.demo.loading import load_demo
from scripts.ports import free_port
from tests.command_line import kingsalmon
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")
ADMINISTRATION = ("SELECT count(*) FROM account", "SELECT count(*) FROM organisation")


async def demo(settings: Settings, folder: Path, *options: str) -> tuple[int, str]:
    code, _out, err = await kingsalmon(
        settings, "demo", "--port", str(free_port()), "--data-dir", str(folder), *options
    )
    return code, err


@pytest.mark.parametrize("options", [(), ("--reset",), ("--load-only",)])
async def test_a_real_installation_gets_no_sample_data(
    settings: Settings, tmp_path: Path, options: tuple[str, ...]
):
    await person("operator")
    before = [await fetch_value(count) for count in ADMINISTRATION]
    code, said = await demo(settings, tmp_path, *options)
    assert code == 1
    assert said.count("\n") == 1 and "real installation" in said
    assert [await fetch_value(count) for count in ADMINISTRATION] == before


async def test_data_in_use_are_not_thrown_away(settings: Settings, tmp_path: Path):
    await load_demo()
    before = [await fetch_value(count) for count in ADMINISTRATION]
    code, said = await demo(settings, tmp_path, "--reset", "--load-only")
    assert code == 1
    assert said.count("\n") == 1 and "stop it" in said
    assert [await fetch_value(count) for count in ADMINISTRATION] == before
