"""A folder the embedded server cannot use is one clear line, and every other one works."""

import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from foundation.database.embedded import EmbeddedPostgres
from foundation.database.failures import ADVICE, EmbeddedFailed, of_program
from tests.foundation.database.test_embedded import FAST, ask

NOBODY = 65534


@pytest.fixture
def base() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ks-folders-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("name", ['a"b', "a$HOME", "a`id`", "a\\b", "a\nb", os.fsdecode(b"a\xffb")])
def test_a_name_that_a_shell_would_misread_is_refused_before_anything_is_made(
    base: Path, name: str
):
    with pytest.raises(EmbeddedFailed, match="KS_DATA_DIR") as refused:
        EmbeddedPostgres(base / name / "postgres").start()
    assert "\n" not in str(refused.value)
    assert list(base.iterdir()) == []


def test_a_folder_that_is_a_file_cannot_be_made_or_has_too_long_a_name_is_one_line(base: Path):
    (base / "file").write_text("")
    for folder in (base / "file", base / "file" / "postgres", base / ("n" * 300), Path("/proc/ks")):
        with pytest.raises(EmbeddedFailed, match="KS_DATA_DIR") as refused:
            EmbeddedPostgres(folder).start()
        assert "\n" not in str(refused.value) and len(str(refused.value)) < 600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_a_folder_of_somebody_elses_is_one_line_for_an_ordinary_user(base: Path):
    base.chmod(0o555)
    with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as somebody:
        said = somebody.submit(_start_as_nobody, base / "data").result(30)
    assert "Permission denied" in said and "KS_DATA_DIR" in said and "\n" not in said


def _start_as_nobody(folder: Path) -> str:
    os.setuid(NOBODY)
    try:
        return EmbeddedPostgres(folder).start()
    except EmbeddedFailed as error:
        return str(error)


# 30 characters, 90 bytes: together with the folders above longer than a socket's name may be.
@pytest.mark.parametrize("name", ["見本" * 15, "with space, comma & 100% + #1?"])
def test_names_of_many_bytes_and_of_signs_work(base: Path, name: str):
    server = EmbeddedPostgres(base / name, options=FAST)
    url = server.start()
    try:
        assert ask(url, "SELECT 1") == 1
    finally:
        server.stop()


def test_a_server_that_does_not_start_says_why_in_one_line_and_is_let_go(base: Path):
    server = EmbeddedPostgres(base / "data", options=FAST)
    server.start()
    server.stop()
    settings = server.cluster / "postgresql.conf"
    sound = settings.read_text()
    settings.write_text(sound + "\nno_such_setting = on\n")
    with pytest.raises(EmbeddedFailed, match=r"no_such_setting|configuration file") as refused:
        server.start()
    assert "\n" not in str(refused.value) and "server.log" in str(refused.value)
    settings.write_text(sound)
    other = EmbeddedPostgres(base / "data", options=FAST)
    other.start()
    other.stop()
    assert other.process_id is None, "the failed start still counts as one that uses it"


def test_of_much_output_the_telling_line_is_told():
    said = (
        "2026-11-24 03:00:00.000 UTC [12] FATAL:  could not write: No space left on device\nhint\n"
    )
    assert str(of_program("x failed", said, ADVICE)).startswith(
        "x failed: FATAL:  could not write: No"
    )
