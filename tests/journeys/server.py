"""The real server in a process group of its own, as a user starts it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from foundation.database.embedded import EmbeddedPostgres
from scripts.ports import free_port

READY_SECONDS = 60
STOP_SECONDS = 30


class DemoServer:
    """`kingsalmon demo` on a free port, with its data in a folder.

    Args:
        folder: the data folder; a second server on it finds the first one's data.
        options: further options of the command.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._options = options
        self._log = folder.with_name(folder.name + ".log")
        self._process: subprocess.Popen[bytes] | None = None

    def says(self, *words: str) -> tuple[int, str]:
        """Exit code and output of another command on the same data."""
        settings = {"KS_DEMO": "true", "KS_DATA_DIR": str(self.folder)}
        ended = subprocess.run(
            [sys.executable, "-m", "portal.cli", *words],
            env=_without_settings() | settings,
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
        )
        return ended.returncode, ended.stdout + ended.stderr

    def start(self) -> None:
        """Start and wait until it answers."""
        environment = _without_settings()
        command = [sys.executable, "-m", "portal.cli", "demo", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--data-dir", str(self.folder), *self._options],
                stdout=log,
                stderr=log,
                env=environment,
                start_new_session=True,
            )
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                if httpx.get(self.url + "/readyz", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self._log.read_text()[-4000:]}")

    def kill(self) -> None:
        """Kill the whole process group at once, as a power cut does."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None


def _without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("KS_")}


@contextmanager
def demo_server(*options: str) -> Iterator[DemoServer]:
    """A server on new data, removed with everything it started."""
    with tempfile.TemporaryDirectory(prefix="ks-journey-") as name:
        Path(name).chmod(0o755)
        server = DemoServer(Path(name) / "data", *options)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            # After a kill the database may be left without users; joining and leaving stops it.
            left = EmbeddedPostgres(server.folder / "postgres")
            left.start()
            left.stop()
