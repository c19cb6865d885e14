"""Lock files pin everything by hash and tell nothing of the machine they were made on."""

import json
import re
import tomllib
from pathlib import Path

import pytest

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
