"""Take the picture of the front page that the README shows, from a demo started for it alone.

python -m scripts.screenshot [FILE]
"""

import argparse
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.ensure_browser import find_browser

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "front.png"
TODAY = "2026-11-24"
WIDTH, HEIGHT = 1280, 1000
LARGEST = 250_000
PATIENCE_SECONDS = 300


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    seen = b""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while b"Ready:" not in seen:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([process.stdout], [], [], left)[0]:
            raise SystemExit("The demo did not start in time.")
        piece = os.read(process.stdout.fileno(), 65536)
        if not piece:
            raise SystemExit(f"The demo did not start:\n{seen.decode(errors='replace')}")
        seen += piece


@contextmanager
def demo() -> Iterator[str]:
    """A demo with data of its own in a folder that goes away with it; gives its address."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="king-salmon-", ignore_cleanup_errors=True) as folder:
        # a server started by root gives its database to another user, who has to get in
        Path(folder).chmod(0o755)
        where = ("--port", str(port), "--data-dir", folder)
        process = subprocess.Popen(
            [sys.executable, "-m", "portal.cli", "demo", *where, "--today", TODAY],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_ready(process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()


def take(address: str, file: Path) -> None:
    """Save the top of the front page as PNG.

    Raises:
        SystemExit: there is no browser.
    """
    browser_path = find_browser()
    if browser_path is None:
        raise SystemExit("No browser found: run python -m scripts.ensure_browser first.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="ja-JP")
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=file)
        browser.close()


def main() -> None:
    """Take the picture and say how large it is."""
    parser = argparse.ArgumentParser(description="Take the picture of the front page.")
    parser.add_argument("file", nargs="?", type=Path, default=PICTURE)
    file: Path = parser.parse_args().file
    with demo() as address:
        take(address, file)
    size = file.stat().st_size
    print(f"{file}: {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"The picture is larger than {LARGEST // 1000} kB.")


if __name__ == "__main__":
    main()
