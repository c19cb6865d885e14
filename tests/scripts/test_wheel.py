"""The wheel holds what it needs, is refused without it, and runs where only it is installed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from portal.composition import AREAS
from scripts import fetch_assets

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
STOP_SECONDS = 30


def build(project: Path, output: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel of a project's folder."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(output),
        ],
        cwd=project,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout."""
    output = tmp_path_factory.mktemp("dist")
    result = build(ROOT, output)
    assert result.returncode == 0, result.stderr
    (made,) = output.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of a fresh environment that has the wheel, and the libraries of this one."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *install, str(wheel)], check=True
    )
    # A path line of a .pth file is taken as it is: the libraries are seen, while the link of the
    # development install, a .pth file among them, is not followed.
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return environment / "bin"


def test_the_wheel_holds_assets_texts_and_migrations(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for asset in fetch_assets.ASSETS:
        folder = asset.folder.relative_to("src")
        assert any(Path(name).parent == folder for name in names), folder
    for suffix in ("/locale/en.po", "/templates/base.html", "/py.typed"):
        assert any(name.endswith(suffix) for name in names), suffix
    assert any(name.endswith("/piccolo_migrations/identity_baseline.sql") for name in names)
    packages = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert packages == {
        "foundation",
        "matching",
        "pitch",
        "procurement",
        "portal",
        "search_index",
    }


def test_a_wheel_without_assets_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, project)
    for name in ("src", "search_index", "scripts"):
        ignored = shutil.ignore_patterns("vendor", "fonts", "__pycache__")
        shutil.copytree(ROOT / name, project / name, ignore=ignored)
    result = build(project, tmp_path / "dist")
    assert result.returncode != 0
    assert "make build" in result.stderr
    assert "tokens.css" in result.stderr
    assert not list((tmp_path / "dist").glob("*.whl"))


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the demo, served by the installed wheel."""
    port = free_port()
    # not below tmp_path: as root, the database runs as a user who cannot enter it
    data = Path(tempfile.gettempdir()) / f"ks-wheel-{os.getpid()}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KS_")}
    environment |= {"KS_DATA_DIR": str(data), "KS_EMBEDDER": "none"}
    folder = tmp_path_factory.mktemp("server")
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "kingsalmon", "demo", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            wait_until_ready(client, server, log)
            yield client
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
        shutil.rmtree(data, ignore_errors=True)


def wait_until_ready(client: httpx.Client, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the first good answer of ``/readyz``."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail(log.read_text(encoding="utf-8", errors="replace"))


def test_what_runs_is_the_installed_wheel(programs: Path) -> None:
    where = subprocess.run(
        [programs / "python", "-c", "import foundation; print(foundation.__file__)"],
        cwd=programs,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert where.startswith(str(programs.parent))


def test_the_installed_wheel_serves_a_page_with_its_styles_scripts_and_fonts(
    site: httpx.Client,
) -> None:
    front = site.get("/")
    assert front.status_code == 200
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', front.text)
    scripts = re.findall(r'<script[^>]* src="([^"]+)"', front.text)
    assert styles and scripts
    for address in [*styles, *scripts]:
        assert site.get(address).status_code == 200, address
    font = "/static/vendor/noto-sans-jp/files/noto-sans-jp-latin-wght-normal.woff2"
    assert site.get(font).content.startswith(b"wOF2")


def test_the_installed_wheel_serves_the_certified_list_as_pdf(site: httpx.Client) -> None:
    if "catalogue" not in {area.name for area in AREAS}:
        pytest.skip("the certified list is not part of the application yet")
    listing = site.get("/certified")
    assert listing.status_code == 200
    (address, *_) = re.findall(r'href="([^"]+\.pdf[^"]*)"', listing.text)
    document = site.get(address.replace("&amp;", "&"))
    assert document.headers["content-type"] == "application/pdf"
    assert document.content.startswith(b"%PDF-")
    assert b"NotoSansJP" in document.content
