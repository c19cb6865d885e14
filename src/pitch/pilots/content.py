"""What a pilot says: the values behind the forms, the API and the tables, and the rules they keep."""

import math
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.i18n import format_date, format_fiscal_year
from foundation.i18n import gettext as _
from foundation.text import length_problem, stored
from pitch.pilots.states import Better, Outcome, SourceKind

LIMITS = {
    "title_ja": 60,
    "title_en": 200,
    "site_ja": 100,
    "site_en": 200,
    "section_ja": 100,
    "section_en": 200,
    "period_note_ja": 100,
    "period_note_en": 200,
    "plan_ja": 2000,
    "plan_en": 5000,
    "hypothesis_ja": 600,
    "hypothesis_en": 1500,
    "call_name_ja": 100,
    "call_name_en": 200,
}
INDICATOR_LIMITS = {
    "name_ja": 60,
    "name_en": 120,
    "unit_ja": 20,
    "unit_en": 40,
    "method_ja": 100,
    "method_en": 200,
}
NOTE_LIMITS = {"note_ja": 300, "note_en": 600}
EVALUATION_LIMITS = {
    "reason_ja": 1000,
    "reason_en": 2500,
    "owner_ja": 100,
    "owner_en": 200,
}
SEVERAL_LINES = frozenset(
    {"plan_ja", "plan_en", "hypothesis_ja", "hypothesis_en", "reason_ja", "reason_en"}
)
MOST_INDICATORS = 12
LARGEST_VALUE = 1e12
LARGEST_SAMPLE = 10_000_000
YEARS_AHEAD = 5
"""An evaluation names the budget of its own fiscal year or of one of the next five."""

REQUIRED_TO_START = ("site_ja", "section_ja", "starts_on", "ends_on", "plan_ja", "hypothesis_ja")


class PilotSource(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where a pilot comes from.

    Attributes:
        kind: `contest_entry` (needs `entry_id`), `shortlist` (needs `challenge_id` and
            `solution_id`) or `open_call` (needs `solution_id`; `challenge_id` may be there).
    """

    kind: SourceKind
    entry_id: UUID | None = None
    challenge_id: UUID | None = None
    solution_id: UUID | None = None


class IndicatorContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One indicator (指標).

    Attributes:
        id: of one that exists already; null for a new one.
        unit_ja, unit_en: what its values are counted in.
        method_ja, method_en: how it is measured.
        better: the direction in which it should move.
        baseline: value before, in the unit; target: value aimed at.
    """

    id: UUID | None = None
    name_ja: str
    name_en: str | None = None
    unit_ja: str | None = None
    unit_en: str | None = None
    method_ja: str | None = None
    method_en: str | None = None
    better: Better
    baseline: float | None = None
    target: float | None = None


class PilotContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a pilot owner plans (実証の計画). Texts left out are taken from the source.

    Attributes:
        site_ja, site_en: the place; section_ja, section_en: the section in charge of it.
        starts_on, ends_on: first and last day; the period may cross fiscal years.
        period_note_ja, period_note_en: what the days do not tell.
        plan_ja, plan_en: what is done; hypothesis_ja, hypothesis_en: what is expected.
        call_name_ja, call_name_en: name of the open call, for pilots that come from one.
    """

    title_ja: str = ""
    title_en: str | None = None
    site_ja: str | None = None
    site_en: str | None = None
    section_ja: str | None = None
    section_en: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    period_note_ja: str | None = None
    period_note_en: str | None = None
    plan_ja: str | None = None
    plan_en: str | None = None
    hypothesis_ja: str | None = None
    hypothesis_en: str | None = None
    call_name_ja: str | None = None
    call_name_en: str | None = None
    indicators: list[IndicatorContent] = []


class MeasurementContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One result.

    Attributes:
        measured_on: the day it was measured.
        value: in the indicator's unit; null where only a direction is known, told in the note.
        sample_size: how many people or occasions it rests on.
    """

    measured_on: date
    value: float | None = None
    sample_size: int | None = None
    note_ja: str | None = None
    note_en: str | None = None


class EvaluationContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """How a pilot ends (評価).

    Attributes:
        outcome: full use (本格導入), extend (継続) or stop (終了).
        reason_ja, reason_en: why.
        owner_ja, owner_en: section or person in charge of what follows.
        budget_year: fiscal year (年度) whose budget carries it, e.g. 2027; only a stop may leave it out.
    """

    outcome: Outcome
    reason_ja: str
    reason_en: str | None = None
    owner_ja: str
    owner_en: str | None = None
    budget_year: int | None = None


TEXT_FIELDS: tuple[str, ...] = tuple(LIMITS)
PLAN_FIELDS: tuple[str, ...] = (*TEXT_FIELDS, "starts_on", "ends_on")
INDICATOR_FIELDS: tuple[str, ...] = tuple(
    name for name in IndicatorContent.__struct_fields__ if name != "id"
)


def tidy(content: PilotContent) -> PilotContent:
    """Without blanks around texts, empty texts as None, indicators likewise."""
    changes = _stored(content, LIMITS)
    changes["title_ja"] = changes["title_ja"] or ""
    changes["indicators"] = [tidy_texts(one, INDICATOR_LIMITS) for one in content.indicators]
    return msgspec.structs.replace(content, **changes)


def tidy_texts(content: Any, limits: dict[str, int]) -> Any:
    """The value with its texts cleaned; texts that must be there stay texts."""
    changes = _stored(content, limits)
    for name in ("name_ja", "reason_ja", "owner_ja"):
        if name in changes:
            changes[name] = changes[name] or ""
    return msgspec.structs.replace(content, **changes)


def _stored(content: Any, limits: dict[str, int]) -> dict[str, Any]:
    return {
        name: stored(getattr(content, name), several_lines=name in SEVERAL_LINES) for name in limits
    }


def _length_errors(content: Any, limits: dict[str, int]) -> dict[str, str]:
    found = {name: length_problem(getattr(content, name), limit) for name, limit in limits.items()}
    return {name: message for name, message in found.items() if message}


def content_errors(content: PilotContent, *, complete: bool) -> dict[str, str]:
    """What a plan breaks, as a message per field.

    Args:
        content: tidied.
        complete: all that must be there at the start; before it a title is enough.
    """
    errors = _length_errors(content, LIMITS)
    if not content.title_ja:
        errors["title_ja"] = _("書いてください。")
    if complete:
        for name in REQUIRED_TO_START:
            if not getattr(content, name):
                errors[name] = _("実証を始めるには、ここを書いてください。")
        if not content.indicators:
            errors["indicators"] = _("実証を始めるには、指標を一つ以上書いてください。")
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        errors["ends_on"] = _("終わる日は、始める日より後にしてください。")
    errors.update(_indicator_errors(content.indicators))
    return errors


def _indicator_errors(indicators: list[IndicatorContent]) -> dict[str, str]:
    if len(indicators) > MOST_INDICATORS:
        return {"indicators": _("指標は%(max)s個までにしてください。", max=MOST_INDICATORS)}
    for number, indicator in enumerate(indicators, 1):
        if not indicator.name_ja:
            return {"indicators": _("%(number)s番目の指標の名前を書いてください。", number=number)}
        long = _length_errors(indicator, INDICATOR_LIMITS)
        if long:
            message = next(iter(long.values()))
            return {
                "indicators": _("%(number)s番目の指標：%(problem)s", number=number, problem=message)
            }
        if not (_is_value(indicator.baseline) and _is_value(indicator.target)):
            return {"indicators": _("%(number)s番目の指標の値が大きすぎます。", number=number)}
    names = [indicator.name_ja for indicator in indicators]
    if len(set(names)) < len(names):
        return {"indicators": _("同じ名前の指標があります。名前を分けてください。")}
    return {}


def _is_value(value: float | None) -> bool:
    return value is None or (math.isfinite(value) and abs(value) <= LARGEST_VALUE)


def measurement_errors(content: MeasurementContent) -> dict[str, str]:
    """What a result breaks, as a message per field."""
    errors = _length_errors(content, NOTE_LIMITS)
    if content.measured_on > clock.today():
        errors["measured_on"] = _(
            "%(day)sはまだ来ていません。今日より前の日付にしてください。",
            day=format_date(content.measured_on),
        )
    if content.value is None and not content.note_ja:
        errors["value"] = _(
            "値を書いてください。値がないときは、分かったことをメモに書いてください。"
        )
    if not _is_value(content.value):
        errors["value"] = _("値が大きすぎます。")
    size = content.sample_size
    if size is not None and not 1 <= size <= LARGEST_SAMPLE:
        errors["sample_size"] = _("1以上の数にしてください。")
    return errors


def evaluation_errors(content: EvaluationContent, on: date) -> dict[str, str]:
    """What an evaluation decided on a day breaks, as a message per field."""
    errors = _length_errors(content, EVALUATION_LIMITS)
    for name in ("reason_ja", "owner_ja"):
        if not getattr(content, name):
            errors[name] = _("書いてください。")
    years = budget_years(on)
    if content.budget_year is None:
        if content.outcome is not Outcome.STOP:
            errors["budget_year"] = _("どの年度の予算で行うかを選んでください。")
    elif content.budget_year not in years:
        errors["budget_year"] = _(
            "%(first)sから%(last)sまでの年度にしてください。",
            first=format_fiscal_year(years[0]),
            last=format_fiscal_year(years[-1]),
        )
    return errors


def budget_years(on: date) -> range:
    """The fiscal years an evaluation decided on a day may name."""
    first = clock.fiscal_year(on)
    return range(first, first + YEARS_AHEAD + 1)


def plan_columns(content: PilotContent) -> dict[str, Any]:
    """The columns of a pilot's row that hold its plan."""
    return {name: getattr(content, name) for name in PLAN_FIELDS}


def indicator_columns(content: IndicatorContent) -> dict[str, Any]:
    """The columns of an indicator's row."""
    return {name: getattr(content, name) for name in INDICATOR_FIELDS} | {
        "better": content.better.value
    }


def content_of(row: dict[str, Any], indicators: list[dict[str, Any]]) -> PilotContent:
    """The plan in a pilot's row and its indicators' rows."""
    return PilotContent(
        **{name: row[name] for name in PLAN_FIELDS},
        indicators=[
            IndicatorContent(
                id=one["id"],
                **{name: one[name] for name in INDICATOR_FIELDS}
                | {"better": Better(one["better"])},
            )
            for one in indicators
        ],
    )
