"""What a certifier writes: plan (実施計画), the three tests, expert opinions, price; and its rules."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from foundation.i18n import format_date, format_number
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, length_problem, one_line, stored
from matching.vocabulary.prices import PRICE_UNITS
from matching.vocabulary.terms import knows

PLAN_PARTS = ("goal", "content", "period", "method")
TESTS = ("novelty", "benefit", "feasibility")

LONGEST_PLAN = 2000
LONGEST_OPINION = 2000
LONGEST_NAME = 100
LARGEST_AMOUNT = 1_000_000_000_000
MOST_OPINIONS = 10
LIMITS: dict[str, int] = {
    **{f"plan_{part}_{language}": LONGEST_PLAN for part in PLAN_PARTS for language in ("ja", "en")},
    **{f"{test}_reason_{language}": LONGEST_REASON for test in TESTS for language in ("ja", "en")},
}


class Opinion(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What one expert (学識経験者) said before the decision.

    Attributes:
        expert: name.
        affiliation: where they work.
        heard_on: day they were heard, in Tokyo.
        opinion_ja, opinion_en: what they said about the three tests.
    """

    expert: str = ""
    affiliation: str | None = None
    heard_on: date | None = None
    opinion_ja: str | None = None
    opinion_en: str | None = None


class CertificationContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a certifier writes about one product or service.

    Attributes:
        category: key of its field (分野) in the list.
        plan_goal_ja, plan_content_ja, plan_period_ja, plan_method_ja: the implementation plan
            (実施計画) in its four items: goal, content, time of execution, method and funds.
        novelty_passed: 新規性, a category of its own or a markedly different use value.
        benefit_passed: 有益性, technical advance, efficiency, or residents' convenience.
        feasibility_passed: 実現性, method and funds are fit to carry out the plan.
        novelty_reason_ja, benefit_reason_ja, feasibility_reason_ja: why each test is met or not.
        opinions: of the experts heard.
        price_yen: reference price in yen with tax, of one `price_unit`.
    """

    category: str | None = None
    plan_goal_ja: str | None = None
    plan_goal_en: str | None = None
    plan_content_ja: str | None = None
    plan_content_en: str | None = None
    plan_period_ja: str | None = None
    plan_period_en: str | None = None
    plan_method_ja: str | None = None
    plan_method_en: str | None = None
    novelty_passed: bool | None = None
    novelty_reason_ja: str | None = None
    novelty_reason_en: str | None = None
    benefit_passed: bool | None = None
    benefit_reason_ja: str | None = None
    benefit_reason_en: str | None = None
    feasibility_passed: bool | None = None
    feasibility_reason_ja: str | None = None
    feasibility_reason_en: str | None = None
    price_yen: int | None = None
    price_unit: str | None = None
    opinions: list[Opinion] = []


COLUMNS: tuple[str, ...] = tuple(
    name for name in CertificationContent.__struct_fields__ if name != "opinions"
)


def content_of(values: Mapping[str, Any], opinions: Sequence[Opinion] = ()) -> CertificationContent:
    """The content among a row's or a form's values, tidied."""
    picked = {name: values[name] for name in COLUMNS if name in values}
    return tidy(CertificationContent(**picked, opinions=list(opinions)))


def as_columns(content: CertificationContent) -> dict[str, Any]:
    """The content as columns of the certification's table; opinions have their own."""
    return {name: getattr(content, name) for name in COLUMNS}


def tidy(content: CertificationContent) -> CertificationContent:
    """Without blanks around texts, empty texts as None, empty opinions left out."""
    changes: dict[str, Any] = {
        name: stored(getattr(content, name), several_lines=True) for name in LIMITS
    }
    if content.price_yen is None:
        changes["price_unit"] = None
    tidied = [
        Opinion(
            expert=one_line(one.expert),
            affiliation=stored(one.affiliation),
            heard_on=one.heard_on,
            opinion_ja=stored(one.opinion_ja, several_lines=True),
            opinion_en=stored(one.opinion_en, several_lines=True),
        )
        for one in content.opinions
    ]
    changes["opinions"] = [one for one in tidied if one != Opinion()]
    return msgspec.structs.replace(content, **changes)


def draft_errors(content: CertificationContent) -> dict[str, str]:
    """What may not even stand in a draft, as a message per field."""
    errors: dict[str, str] = {}
    for name, limit in LIMITS.items():
        message = length_problem(getattr(content, name) or "", limit)
        if message:
            errors[name] = message
    if content.category is not None and not knows("category", [content.category]):
        errors["category"] = _("一覧の中から選んでください。")
    if content.price_yen is not None and not 0 <= content.price_yen <= LARGEST_AMOUNT:
        errors["price_yen"] = _(
            "%(min)sから%(max)sまでの数にしてください。",
            min=format_number(0),
            max=format_number(LARGEST_AMOUNT),
        )
    if content.price_unit is not None and content.price_unit not in PRICE_UNITS:
        errors["price_unit"] = _("一覧の中から選んでください。")
    message = _opinion_limits(content.opinions)
    if message:
        errors["opinions"] = message
    return errors


def _opinion_limits(opinions: Sequence[Opinion]) -> str | None:
    if len(opinions) > MOST_OPINIONS:
        return _("意見は%(max)s人までです。", max=MOST_OPINIONS)
    for number, one in enumerate(opinions, 1):
        if not one.expert:
            return _("%(number)s人目：名前を書いてください。", number=number)
        for text, limit in (
            (one.expert, LONGEST_NAME),
            (one.affiliation, LONGEST_NAME),
            (one.opinion_ja, LONGEST_OPINION),
            (one.opinion_en, LONGEST_OPINION),
        ):
            message = length_problem(text or "", limit)
            if message:
                return _("%(number)s人目：%(text)s", number=number, text=message)
    return None


def decision_errors(
    content: CertificationContent, required_opinions: int, decided_on: date
) -> dict[str, str]:
    """What a decision still lacks, as a message per field.

    Args:
        content: tidied.
        required_opinions: experts who must have been heard, by the rule of the day.
        decided_on: day of the decision, in Tokyo.
    """
    errors = draft_errors(content)
    missing = _("決定するには、ここを書いてください。")
    for part in PLAN_PARTS:
        if not getattr(content, f"plan_{part}_ja"):
            errors.setdefault(f"plan_{part}_ja", missing)
    if content.category is None:
        errors.setdefault("category", missing)
    for test in TESTS:
        passed = getattr(content, f"{test}_passed")
        if passed is None:
            errors[f"{test}_passed"] = _("満たすかどうかを選んでください。")
        elif not passed:
            errors[f"{test}_passed"] = _("三つの要件をすべて満たさないと、認定できません。")
        if not getattr(content, f"{test}_reason_ja"):
            errors.setdefault(f"{test}_reason_ja", missing)
    message = _opinion_errors(content.opinions, required_opinions, decided_on)
    if message and "opinions" not in errors:
        errors["opinions"] = message
    return errors


def _opinion_errors(opinions: Sequence[Opinion], required: int, decided_on: date) -> str | None:
    for number, one in enumerate(opinions, 1):
        for value, name in (
            (one.affiliation, _("所属")),
            (one.heard_on, _("聴いた日")),
            (one.opinion_ja, _("意見")),
        ):
            if not value:
                return _("%(number)s人目：%(field)sを書いてください。", number=number, field=name)
        if one.heard_on is not None and one.heard_on > decided_on:
            return _(
                "%(number)s人目：%(day)sはまだ来ていません。意見は決定の前に聴きます。",
                number=number,
                day=format_date(one.heard_on),
            )
    heard = heard_experts(opinions)
    if heard < required:
        return _(
            "学識経験者の意見が足りません。%(required)s人以上から聴いてください（今は%(heard)s人）。",
            required=required,
            heard=heard,
        )
    return None


def heard_experts(opinions: Sequence[Opinion]) -> int:
    """How many different experts were heard; two opinions of one person count once."""
    return len({"".join(unicodedata.normalize("NFKC", one.expert).split()) for one in opinions})
