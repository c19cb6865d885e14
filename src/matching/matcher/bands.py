"""Closeness in meaning as people read it: a band, never a made-up percentage."""

from enum import StrEnum

from foundation.i18n import lazy as _l

# How far a solution's closeness lies above that of an ordinary solution (the mean of the bundled
# ones): closeness itself depends on how long a text is and in which language, this hardly does.
# Measured on 36 judged pairs among 138 real solutions (docs/matching.md): of the solutions that
# were chosen 72 % reach STRONG and 89 % MEDIUM; of all others 1 % and 6 %.
STRONG_FROM = 0.07
MEDIUM_FROM = 0.04


class Band(StrEnum):
    """How near a solution is to a challenge in meaning."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    UNKNOWN = "unknown"
    """Not embedded yet, or no embedder."""


LABELS = {
    Band.STRONG: _l("強い"),
    Band.MEDIUM: _l("中程度"),
    Band.WEAK: _l("弱い"),
    Band.UNKNOWN: _l("計算中"),
}

BARS = {Band.STRONG: 3, Band.MEDIUM: 2, Band.WEAK: 1, Band.UNKNOWN: 0}


def band(nearness: float | None) -> Band:
    """The band of a closeness.

    Args:
        nearness: closeness (`score.closeness`) less that of an ordinary solution; None without a
            vector.
    """
    if nearness is None:
        return Band.UNKNOWN
    if nearness >= STRONG_FROM:
        return Band.STRONG
    return Band.MEDIUM if nearness >= MEDIUM_FROM else Band.WEAK
