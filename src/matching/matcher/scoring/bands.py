"""Closeness in meaning as people read it: a band, never a made-up percentage."""

from enum import StrEnum

from foundation.i18n import lazy as _l
from matching.embedding.models import ServingModel


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


def band(nearness: float | None, model: ServingModel | None) -> Band:
    """The band of a closeness.

    A band starts from how far a solution's closeness lies above that of an ordinary solution (the
    mean of the bundled ones): closeness itself depends on how long a text is and in which language,
    this hardly does. Where it starts is measured for each model (docs/matching.md).

    Args:
        nearness: closeness (`score.closeness`) less that of an ordinary solution; None without a
            vector.
        model: whose vectors they are.
    """
    if nearness is None or model is None:
        return Band.UNKNOWN
    if nearness >= model.strong:
        return Band.STRONG
    return Band.MEDIUM if nearness >= model.medium else Band.WEAK
