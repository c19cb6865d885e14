"""Closeness in meaning as people read it: a band, never a made-up percentage."""

from enum import StrEnum

from foundation.i18n import lazy as _l

# Measured on 36 judged pairs among 138 real solutions (docs/matching.md): of the solutions that
# were chosen 61 % reach STRONG and 86 % MEDIUM; of all others 0.5 % and 7 %.
STRONG_FROM = 0.88
MEDIUM_FROM = 0.84


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


def band(closeness: float | None) -> Band:
    """The band of a hub-corrected cosine."""
    if closeness is None:
        return Band.UNKNOWN
    if closeness >= STRONG_FROM:
        return Band.STRONG
    return Band.MEDIUM if closeness >= MEDIUM_FROM else Band.WEAK
