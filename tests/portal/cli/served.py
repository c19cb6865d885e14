"""`kingsalmon serve` as a process of its own, for tests of what becomes of it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from scripts.ports import free_port

READY_SECONDS = 60.0
STOP_SECONDS = 30.0


class Served:
    """A running server.

    Attributes:
        process: the one that was started.
        url: where it answers.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process, self.port, self._log = process, port, log
        self.url = f"http://127.0.0.1:{port}"

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return self._log.read_text()

    def status(self, path: str = "/readyz") -> int:
        """The status of an answer; 0 where nobody answers."""
        try:
            return httpx.get(self.url + path, timeout=5).status_code
        except httpx.HTTPError:
            return 0

    def wait_for(self, status: int, path: str = "/readyz", seconds: float = READY_SECONDS) -> None:
        """Wait until it answers so."""
        until(lambda: self.status(path) == status, seconds, lambda: self.log[-4000:])


def until(
    condition: Callable[[], bool], seconds: float, why: Callable[[], str] = lambda: ""
) -> None:
    """Wait for something."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited in vain: {why()}"
        time.sleep(0.1)


def environment(**settings: object) -> dict[str, str]:
    """The variables of a process with these settings alone, in demo mode and without vectors."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KS_")}
    chosen = {"demo": True, "embedder": "none", "worker_in_app": False, **settings}
    return {**kept, **{f"KS_{name.upper()}": str(value) for name, value in chosen.items()}}


def command(*words: str, prepare: str = "") -> list[str]:
    """The command line of `kingsalmon`."""
    return [sys.executable, "-c", f"{prepare}\nfrom portal.cli import main\nmain()", *words]


@contextmanager
def served(*options: str, prepare: str = "", **settings: object) -> Iterator[Served]:
    """A server that answers `/readyz`, stopped after the block.

    Args:
        options: of the command.
        prepare: what its process does first, as Python.
        settings: of the installation.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ks-served-") as folder:
        log = Path(folder) / "log"
        with log.open("ab") as out:
            process = subprocess.Popen(
                command("serve", "--port", str(port), *options, prepare=prepare),
                env=environment(**settings),
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        server = Served(process, port, log)
        try:
            until(
                lambda: process.poll() is not None or server.status() == 200,
                READY_SECONDS,
                lambda: server.log[-4000:],
            )
            assert process.poll() is None, server.log
            yield server
        finally:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
