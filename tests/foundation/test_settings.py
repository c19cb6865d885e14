"""Settings come from the environment, and unsafe ones do not start."""

from datetime import date
from pathlib import Path

import pytest

from foundation.settings import DEMO_SECRET_KEY, Settings, UnsafeSettings

SAFE = {
    "KS_SECRET_KEY": "k" * 40,
    "KS_BASE_URL": "https://king-salmon.example",
}


def test_a_safe_installation_starts():
    settings = Settings.load(SAFE)
    assert settings.cookie_secure
    assert not settings.demo


@pytest.mark.parametrize(
    "change",
    [
        {"KS_SECRET_KEY": ""},
        {"KS_SECRET_KEY": DEMO_SECRET_KEY},
        {"KS_SECRET_KEY": "short"},
        {"KS_COOKIE_SECURE": "false"},
        {"KS_BASE_URL": "http://king-salmon.example"},
        {"KS_TODAY": "2026-11-24"},
        {"KS_EMBEDDER": "unknown"},
        {"KS_PORT": "eighty"},
        {"KS_DEMO": "perhaps"},
    ],
)
def test_unsafe_or_unreadable_settings_refuse_to_start(change: dict[str, str]):
    with pytest.raises(UnsafeSettings, match="KS_"):
        Settings.load({**SAFE, **change})


def test_the_demo_needs_no_settings():
    settings = Settings.load({}, demo=True)
    assert not settings.cookie_secure
    assert settings.worker_in_app


def test_values_are_read_by_their_kind():
    settings = Settings.load(
        {"KS_DEMO": "1", "KS_PORT": "8080", "KS_TODAY": "2026-11-24", "KS_DATA_DIR": "/srv/data"}
    )
    assert settings.port == 8080
    assert settings.today == date(2026, 11, 24)
    assert settings.data_dir == Path("/srv/data")


def test_no_proxy_is_trusted_unless_named():
    assert Settings.load(SAFE).trusted_proxies == ""
    assert Settings.load({**SAFE, "KS_TRUSTED_PROXIES": "10.0.0.1"}).trusted_proxies == "10.0.0.1"


def test_a_trailing_slash_of_the_address_is_dropped():
    assert (
        Settings.load({**SAFE, "KS_BASE_URL": "https://a.example/"}).base_url == "https://a.example"
    )
