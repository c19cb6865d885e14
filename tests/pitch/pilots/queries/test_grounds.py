"""The sign of an evaluation is kept with the decisions that rest on it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from pitch.pilots.queries.grounds import evaluation_sign


def test_the_same_evaluation_has_the_sign_that_earlier_decisions_kept():
    said = [
        {"title_ja": "腰の負担", "starts_on": date(2026, 4, 1), "title_en": None},
        {"id": UUID(int=1), "value": Decimal("1.50"), "better": "lower"},
    ]
    kept = "8c57ea7af989384d8cd211eaadda715030eee8c6073a5684f12aa33d91244994"
    assert evaluation_sign(said) == kept
    assert evaluation_sign([said[0], said[1] | {"value": Decimal("1.5")}]) != kept
