"""Find the Chromium that tests and screenshots drive; install Debian's where none is there.

python -m scripts.ensure_browser
"""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str | None:
    """Path of a Chromium or Chrome.

    Returns:
        ``CHROMIUM_PATH`` when set, else the first of the usual names on the path, else one that
        Playwright downloaded for this user; None when there is none.
    """
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen:
        return chosen
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "ms-playwright"
    downloaded = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(downloaded[-1]) if downloaded else None


def install() -> None:
    """Install Debian's Chromium.

    Raises:
        SystemExit: not root, or no apt; the message says what to install.
    """
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(
            "ブラウザーが見つかりません。Debian では sudo apt-get install chromium を実行するか、"
            "CHROMIUM_PATH で場所を指定してください。\n"
            "No browser found. On Debian run: sudo apt-get install chromium. "
            "Or set CHROMIUM_PATH to a Chromium or Chrome."
        )
    print("Installing chromium …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    """Make sure that there is a browser."""
    if find_browser() is None:
        install()
    if find_browser() is None:
        raise SystemExit("chromium was installed but is not on the path")


if __name__ == "__main__":
    main()
