"""What holds for every committed file, and for the files that describe an installation."""

import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from foundation.networks import GATEWAY
from foundation.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT_EXAMPLE = ROOT / ".env.example"
# written in parts, so that this file passes its own test
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "deb.debian" + ".org",
)
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/" + r"(?:work|root|home/\w+)/[\w.]+")


def committed_files() -> list[Path]:
    """Text files under version control."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository here")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in committed_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path}: {host}" for host in REGISTRIES if host in text]
        found += [f"{path}: {match.group()}" for match in MACHINE_PATHS.finditer(text)]
    assert found == []


def example_settings() -> set[str]:
    """Names of the variables in the example file."""
    text = ENVIRONMENT_EXAMPLE.read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Z][A-Z0-9_]*)=", text, re.MULTILINE))


def test_the_example_file_has_every_setting_and_no_other() -> None:
    settings = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert {name for name in example_settings() if name.startswith(PREFIX)} == settings


def test_containers_get_every_setting() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    passed = set(re.findall(r"^\s+(KS_[A-Z_]+):", text, re.MULTILINE))
    assert passed == {PREFIX + field.name.upper() for field in fields(Settings)}


def test_docker_compose_trusts_the_proxy_on_its_machine_unless_told_otherwise() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    (default,) = re.findall(r"KS_TRUSTED_PROXIES: \$\{KS_TRUSTED_PROXIES:-(.*)\}", text)
    assert default == GATEWAY
    example = ENVIRONMENT_EXAMPLE.read_text(encoding="utf-8")
    assert "\nKS_TRUSTED_PROXIES=\n" in example


def test_the_example_secrets_are_refused() -> None:
    text = ENVIRONMENT_EXAMPLE.read_text(encoding="utf-8")
    values = dict(re.findall(r"^(KS_\w+)=(.*)$", text, re.MULTILINE))
    with pytest.raises(ValueError, match="KS_SECRET_KEY"):
        Settings.load(values)
    values["KS_SECRET_KEY"] = "0123456789abcdef" * 3
    with pytest.raises(ValueError, match="KS_AUDIT_KEY"):
        Settings.load(values)
    settings = Settings.load(values | {"KS_AUDIT_KEY": "fedcba9876543210" * 3})
    assert not settings.demo


@pytest.mark.skipif(
    shutil.which("docker-compose") is None, reason="docker-compose is not installed"
)
def test_docker_compose_accepts_the_example_file() -> None:
    result = subprocess.run(
        ["docker-compose", "--env-file", ".env.example", "config", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
    )
    assert result.returncode == 0, result.stderr


def test_licence_is_apache_2() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text and "END OF TERMS AND CONDITIONS" in text


def test_the_auditors_page_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", text)) - {"tests/"}
    assert named
    assert {name for name in named if not (ROOT / "tests" / name).exists()} == set()


def test_files_named_in_the_documents_exist() -> None:
    """A document names a file from the root, or by its last parts where its text says the folder."""
    files = ["/" + path.relative_to(ROOT).as_posix() for path in committed_files()]
    written = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        f"{document.name}: {name}"
        for document in written
        for name in re.findall(
            r"`([\w./-]+\.(?:py|md|toml|sql|po|html|sh|json))`", document.read_text("utf-8")
        )
    }
    assert len(named) > 40
    missing = {
        one for one in named if not any(file.endswith("/" + one.split()[1]) for file in files)
    }
    assert missing == set()
