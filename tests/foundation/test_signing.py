"""Signatures and marks: each purpose has a key of its own, and none but that module touches the secret."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import foundation
from foundation import signing
from foundation.identity.signin.throttle import subject_of
from foundation.settings import Settings, use
from foundation.web import csrf

SOURCES = Path(foundation.__file__).parents[1]
# what reads the secret besides: its own module, the key of the audit trail, which is fixed, and the doctor
READERS = {
    "foundation/settings.py",
    "foundation/signing.py",
    "foundation/audit/sealing/keys.py",
    "portal/watching/doctor.py",
}


@pytest.fixture(autouse=True)
def _one_secret(settings: Settings) -> Iterator[None]:
    use(replace(settings, secret_key="the secret of an installation 123"))
    yield
    use(settings)


def test_what_is_signed_is_read_for_its_purpose_alone():
    signed = signing.sign("a", "介護.text")
    assert signing.read("a", signed) == "介護.text"
    assert signing.read("b", signed) is None
    for other in ("", "x", ".", signed[:-1], signed + "x", "\ud800", f"x{signed}"):
        assert signing.read("a", other) is None


def test_what_is_signed_for_a_time_ends_with_it():
    signed = signing.sign_for_a_time("a", "登録しました。")
    assert signed.isascii()
    assert signing.read_in_time("a", signed, 60) == "登録しました。"
    assert signing.read_in_time("b", signed, 60) is None
    assert signing.read_in_time("a", signed, -1) is None


def test_keys_and_marks_stay_as_they_are():
    key = "eced7de97c6f9dd8c7c842b5a550832f39290b6fa8c17658b4eea5226819c4c0"
    assert signing.derived_key("secret", "purpose").hex() == key
    marked = "599823d99558f45b0c038b8c671e278226d6eda53d21ad642d7c9fa0bca92583"
    assert signing.mark("purpose", "text") == marked


def test_a_changed_secret_makes_everything_foreign(settings: Settings):
    signed, marked = signing.sign("a", "x"), signing.mark("a", "x")
    use(replace(settings, secret_key="another secret of an installation"))
    assert signing.read("a", signed) is None
    assert signing.mark("a", "x") != marked


def test_what_counts_attempts_signs_no_form():
    text = "ab" * 32
    for joint in ("", "."):
        assert not csrf.is_ours(f"{text}{joint}{subject_of(text)}")
    assert csrf.is_ours(csrf.new_token())


def test_nothing_else_touches_the_secret():
    reading = re.compile(r"\bsecret_key\b|\bitsdangerous\b")
    found = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if reading.search(path.read_text("utf-8"))
    }
    assert found == READERS
