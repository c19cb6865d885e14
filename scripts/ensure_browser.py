"""Find the Chromium that tests and screenshots drive, and what Playwright's own program needs.

What is missing is installed from Debian's packages.

    python -m scripts.ensure_browser [--java]

With ``--java`` also what runs the Nu checker in `make journeys`.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
from pathlib import Path

DRIVER_LIBRARY = "libatomic.so.1"
DRIVER_PACKAGE = "libatomic1"
JAVA_PACKAGE = "default-jre-headless"
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


def driver_library_is_there() -> bool:
    """Whether Playwright's program finds the one library that a bare Debian lacks."""
    try:
        ctypes.CDLL(DRIVER_LIBRARY)
    except OSError:
        return False
    return True


def missing_packages(*, java: bool = False) -> list[str]:
    """Debian packages that are still needed."""
    packages = []
    if java and shutil.which("java") is None:
        packages.append(JAVA_PACKAGE)
    if find_browser() is None:
        packages.append("chromium")
    if not driver_library_is_there():
        packages.append(DRIVER_PACKAGE)
    return packages


def install(packages: list[str]) -> None:
    """Install Debian packages.

    Raises:
        SystemExit: not root, or no apt; the message says what to install.
    """
    names = " ".join(packages)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(
            f"ブラウザーの試験に要るものがありません。Debian では sudo apt-get install {names} を"
            "実行してください。ブラウザーの場所は CHROMIUM_PATH でも指定できます。\n"
            f"Browser tests need more. On Debian run: sudo apt-get install {names}. "
            "CHROMIUM_PATH may name a Chromium or Chrome."
        )
    print(f"Installing {names} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    """Make sure that browser tests can run."""
    parser = argparse.ArgumentParser(description="Install what browser tests need.")
    parser.add_argument("--java", action="store_true", help="with what runs the Nu checker")
    if packages := missing_packages(java=parser.parse_args().java):
        install(packages)
    if find_browser() is None:
        raise SystemExit("chromium was installed but is not on the path")


if __name__ == "__main__":
    main()
