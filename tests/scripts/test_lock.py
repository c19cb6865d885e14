"""Lock files pin everything by hash and tell nothing of the machine they were made on."""

import ast
import importlib.metadata
import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from scripts.house_lint import imported_modules

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")


def pins(name: str) -> dict[str, str]:
    """Versions pinned in a requirements file, by normalised name."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", project).lower(): version for project, version in found}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_are_hashed_and_name_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if block.strip()]
    assert blocks
    for block in blocks:
        assert "==" in block and "--hash=sha256:" in block, block
    assert "://" not in text
    assert "--find-links" not in text and "--index" not in text


@pytest.mark.parametrize("group", ["dependencies", "build", "dev"])
def test_every_dependency_is_locked(group: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared, file = {
        "dependencies": (project["project"]["dependencies"], "requirements.txt"),
        "build": (project["dependency-groups"]["build"], "requirements-build.txt"),
        "dev": (project["dependency-groups"]["dev"], "requirements-dev.txt"),
    }[group]
    locked = pins(file)
    for requirement in declared:
        name = re.split(r"[\[<>=!~; ]", requirement)[0]
        normalised = re.sub(r"[-_.]+", "-", name).lower()
        assert normalised in locked, f"{name} is not in {file}: run `make lock`"


def test_the_lock_files_agree() -> None:
    versions: dict[str, str] = {}
    for file in REQUIREMENTS:
        for name, version in pins(file).items():
            assert versions.setdefault(name, version) == version, f"{name} in {file}"


def test_npm_lock_has_hashes_and_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert packages
    for path, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), path
        assert "resolved" not in entry, path


def third_party_imports(folders: tuple[str, ...]) -> dict[str, str]:
    """Top modules that the application imports and that are neither ours nor Python's, and one user of each."""
    ours = {"foundation", "matching", "pitch", "procurement", "portal", "search_index"}
    found: dict[str, str] = {}
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for _, module in imported_modules(ast.parse(path.read_text(encoding="utf-8"))):
                top = module.split(".")[0]
                if top and top not in ours and top not in sys.stdlib_module_names:
                    found[top] = str(path.relative_to(ROOT))
    return found


def test_what_the_application_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {
        re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", requirement)[0]).lower()
        for requirement in project["project"]["dependencies"]
    }
    providers = importlib.metadata.packages_distributions()
    undeclared = {}
    for module, user in third_party_imports(("src", "search_index")).items():
        names = {re.sub(r"[-_.]+", "-", name).lower() for name in providers.get(module, [])}
        if not names & declared:
            undeclared[module] = user
    assert undeclared == {}
