"""Third-party files are where pages and documents look for them, and missing ones are named."""

import shutil
from pathlib import Path

import pytest

from scripts import fetch_assets


def test_all_assets_are_in_place() -> None:
    assert fetch_assets.missing() == []
    assert fetch_assets.is_current()


def test_every_slice_that_the_font_style_names_is_there() -> None:
    folder = fetch_assets.ROOT / fetch_assets.VENDOR / "noto-sans-jp"
    style = (folder / "index.css").read_text(encoding="utf-8")
    named = {part.split(")")[0] for part in style.split("url(./")[1:]}
    assert len(named) > 100
    assert [name for name in sorted(named) if not (folder / name).is_file()] == []


def test_missing_assets_are_named(tmp_path: Path) -> None:
    absent = fetch_assets.missing(tmp_path)
    assert fetch_assets.FONTS / "NotoSansJP_400Regular.ttf" in absent
    assert len(absent) == len(fetch_assets.ASSETS)


def test_nothing_is_fetched_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root: Path, *, checkers: bool) -> None:
        raise AssertionError("fetched again")

    monkeypatch.setattr(fetch_assets, "install", refuse)
    fetch_assets.main([])


def test_a_changed_lock_file_is_noticed(tmp_path: Path) -> None:
    for name in (fetch_assets.VENDOR, fetch_assets.FONTS):
        shutil.copytree(fetch_assets.ROOT / name, tmp_path / name)
    (tmp_path / "package-lock.json").write_text("{}", encoding="utf-8")
    assert not fetch_assets.is_current(tmp_path)
