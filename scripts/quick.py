"""The checks of an inner loop: lint as `make lint` does, and the tests of what changed.

    python -m scripts.quick [revision]

What changed is counted from where the work left main, or from a revision that is named. A module's tests
are those of the folder that mirrors its own. Tests that take long, or drive a browser, are left to
`make test`.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
LINT = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ("-m", "scripts.house_lint"),
    ("-m", "mypy"),
)
QUICK = "not slow and not browser and not exhaustive"
# where the packages of a folder have their tests
MIRRORED = {"src": "tests", "search_index": "tests/search_index", "scripts": "tests/scripts"}


def git(*arguments: str) -> list[str]:
    """Lines that git prints."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def changed(revision: str | None) -> list[str]:
    """Paths that differ from a revision, those that git does not know yet too.

    Args:
        revision: None for where the work left main; on main itself, the commit before.
    """
    if revision is None:
        (revision,) = git("merge-base", "HEAD", "main")
        if [revision] == git("rev-parse", "HEAD") and not git("status", "--porcelain"):
            revision = "HEAD~1"
    return [
        *git("diff", "--name-only", "--diff-filter=d", revision),
        *git("ls-files", "--others", "--exclude-standard"),
    ]


def mirror_of(path: PurePosixPath) -> PurePosixPath | None:
    """The test module, or the nearest folder of tests, of one changed file."""
    top, *rest = path.parts
    if top == "tests":
        return path if path.name.startswith("test_") else path.parent
    if top not in MIRRORED or not rest:
        return None
    mirrored = PurePosixPath(MIRRORED[top], *rest)
    own = mirrored.with_name(f"test_{path.stem}.py")
    if (ROOT / own).is_file():
        return own
    areas = [folder for folder in mirrored.parents if len(folder.parts) >= 3]
    return next((folder for folder in areas if (ROOT / folder).is_dir()), None)


def without_nested(chosen: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    """Each place once, those within another left out."""
    places = set(chosen)
    return (place for place in sorted(places) if not places & set(place.parents))


def run(arguments: Iterable[str]) -> bool:
    """Run a tool of this environment and tell whether it was content."""
    return subprocess.run([sys.executable, *arguments], cwd=ROOT).returncode == 0


def main() -> None:
    """Lint, then test what changed; exits 1 when anything was found."""
    parser = argparse.ArgumentParser(description="Lint and test what changed.")
    parser.add_argument("revision", nargs="?", help="changed since; where the work left main")
    paths = [PurePosixPath(name) for name in changed(parser.parse_args().revision)]
    content = all(list(map(run, LINT)))
    places = [str(place) for place in without_nested(filter(None, map(mirror_of, paths)))]
    if places:
        # pytest ends with 5 where nothing was left to run
        tests = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", QUICK, *places], cwd=ROOT
        )
        content = content and tests.returncode in (0, 5)
    sys.exit(not content)


if __name__ == "__main__":
    main()
