"""Organisations and people of the demo."""

from typing import Literal

from matching.startups.company.profile import StartupProfile
from portal.demo.records.base import Record, When


class Bureau(Record, frozen=True, kw_only=True):
    """A public body that owns challenges (局、自治体). ``past`` bodies appear in history only and have no accounts."""

    id: str
    name_ja: str
    name_en: str
    past: bool = False


class Office(Record, frozen=True, kw_only=True):
    """The secretariat (運営事務局)."""

    id: str
    name_ja: str
    name_en: str


class Startup(StartupProfile, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A company. Corporate numbers of all of them are samples with a right check digit (base starts 9999)."""

    id: str
    sample: bool
    confirmed: When
    sample_fields: list[str] = []


class Membership(Record, frozen=True, kw_only=True):
    """One role in one organisation; judges and the operator belong to none."""

    role: Literal[
        "challenge_owner",
        "pilot_owner",
        "certifier",
        "purchaser",
        "member",
        "secretariat",
        "judge",
        "operator",
    ]
    organisation: str | None = None


class Account(Record, frozen=True, kw_only=True):
    """A person of the demo. Signs in with ``email`` and ``DEMO_PASSWORD``; the first membership is the active one.

    ``login_order`` places the account among the tiles of the demo login page; ``None`` leaves it off.
    """

    id: str
    name: str
    email: str
    memberships: list[Membership]
    login_order: int | None = None
