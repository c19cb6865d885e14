"""Whatever keeps a command from starting is one line that says what to do."""

import subprocess
from pathlib import Path

import pytest

from foundation.database.embedded import free_port
from tests.portal.cli.served import command, environment

COMMANDS = (("demo",), ("serve",), ("worker",), ("migrate",))


def start(*words: str, **settings: object) -> str:
    """What a command that does not start writes; it ends with 1."""
    port = ("--port", str(free_port())) if words[0] in ("demo", "serve") else ()
    ended = subprocess.run(
        command(*words, *port),
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert ended.returncode == 1, ended.stderr
    return ended.stderr


@pytest.mark.parametrize("words", COMMANDS)
def test_a_data_folder_that_is_a_file(words: tuple[str, ...], tmp_path: Path):
    (tmp_path / "file").write_text("")
    folder = ("--data-dir", str(tmp_path / "file")) if words == ("demo",) else ()
    said = start(*words, *folder, data_dir=tmp_path / "file")
    assert said.count("\n") == 1
    assert "KS_DATA_DIR" in said and str(tmp_path / "file") in said


@pytest.mark.parametrize("words", COMMANDS)
def test_a_database_that_does_not_answer(words: tuple[str, ...], tmp_path: Path):
    away = f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none"
    said = start(*words, database_url=away, data_dir=tmp_path)
    assert said.count("\n") == 1
    assert "KS_DATABASE_URL" in said and "secret" not in said


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b:port/c", "nonsense"])
def test_an_address_that_is_none(url: str, tmp_path: Path):
    said = start("migrate", database_url=url, data_dir=tmp_path)
    assert said.count("\n") == 1 and "KS_DATABASE_URL must be" in said
