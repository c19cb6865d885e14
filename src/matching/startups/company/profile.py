"""What a startup says of itself: the one value behind the form, the API, the table and its editions."""

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec

from foundation import clock
from foundation.email_address import NotAnAddress, address_problem, read_address
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from foundation.text import one_line, stored, too_long
from matching.startups.company.corporate_number import (
    CorporateNumberError,
    Reason,
    parse_corporate_number,
)
from matching.startups.company.kana import is_kana, normalise_kana

LIMITS: dict[str, int] = {
    "name_ja": 100,
    "name_kana": 100,
    "name_en": 160,
    "address_ja": 200,
    "address_en": 300,
    "website": 300,
    "summary_ja": 400,
    "summary_en": 1000,
    "contact_email": 254,
}
"""Longest texts, in characters."""

REQUIRED = ("corporate_number", "name_ja", "name_kana", "address_ja")
CONFIRMED_FIELDS = ("corporate_number", "name_ja")
"""What the secretariat confirms: changing it asks for confirmation again."""

EARLIEST_FOUNDED = date(1868, 1, 1)
_POSTAL_CODE = re.compile(r"[0-9]{7}")
_WEBSITE = re.compile(r"https?://[^\s/]+\.[^\s]+")
SEVERAL_LINES = frozenset({"summary_ja", "summary_en"})


class StartupProfile(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a company writes of itself once.

    Attributes:
        corporate_number: 法人番号.
        name_ja, name_kana, name_en: name, its reading in katakana, and in English.
        postal_code: seven digits.
        address_ja, address_en: of the head office.
        founded_on: day of foundation (設立日).
        summary_ja, summary_en: what the company does.
        contact_email: for the secretariat only.
    """

    corporate_number: str
    name_ja: str
    name_kana: str
    name_en: str | None = None
    postal_code: str | None = None
    address_ja: str | None = None
    address_en: str | None = None
    founded_on: date | None = None
    website: str | None = None
    summary_ja: str | None = None
    summary_en: str | None = None
    contact_email: str | None = None


PROFILE_FIELDS: tuple[str, ...] = StartupProfile.__struct_fields__


def profile_of(values: dict[str, Any]) -> StartupProfile:
    """The profile among a row's or a form's values, tidied."""
    return tidy(StartupProfile(**{name: values[name] for name in PROFILE_FIELDS if name in values}))


def as_columns(profile: StartupProfile) -> dict[str, Any]:
    """The profile as columns of the table."""
    return msgspec.structs.asdict(profile)


def tidy(profile: StartupProfile) -> StartupProfile:
    """Texts without blanks around them, empty ones None; numbers and readings in one spelling."""
    changes: dict[str, Any] = {}
    for name in LIMITS:
        changes[name] = stored(getattr(profile, name), several_lines=name in SEVERAL_LINES)
    changes["name_ja"] = changes["name_ja"] or ""
    changes["name_kana"] = normalise_kana(changes["name_kana"] or "")
    try:
        changes["corporate_number"] = parse_corporate_number(profile.corporate_number)
    except CorporateNumberError:
        changes["corporate_number"] = one_line(profile.corporate_number)
    with suppress(NotAnAddress):
        changes["contact_email"] = read_address(profile.contact_email or "")
    code = unicodedata.normalize("NFKC", profile.postal_code or "")
    changes["postal_code"] = re.sub(r"[\s\-‐‑‒–—―−ー〒]", "", code) or None
    return msgspec.structs.replace(profile, **changes)


def changed_fields(before: StartupProfile, after: StartupProfile) -> list[str]:
    """Names of the fields that differ."""
    return [name for name in PROFILE_FIELDS if getattr(before, name) != getattr(after, name)]


def profile_errors(profile: StartupProfile) -> dict[str, str]:
    """What is wrong with a tidied profile, as a message per field."""
    errors: dict[str, str] = {
        name: _("書いてください。") for name in REQUIRED if not getattr(profile, name)
    }
    for name, limit in LIMITS.items():
        length = len(getattr(profile, name) or "")
        if length > limit:
            errors[name] = too_long(length, limit)
    if "corporate_number" not in errors:
        problem = number_problem(profile.corporate_number)
        if problem:
            errors["corporate_number"] = problem
    if profile.name_kana and "name_kana" not in errors and not is_kana(profile.name_kana):
        errors["name_kana"] = _("カタカナだけで書いてください。例）ミホンケアロボティクス")
    if profile.postal_code and not _POSTAL_CODE.fullmatch(profile.postal_code):
        errors["postal_code"] = _("郵便番号は数字7桁で書いてください。例）163-8001")
    if profile.website and not _WEBSITE.fullmatch(profile.website):
        errors["website"] = _("https:// から始まる住所を書いてください。")
    if profile.contact_email and (problem := address_problem(profile.contact_email)):
        errors["contact_email"] = problem
    if profile.founded_on is not None:
        if profile.founded_on > clock.today():
            errors["founded_on"] = _(
                "%(day)sはまだ来ていません。今日までの日付にしてください。",
                day=format_date(profile.founded_on),
            )
        elif profile.founded_on < EARLIEST_FOUNDED:
            errors["founded_on"] = _("西暦の年を確かめてください。例）2019年6月3日")
    return errors


def number_problem(text: str) -> str | None:
    """What is wrong with a corporate number as typed; None if nothing is."""
    try:
        parse_corporate_number(text)
    except CorporateNumberError as error:
        return {
            Reason.EMPTY: _("書いてください。"),
            Reason.DIGITS: _("法人番号は数字だけで書いてください。例）7999900010001"),
            Reason.LENGTH: _(
                "法人番号は13桁です（今は%(length)s桁）。会社法人等番号（12桁）ではありません。",
                length=error.length,
            ),
            Reason.CHECK_DIGIT: _(
                "この番号は、検査用の数字（先頭の1桁）が合いません。打ち間違いがないか確かめてください。"
            ),
        }[error.reason]
    return None
