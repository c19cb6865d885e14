"""The server of the set-up guide, started as the guide says, and browsers behind a proxy with TLS."""

import os
import re
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

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 120
STOP_SECONDS = 30


def guide(readme: str, heading: str) -> str:
    """The commands below a heading of a README."""
    text = (ROOT / readme).read_text("utf-8")
    found = re.search(rf"^## {heading}\n.*?^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"no commands below {heading} in {readme}"
    return found[1]


class Proxy(httpx.BaseTransport):
    """What stands before an installation: takes https:// and passes on to the server's port."""

    def __init__(self, port: int, client: str) -> None:
        self._inner = httpx.HTTPTransport()
        self._port, self._client = port, client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on with the client's address, as a proxy does."""
        headers = httpx.Headers(request.headers)
        headers["x-forwarded-for"] = self._client
        headers["x-forwarded-proto"] = request.url.scheme
        passed = httpx.Request(
            request.method,
            request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port),
            headers=headers,
            stream=request.stream,
        )
        return self._inner.handle_request(passed)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


class Installation:
    """An installation that a guide's commands have set up and serve."""

    def __init__(self, folder: Path, commands: str) -> None:
        self.port = free_port()
        self._log = folder / "log"
        binaries = str(Path(sys.executable).parent)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KS_")}
        self.environment = {
            **kept,
            "PATH": f"{binaries}{os.pathsep}{kept['PATH']}",
            "KS_DATA_DIR": str(folder / "data"),
            "KS_PORT": str(self.port),
            "KS_EMBEDDER": "none",
        }
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                ["bash", "-e", "-c", commands],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        """What the commands have printed."""
        return self._log.read_text("utf-8", "replace")

    def browser(self, base_url: str, client: str) -> httpx.Client:
        """A browser that reaches the installation through its proxy."""
        return httpx.Client(base_url=base_url, transport=Proxy(self.port, client))

    def wait(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5).status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.2)
        raise AssertionError(f"the installation does not answer:\n{self.said[-4000:]}")

    def stop(self) -> None:
        """End the server, the worker and what is left of the commands."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def installation(commands: str) -> Iterator[Installation]:
    """An installation on new data, removed with everything it started."""
    with tempfile.TemporaryDirectory(prefix="ks-setup-") as name:
        Path(name).chmod(0o755)
        running = Installation(Path(name), commands)
        try:
            running.wait()
            yield running
        finally:
            running.stop()
            left = EmbeddedPostgres(Path(name) / "data" / "postgres")
            left.start()
            left.stop()
