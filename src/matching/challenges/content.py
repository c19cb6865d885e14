"""What a challenge says: the one value behind the form, the API, the table and its editions."""

from datetime import date
from typing import Any

import msgspec

from foundation.i18n import format_number
from foundation.i18n import gettext as _
from foundation.text import stored, too_long
from matching.vocabulary.prices import LARGEST_AMOUNT
from matching.vocabulary.terms import in_order, knows

LIMITS: dict[str, int] = {
    "title_ja": 60,
    "title_en": 200,
    "section_ja": 100,
    "section_en": 200,
    "problem_ja": 1200,
    "problem_en": 3000,
    "process_ja": 1200,
    "process_en": 3000,
    "process_cost_note_ja": 200,
    "process_cost_note_en": 400,
    "assumed_solution_ja": 800,
    "assumed_solution_en": 2000,
    "affected_ja": 200,
    "affected_en": 400,
    "site_ja": 200,
    "site_en": 400,
    "conditions_note_ja": 400,
    "conditions_note_en": 800,
}
"""Longest texts, in characters."""

SEVERAL_LINES = frozenset(
    {
        "problem_ja",
        "problem_en",
        "process_ja",
        "process_en",
        "assumed_solution_ja",
        "assumed_solution_en",
    }
)
"""Texts that may have more than one line."""

REQUIRED = ("title_ja", "problem_ja", "category", "site_type", "region")
"""What a challenge must say before it is submitted."""

LARGEST_COUNT = 2_000_000_000


class ChallengeContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a bureau writes about one problem (課題).

    Attributes:
        title_ja, title_en: the problem in one line.
        section_ja, section_en: section (課) to talk to, or the place it is about.
        problem_ja, problem_en: the problem itself (解決したい課題).
        process_ja, process_en: how the work is done today (今の手順).
        process_cost_yen: what today's process costs, yen a year; its notes say what is counted.
        assumed_solution_ja, assumed_solution_en: 想定する解決策; never used for matching.
        affected_ja, affected_en: who is affected; `affected_count`: how many people.
        site_type, region, category: keys of the vocabularies; `site_ja`, `site_en`: which place.
        conditions: keys of conditions that hold at the site (制約), with notes.
        readiness_minimum: lowest technology readiness level asked for, 1 to 9.
        pilot_budget_yen: budget now, for the pilot, yen.
        later_budget_yen: budget after the pilot, yen a year.
        desired_start: first day of the month in which to start.
        closes_on: last day to show interest (関心の締切).
    """

    title_ja: str
    title_en: str | None = None
    section_ja: str | None = None
    section_en: str | None = None
    problem_ja: str | None = None
    problem_en: str | None = None
    process_ja: str | None = None
    process_en: str | None = None
    process_cost_yen: int | None = None
    process_cost_note_ja: str | None = None
    process_cost_note_en: str | None = None
    assumed_solution_ja: str | None = None
    assumed_solution_en: str | None = None
    affected_ja: str | None = None
    affected_en: str | None = None
    affected_count: int | None = None
    site_type: str | None = None
    site_ja: str | None = None
    site_en: str | None = None
    region: str | None = None
    conditions: list[str] = []
    conditions_note_ja: str | None = None
    conditions_note_en: str | None = None
    readiness_minimum: int | None = None
    pilot_budget_yen: int | None = None
    later_budget_yen: int | None = None
    category: str | None = None
    desired_start: date | None = None
    closes_on: date | None = None


CONTENT_FIELDS: tuple[str, ...] = ChallengeContent.__struct_fields__


def content_of(values: dict[str, Any]) -> ChallengeContent:
    """The content among a row's or a form's values; blank texts become None."""
    picked = {name: values[name] for name in CONTENT_FIELDS if name in values}
    return tidy(ChallengeContent(**picked))


def as_columns(content: ChallengeContent) -> dict[str, Any]:
    """The content as columns of the table."""
    return msgspec.structs.asdict(content)


def tidy(content: ChallengeContent) -> ChallengeContent:
    """Without blanks around texts, empty texts as None, conditions in the vocabulary's order."""
    changes: dict[str, Any] = {}
    for name in LIMITS:
        changes[name] = stored(getattr(content, name), several_lines=name in SEVERAL_LINES)
    changes["title_ja"] = changes["title_ja"] or ""
    changes["conditions"] = in_order("condition", content.conditions)
    if content.desired_start is not None:
        changes["desired_start"] = content.desired_start.replace(day=1)
    return msgspec.structs.replace(content, **changes)


def changed_fields(before: ChallengeContent, after: ChallengeContent) -> list[str]:
    """Names of the fields that differ, in the order of the form."""
    return [name for name in CONTENT_FIELDS if getattr(before, name) != getattr(after, name)]


def content_errors(content: ChallengeContent, *, complete: bool) -> dict[str, str]:
    """What is wrong with a content, as a message per field.

    Args:
        content: tidied.
        complete: everything needed for submission must be there; a draft needs its title only.
    """
    errors: dict[str, str] = {}
    for name in REQUIRED if complete else ("title_ja",):
        if not getattr(content, name):
            errors[name] = (
                _("公開を頼むには、ここを書いてください。") if complete else _("書いてください。")
            )
    for name, limit in LIMITS.items():
        length = len(getattr(content, name) or "")
        if length > limit:
            errors[name] = too_long(length, limit)
    errors.update(_vocabulary_errors(content))
    errors.update(_number_errors(content))
    return errors


def _vocabulary_errors(content: ChallengeContent) -> dict[str, str]:
    chosen = {name: getattr(content, name) for name in ("category", "site_type", "region")}
    errors = {
        name: _("一覧の中から選んでください。")
        for name, value in chosen.items()
        if value is not None and not knows(name, [value])
    }
    if not knows("condition", content.conditions):
        errors["conditions"] = _("一覧の中から選んでください。")
    return errors


def _number_errors(content: ChallengeContent) -> dict[str, str]:
    bounds = {
        "process_cost_yen": (0, LARGEST_AMOUNT),
        "pilot_budget_yen": (0, LARGEST_AMOUNT),
        "later_budget_yen": (0, LARGEST_AMOUNT),
        "affected_count": (0, LARGEST_COUNT),
        "readiness_minimum": (1, 9),
    }
    errors = {}
    for name, (low, high) in bounds.items():
        value = getattr(content, name)
        if value is not None and not low <= value <= high:
            errors[name] = _(
                "%(min)sから%(max)sまでの数にしてください。",
                min=format_number(low),
                max=format_number(high),
            )
    return errors
