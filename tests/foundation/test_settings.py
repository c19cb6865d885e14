"""Settings come from the environment, and unsafe ones do not start."""

from datetime import date
from pathlib import Path

import pytest

from foundation.settings import DEMO_SECRET_KEY, Settings, UnsafeSettings

SAFE = {
    "KS_SECRET_KEY": "0123456789abcdef" * 3,
    "KS_BASE_URL": "https://king-salmon.example",
}


@pytest.mark.parametrize("code", ["130001", "131016", "011002", "400009", "471003"])
def test_codes_of_governments_are_known_by_their_check_digit(code: str):
    assert Settings.load({**SAFE, "KS_PUBLISHER_CODE": code}).publisher_code == code


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
        {"KS_SECRET_KEY": "a" * 40},
        {"KS_SECRET_KEY": "change-me-change-me-change-me-change-me"},
        {"KS_AUDIT_KEY": " " * 40},
        {"KS_SESSION_IDLE_MINUTES": "0"},
        {"KS_SESSION_ABSOLUTE_HOURS": "-5"},
        {"KS_MINIMUM_EXPERT_OPINIONS": "-1"},
        {"KS_CERTIFICATION_FISCAL_YEARS": "0"},
        {"KS_PUBLISHER_CODE": "13000"},
        {"KS_PUBLISHER_CODE": "130002"},
        {"KS_PUBLISHER_CODE": "１３０００１"},
        {"KS_BASE_URL": "https://city.example.jp/ks"},
        {"KS_BASE_URL": "https://king salmon"},
        {"KS_BASE_URL": "https://"},
        {"KS_SMTP_URL": "http://127.0.0.1:25"},
        {"KS_SMTP_URL": "smtp.example.jp:587"},
        {"KS_SMTP_URL": "smtp://mail.example.jp"},
        {"KS_MAIL_FROM": "noreply"},
        {"KS_TRUSTD_PROXIES": "127.0.0.1"},
    ],
)
def test_unsafe_or_unreadable_settings_refuse_to_start(change: dict[str, str]):
    with pytest.raises(UnsafeSettings, match="KS_"):
        Settings.load({**SAFE, **change})


def test_a_password_is_not_told_with_what_is_wrong_with_its_address():
    for url in ("smtp://USER:AbC/def@127.0.0.1:2525", "smtp://u:AbC#d@mail.example.jp:25"):
        with pytest.raises(UnsafeSettings, match="%2F") as refused:
            Settings.load({**SAFE, "KS_SMTP_URL": url, "KS_MAIL_FROM": "a@example.jp"})
        assert "AbC" not in str(refused.value)


def test_what_can_be_meant_is_taken():
    settings = Settings.load(
        {
            **SAFE,
            "KS_BASE_URL": "https://king-salmon.example:8443/",
            "KS_SMTP_URL": "smtp://user:p%2Fw@mail.example.jp:587",
            "KS_MAIL_FROM": "king-salmon@example.jp",
            "KS_COOKIE_SECURE": "on",
            "KS_FUZZ_SEED": "7",
        }
    )
    assert settings.base_url == "https://king-salmon.example:8443"
    assert Settings.load({"KS_BASE_URL": "http://[::1]:8010"}, demo=True)


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
