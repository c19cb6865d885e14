"""The rubric (審査基準) of a contest: weighted criteria, each with what every step of its scale means."""

from typing import Any
from uuid import UUID

import msgspec

from foundation.frozen import sha256_of
from foundation.i18n import gettext as _
from foundation.text import one_line, stored

SCALE = 5
"""Steps of every criterion's scale, from 1."""
FULL_WEIGHT = 100
MOST_CRITERIA = 10
LIMITS = {"name_ja": 40, "name_en": 80, "question_ja": 200, "question_en": 400}
LONGEST_DESCRIPTOR = 120


class DescriptorContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What one step of the scale means."""

    value: int
    ja: str
    en: str | None = None


class CriterionContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One criterion.

    Attributes:
        name_ja, name_en: what is judged.
        question_ja, question_en: the question a judge answers.
        weight: percent of the whole.
        descriptors: one for each step of the scale, in order from 1.
    """

    name_ja: str
    name_en: str | None = None
    question_ja: str | None = None
    question_en: str | None = None
    weight: int
    descriptors: list[DescriptorContent]


def tidy_criterion(criterion: CriterionContent) -> CriterionContent:
    """With every text on one line, empty ones as None where they may be missing."""
    changes: dict[str, Any] = {name: stored(getattr(criterion, name)) for name in LIMITS}
    changes["name_ja"] = changes["name_ja"] or ""
    changes["descriptors"] = [
        DescriptorContent(value=step.value, ja=one_line(step.ja), en=stored(step.en))
        for step in criterion.descriptors
    ]
    return msgspec.structs.replace(criterion, **changes)


def rubric_errors(criteria: list[CriterionContent], *, complete: bool) -> dict[str, str]:
    """What a rubric breaks, as message per field; empty if nothing.

    Args:
        criteria: tidied, in the order they are shown.
        complete: check what must hold when the contest opens, not only limits of length.
    """
    errors: dict[str, str] = {}
    if len(criteria) > MOST_CRITERIA:
        errors["criteria"] = _("基準は%(max)s個までにしてください。", max=MOST_CRITERIA)
    for number, criterion in enumerate(criteria, 1):
        for field, limit in LIMITS.items():
            text = getattr(criterion, field) or ""
            if len(text) > limit:
                errors["criteria"] = _(
                    "%(number)s番目の基準の文を%(max)s字以内にしてください。",
                    number=number,
                    max=limit,
                )
        if any(len(step.ja) > LONGEST_DESCRIPTOR for step in criterion.descriptors):
            errors["criteria"] = _(
                "%(number)s番目の基準の段階の説明を%(max)s字以内にしてください。",
                number=number,
                max=LONGEST_DESCRIPTOR,
            )
        if not 0 <= criterion.weight <= FULL_WEIGHT:
            errors["criteria"] = _("重みは0から100までの数字にしてください。")
    if complete and "criteria" not in errors:
        errors.update(_completeness(criteria))
    return errors


def _completeness(criteria: list[CriterionContent]) -> dict[str, str]:
    if not criteria:
        return {"criteria": _("基準を一つ以上書いてください。")}
    total = sum(criterion.weight for criterion in criteria)
    if total != FULL_WEIGHT:
        return {"criteria": _("重みの合計を100にしてください。今は%(total)sです。", total=total)}
    for number, criterion in enumerate(criteria, 1):
        if criterion.weight < 1:
            return {
                "criteria": _("%(number)s番目の基準の重みを1以上にしてください。", number=number)
            }
        steps = [step.value for step in criterion.descriptors if step.ja]
        if not criterion.name_ja or steps != list(range(1, SCALE + 1)):
            return {
                "criteria": _(
                    "%(number)s番目の基準に、名前と1から5までの段階の説明を書いてください。",
                    number=number,
                )
            }
    return {}


def rubric_hash(criteria: list[CriterionContent]) -> str:
    """SHA-256 of the rubric as it stands, in hexadecimal; what judges score against is fixed by it."""
    return sha256_of(msgspec.json.encode(criteria, order="deterministic"))


def criterion_columns(criterion: CriterionContent) -> dict[str, Any]:
    """The columns of a criterion's row."""
    columns: dict[str, Any] = msgspec.to_builtins(criterion)
    return columns


class CriterionView(CriterionContent, kw_only=True, frozen=True):
    """A criterion with its id."""

    id: UUID

    def content(self) -> CriterionContent:
        """What it says."""
        return msgspec.convert(self, CriterionContent, from_attributes=True)
