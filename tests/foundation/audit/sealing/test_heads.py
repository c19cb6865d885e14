"""Heads outside the database: written each hour and at the end, missed when they are not."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from foundation import clock
from foundation.audit import FOLDER, Status, export_head, look_over, status, verify
from foundation.audit.tasks import close_trail, export_hourly_head, seal_recent
from foundation.database import fetch_value
from foundation.jobs import run_pending
from foundation.settings import current, use
from tests.factories.audit import age, empty_trail, record_some, seal_all, until_quiet, until_sealed

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def folder(settings, tmp_path):
    """The folder of heads of an installation that keeps its data in a place of its own."""
    use(replace(settings, data_dir=tmp_path))
    yield tmp_path / FOLDER
    use(settings)


def sequences(folder: Path) -> list[int]:
    return [json.loads(file.read_text())["sequence"] for file in folder.iterdir()]


async def kinds(heads) -> list[str]:
    problems = [problem.kind for problem in await verify(heads)]
    assert [problem.kind for problem in await look_over(heads)] == problems, "doctor sees it too"
    return problems


async def test_an_hours_head_is_written_once(tmp_path):
    assert await export_head(tmp_path) is None
    await record_some(1)
    await seal_all()
    file = await export_head(tmp_path)
    assert file is not None
    hour = await fetch_value("SELECT to_char(signed_at, 'YYYY-MM-DD\"T\"HH24') FROM audit_seal")
    assert file.name == f"audit-head-{hour}Z.json"
    before = file.read_text()
    assert json.loads(before)["sequence"] == 1
    await record_some(1)
    await seal_all()
    assert await export_head(tmp_path) == file
    assert file.read_text() == before
    assert await kinds(tmp_path) == []


async def test_the_schedule_seals_and_exports(folder):
    await record_some(1)
    await until_sealed(seal_recent)
    assert await status() == Status(sealed=1, unsealed=0)
    await seal_recent()
    assert len(list(folder.iterdir())) == 1
    await record_some(1)
    await until_sealed(export_hourly_head)
    await export_hourly_head()
    assert max(sequences(folder)) == 2
    assert await run_pending() == 0
    assert await kinds(folder) == []


async def test_an_orderly_end_seals_and_exports_the_very_end(folder):
    await record_some(2)
    await until_sealed(seal_recent)
    await record_some(2)
    await until_quiet()
    await close_trail()
    assert len(sequences(folder)) == 2
    assert max(sequences(folder)) == 4
    assert await kinds(folder) == []
    await empty_trail()
    assert await kinds(folder) == ["head_ahead"]


async def test_an_end_that_cannot_write_is_an_end_nevertheless(folder):
    await record_some(1)
    folder.write_text("a file where the folder should be")
    await close_trail()
    assert (await status()).unsealed == 0


async def test_heads_are_missed_after_two_hours(tmp_path):
    await record_some(1)
    await seal_all()
    missing = tmp_path / "never made"
    assert await kinds(missing) == []
    await age(timedelta(hours=1))
    assert await kinds(missing) == []
    await age(timedelta(hours=2))
    assert await kinds(missing) == ["head_missing"]


async def test_a_head_more_than_two_hours_behind_the_newest_seal_is_old(tmp_path):
    await record_some(1)
    await seal_all()
    await age(timedelta(hours=3))
    await export_head(tmp_path)
    assert await kinds(tmp_path) == [], "an installation that stood still needs no newer head"
    await record_some(1)
    await seal_all()
    assert await kinds(tmp_path) == ["head_old"]
    await export_head(tmp_path)
    assert await kinds(tmp_path) == []


@pytest.mark.parametrize(
    "field, value", [("chain_hash", "00" * 32), ("mac", "00" * 32), ("sequence", 2), ("key", None)]
)
async def test_a_head_that_is_not_ours_is_told_of(tmp_path, field, value):
    await record_some(2)
    await seal_all()
    file = await export_head(tmp_path, again=True)
    assert file is not None
    content = json.loads(file.read_text())
    content[field] = value if field != "sequence" else 1
    file.write_text(json.dumps(content))
    assert (await kinds(tmp_path))[0] in ("head_forged", "key_unknown")


async def test_a_forged_head_does_not_count_as_the_newest(tmp_path):
    await record_some(1)
    await seal_all()
    await age(timedelta(hours=3))
    file = await export_head(tmp_path)
    assert file is not None
    content = json.loads(file.read_text())
    content["signed_at"] = clock.now().isoformat()
    file.write_text(json.dumps(content))
    assert await kinds(tmp_path) == ["head_forged", "head_missing"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "{", '{"sequence": "x", "chain_hash": ""}', "[" * 20_000]
)
async def test_a_file_that_is_no_head_is_told_of(tmp_path, text):
    await record_some(1)
    await seal_all()
    await export_head(tmp_path)
    (tmp_path / "audit-head-2026-01-01T00Z.json").write_text(text)
    assert await kinds(tmp_path) == ["head_unreadable"]


async def test_a_head_from_before_keys_still_holds(tmp_path):
    await record_some(2)
    await seal_all()
    chain = await fetch_value("SELECT chain_hash FROM audit_seal WHERE id = 1")
    old = {"sequence": 1, "event": 1, "chain_hash": chain.hex(), "sealed_at": "", "exported_at": ""}
    file = tmp_path / "audit-head-2026-11-24.json"
    file.write_text(json.dumps(old))
    assert await kinds(tmp_path) == []
    file.write_text(json.dumps(old | {"chain_hash": "00" * 32}))
    assert await kinds(tmp_path) == ["head_differs"]


async def test_a_stopped_clock_of_the_application_is_no_alarm(tmp_path):
    for day in (0, -900, 400):
        with clock.frozen(clock.now() + timedelta(days=day)):
            await record_some(1)
            await seal_all()
            await export_head(tmp_path)
    assert current().demo
    assert await kinds(tmp_path) == []
