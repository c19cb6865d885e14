"""`kingsalmon` in a process of its own, without loading its libraries again for each command.

A process that has loaded them waits for the whole run of tests; each command is a copy of it with
its own variables, input and output, as the shell would start it.
"""

import asyncio
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path

from foundation.settings import Settings

SECONDS = 120.0


@dataclass(frozen=True)
class Ended:
    """What a command left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def _ready() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["portal.cli"])
    return context


_processes = _ready()


def _command(words: tuple[str, ...], variables: dict[str, str], files: tuple[Path, ...]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    for descriptor, file in enumerate(files):
        os.dup2(os.open(file, os.O_RDONLY if descriptor == 0 else os.O_WRONLY), descriptor)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(os.dup(one), mode, encoding="utf-8") for one, mode in enumerate("rww")
    )
    sys.argv = ["kingsalmon", *words]
    # loaded already; here it takes no time
    from portal.cli import main

    main(prog_name="kingsalmon")


def run(
    *words: str, variables: Mapping[str, str], said: str = "", seconds: float = SECONDS
) -> Ended:
    """Run a command to its end.

    Args:
        words: after `kingsalmon`.
        variables: its whole environment.
        said: what is typed into it.
        seconds: after which it is killed.
    """
    with tempfile.TemporaryDirectory(prefix="ks-command-") as folder:
        files = tuple(Path(folder) / str(descriptor) for descriptor in range(3))
        for file, text in zip(files, (said, "", ""), strict=True):
            file.write_text(text, encoding="utf-8")
        process = _processes.Process(target=_command, args=(words, dict(variables), files))
        process.start()
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
        out, err = (file.read_text(encoding="utf-8") for file in files[1:])
        assert process.exitcode is not None
        return Ended(process.exitcode, out, err)


async def kingsalmon(
    settings: Settings, *words: str, said: str = "", **variables: str
) -> tuple[int, str, str]:
    """Run a command, in Japanese, on the tests' database; returns exit code, output, errors."""
    environment = {
        **os.environ,
        "KS_DEMO": "true",
        "KS_EMBEDDER": "none",
        "KS_DATABASE_URL": str(settings.database_url),
        "KS_DATA_DIR": str(settings.data_dir),
        "KS_LANGUAGE": "ja",
        **variables,
    }
    ended = await asyncio.to_thread(run, *words, variables=environment, said=said)
    return ended.code, ended.out, ended.err
