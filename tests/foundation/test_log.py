"""The log says what failed and where, and nothing that people wrote."""

import json
from collections.abc import Iterator

import pytest
import structlog

from foundation import log
from foundation.database import execute, transaction

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the configuration of the other tests alone."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


@pytest.mark.parametrize("readable", [True, False])
async def test_tracebacks_name_no_values(readable: bool, capsys: pytest.CaptureFixture[str]):
    log.set_up(readable=readable)
    written = "tanaka@people.example"
    try:
        async with transaction():
            await execute("CREATE TEMPORARY TABLE address (email text UNIQUE) ON COMMIT DROP")
            await execute("INSERT INTO address VALUES ($1), ($1)", written)
    except Exception as error:
        structlog.get_logger().error("fault", exc_info=error)
    said = capsys.readouterr().err
    assert "UniqueViolationError" in said
    assert written not in said
    if not readable:
        assert json.loads(said)["event"] == "fault"


@pytest.mark.parametrize("readable", [True, False])
def test_keys_in_a_path_are_not_logged(readable: bool, capsys: pytest.CaptureFixture[str]):
    log.set_up(readable=readable)
    signature = "s1gnatur3" * 3
    one = "01a20f35-d70d-7630-b703-57f10492ea6c"
    path = f"/en/stop/challenge_fits.{'0' * 32}.{signature}/resume"
    structlog.get_logger().info("request", path=path)
    structlog.get_logger().info("request", path=f"/api/v1/challenges/{one}/matches/{one}")
    said = capsys.readouterr().err
    assert signature not in said and "0" * 32 not in said
    assert "/en/stop/challenge_fits.00000…/resume" in said
    assert f"/api/v1/challenges/{one}/matches/{one}" in said
