"""Words for how a frozen list stands and what it holds."""

from foundation.i18n import lazy as _l
from matching.matcher.freezing.queries import Standing
from matching.matcher.scoring.bands import BARS, Band

STANDING_LABELS = {
    Standing.IN_FORCE: ("done", _l("有効")),
    Standing.SUPERSEDED: ("ended", _l("置き換え済み")),
    Standing.ANNULLED: ("closed", _l("取消し")),
}
"""Tone of the chip, and its word."""
FORMAT_LABELS = {"pdf": "PDF", "json": "JSON"}
MODE_LABELS = {
    "must": _l("必須"),
    "order": _l("順位に反映"),
    "shown": _l("見るだけ"),
}
BAND_BARS = {band.value: None if band is Band.UNKNOWN else bars for band, bars in BARS.items()}
