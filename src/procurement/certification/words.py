"""Functions and lists that all templates about certifications use."""

from typing import Any

from procurement.certification import labels
from procurement.certification.content import PLAN_PARTS, TESTS


def words() -> dict[str, Any]:
    """Names for templates."""
    return {
        "standing_label": labels.standing_label,
        "standing_tone": labels.standing_tone,
        "category_text": labels.category_text,
        "regions_text": labels.regions_text,
        "outcome_text": labels.outcome_text,
        "price_text": labels.price_text,
        "plan_label": labels.plan_label,
        "test_label": labels.test_label,
        "test_meaning": labels.test_meaning,
        "category_choices": labels.category_choices(),
        "region_choices": labels.region_choices(),
        "plan_parts": PLAN_PARTS,
        "test_names": TESTS,
    }
