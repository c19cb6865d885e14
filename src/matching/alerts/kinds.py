"""What people are told of by mail, and how often."""

from enum import StrEnum

from foundation.i18n import lazy as _l


class Kind(StrEnum):
    """Kinds of alerts; each can be wanted or not."""

    CHALLENGE_FITS = "challenge_fits"
    """A new challenge that the startup's own solutions fit."""
    SOLUTION_FITS = "solution_fits"
    """A new solution that fits an open challenge of the bureau."""
    SAVED_SEARCH = "saved_search"
    """New documents that a saved search finds."""


class Frequency(StrEnum):
    """How often new finds of a saved search are mailed."""

    DAILY = "daily"
    WEEKLY = "weekly"
    PAUSED = "paused"


KIND_LABELS = {
    Kind.CHALLENGE_FITS: _l("自社の解決策に合う新しい課題"),
    Kind.SOLUTION_FITS: _l("自局の課題に合う新しい解決策"),
    Kind.SAVED_SEARCH: _l("保存した検索の新着"),
}
FREQUENCY_LABELS = {
    Frequency.DAILY: _l("毎日（8時ごろ）"),
    Frequency.WEEKLY: _l("毎週月曜（8時ごろ）"),
    Frequency.PAUSED: _l("止めている"),
}
