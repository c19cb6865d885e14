"""The embedded server: shared, stopped by the last to leave, healthy after a kill."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from foundation.database import embedded, programs
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.engine import LateEngine

FAST = ("fsync=off",)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ks-embedded-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path / "data" / "postgres"


def parameters(url: str) -> dict[str, object]:
    from foundation.database import engine

    kept = engine.DB.config
    try:
        engine.configure(url)
        return dict(engine.DB.config)
    finally:
        engine.DB.config = kept


def ask(url: str, sql: str) -> object:
    async def connect_and_ask() -> object:
        connection = await asyncpg.connect(**parameters(url))
        try:
            return await connection.fetchval(sql)
        finally:
            await connection.close()

    return asyncio.run(connect_and_ask())


def running(server: EmbeddedPostgres) -> bool:
    return (server.cluster / "postmaster.pid").exists()


def test_the_last_to_leave_stops_the_server(folder):
    first, second = EmbeddedPostgres(folder, options=FAST), EmbeddedPostgres(folder, options=FAST)
    url = first.start()
    assert second.start() == url
    first.stop()
    assert ask(url, "SELECT 1") == 1
    second.stop()
    assert not running(first)


_HOLDER = """
import sys, time
from pathlib import Path
from foundation.database import embedded
from foundation.database.embedded import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1])).start(), flush=True)
time.sleep(600)
"""


def test_a_killed_process_is_not_waited_for(folder):
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().startswith("postgresql://")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()

    server = EmbeddedPostgres(folder)
    url = server.start()
    assert ask(url, "SELECT 1") == 1
    server.stop()
    assert not running(server)


def test_a_killed_server_is_found_healthy_again(folder):
    server = EmbeddedPostgres(folder)
    url = server.start()
    ask(url, "CREATE TABLE kept AS SELECT 42 AS n")
    pid = int((server.cluster / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    server.stop()

    again = EmbeddedPostgres(folder)
    url = again.start()
    assert ask(url, "SELECT n FROM kept") == 42
    again.stop()


@pytest.mark.parametrize("left", ["another", "empty", "nonsense"])
def test_what_a_power_cut_leaves_keeps_no_server_from_starting(folder, left):
    server = EmbeddedPostgres(folder, options=FAST)
    url = server.start()
    ask(url, "CREATE TABLE kept AS SELECT 42 AS n")
    files = (server.cluster / "postmaster.pid", server.cluster / (embedded.SOCKET_NAME + ".lock"))
    before = [file.read_text() for file in files]
    os.kill(int(before[0].split()[0]), signal.SIGKILL)
    server.stop()

    # another process of the server's own user has its number by now
    with tempfile.TemporaryDirectory(prefix="ks-embedded-") as other:
        Path(other).chmod(0o755)
        neighbour = EmbeddedPostgres(Path(other) / "data", options=FAST)
        neighbour.start()
        number = str(neighbour.process_id)
        for file, text in zip(files, before, strict=True):
            rest = text.split("\n", 1)[1]
            file.write_text({"another": f"{number}\n{rest}", "empty": ""}.get(left, "?\n"))
        again = EmbeddedPostgres(folder, options=FAST)
        assert ask(again.start(), "SELECT n FROM kept") == 42
        again.stop()
        assert neighbour.process_id is not None
        neighbour.stop()


def test_no_existing_folders_mode_is_changed(folder):
    folder.parent.mkdir(mode=0o751)
    before = {path: stat.S_IMODE(path.stat().st_mode) for path in folder.parents}
    server = EmbeddedPostgres(folder, options=FAST)
    server.start()
    server.stop()
    assert {path: stat.S_IMODE(path.stat().st_mode) for path in folder.parents} == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the data to another user")
def test_a_closed_folder_is_refused_with_the_way_out(folder):
    folder.parent.mkdir(mode=0o700)
    with pytest.raises(RuntimeError, match="KS_DATA_DIR"):
        EmbeddedPostgres(folder).start()
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


@pytest.fixture
def closed_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The wheel as a virtual environment below root's home has it: nobody else can enter."""
    wheel = programs._wheel_folder()
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for package in (wheel, wheel.with_name(wheel.name + ".libs")):
        shutil.copytree(package, home / package.name, copy_function=os.link)
    closed = home / wheel.name
    monkeypatch.setattr(programs, "_wheel_folder", lambda: closed)
    return closed


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the programs to another user")
@pytest.mark.parametrize("version", [16, 18])
def test_programs_installed_below_a_closed_folder_run(folder, closed_wheel, version):
    server = EmbeddedPostgres(folder, version, FAST)
    url = server.start()
    try:
        assert ask(url, "CREATE EXTENSION vector") is None
        assert ask(url, "SELECT vector_dims('[1,2,3]'::vector)") == 3
        running = server._programs._where()
        assert closed_wheel not in running.parents
        for program in ("initdb", "pg_ctl", "psql", "createdb", "pg_dump"):
            assert str(version) in server._run(program, "--version")
    finally:
        server.stop()


def test_versions_16_and_18_are_there(folder):
    for version in (16, 18):
        server = EmbeddedPostgres(folder, version, FAST)
        url = server.start()
        found = ask(url, "SHOW server_version")
        server.stop()
        assert str(found).startswith(str(version))


def test_the_engine_is_made_without_a_connection():
    assert LateEngine(config={"host": "nowhere.invalid"}).pool is None
