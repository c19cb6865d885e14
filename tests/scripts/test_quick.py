"""Which tests belong to a changed file."""

import re
from pathlib import PurePosixPath

import pytest

from scripts.quick import LINT, ROOT, mirror_of, without_nested


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("src/foundation/text.py", "tests/foundation/test_text.py"),
        ("src/matching/facts/labels.py", "tests/matching/facts"),
        ("src/pitch/judging/templates/judging/ballot.html", "tests/pitch/judging"),
        ("search_index/build/keys.py", "tests/search_index/build/test_keys.py"),
        ("scripts/house_lint.py", "tests/scripts/test_house_lint.py"),
        ("tests/scripts/test_lock.py", "tests/scripts/test_lock.py"),
        ("tests/pitch/judging/conftest.py", "tests/pitch/judging"),
        ("README.md", None),
    ],
)
def test_a_file_has_the_tests_that_mirror_it(path: str, tests: str | None) -> None:
    assert mirror_of(PurePosixPath(path)) == (tests and PurePosixPath(tests))
    assert tests is None or (ROOT / tests).exists()


def test_a_folder_stands_for_what_lies_in_it() -> None:
    paths = ["tests/b/test_one.py", "tests/b", "tests/c/test_two.py", "tests/b"]
    found = without_nested(map(PurePosixPath, paths))
    assert [str(path) for path in found] == ["tests/b", "tests/c/test_two.py"]


def test_quick_and_the_hooks_check_what_make_lint_checks() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    lint = [line.split(None, 1)[1] if "PYTHON" in line else line for line in recipe.splitlines()]
    linted = [line.strip().removeprefix("@$(VENV)/bin/") for line in lint]
    hooks = re.findall(
        r"entry: \.venv/bin/(?:python )?(.*)",
        (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"),
    )
    quick = [" ".join(tool) for tool in LINT]
    quick = ["lint-imports" if "importlinter" in tool else tool for tool in quick]
    assert quick == linted
    assert hooks == linted
