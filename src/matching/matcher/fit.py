"""Structured facts beside the text: what fits a challenge, what does not, what is not known.

Each fact has a visible effect from −2 to +2. The effects are policy written down here, not learned,
and their sum is shown as 条件. They do not move the order: in this version the order is the text
score alone, and a reader weighs the facts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.i18n import format_date, format_money, pick
from foundation.i18n import gettext as _
from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.sources import NO, YES, ChallengeFields, SolutionFields
from search_index.definitions import Term, categories, conditions, regions, site_types

SMALL = 1
LARGE = 2
ALL_TOKYO = "all_tokyo"


class Fits(StrEnum):
    """How a fact stands to the challenge."""

    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FitFact:
    """One line of the explanation, in the reader's language.

    Attributes:
        kind: what was compared: budget, readiness, condition, region, category, site_type,
            certified, pilot.
        effect: −2 to +2, 0 where unknown.
    """

    kind: str
    fits: Fits
    effect: int
    label: str
    detail: str = ""


def fit(
    challenge: ChallengeFields, solution: SolutionFields, facts: Sequence[KnownFact]
) -> list[FitFact]:
    """All facts that can be told of a solution for a challenge, in the order of display."""
    return [
        *_budget(challenge, solution),
        *_record(facts),
        *_readiness(challenge, solution),
        *_conditions(challenge, solution),
        *_region(challenge, solution),
        *_kind_of_work(challenge, solution),
    ]


def effect_sum(found: Iterable[FitFact]) -> int:
    """The sum that is shown as 条件."""
    return sum(fact.effect for fact in found)


def _budget(challenge: ChallengeFields, solution: SolutionFields) -> list[FitFact]:
    budget = challenge.pilot_budget_yen or challenge.later_budget_yen
    if budget is None:
        return []
    if solution.price_yen is None:
        return [FitFact("budget", Fits.UNKNOWN, 0, _("価格が未登録"), _("予算と比べられません"))]
    price = " ".join(filter(None, (solution.price_note, format_money(solution.price_yen))))
    if solution.price_yen <= budget:
        return [FitFact("budget", Fits.FOR, SMALL, _("予算に収まる"), price)]
    detail = _("%(price)s（予算 %(budget)s）", price=price, budget=format_money(budget))
    return [FitFact("budget", Fits.AGAINST, -SMALL, _("予算を超える"), detail)]


def _record(facts: Sequence[KnownFact]) -> list[FitFact]:
    found: list[FitFact] = []
    certified = [fact for fact in facts if fact.kind == FactKind.CERTIFIED]
    running = [fact for fact in certified if fact.in_term]
    if running:
        found.append(FitFact("certified", Fits.FOR, LARGE, _("認定期間中"), _term(running[0])))
    elif certified:
        detail = _("%(term)s。随意契約には改めて認定が必要です", term=_term(certified[0]))
        found.append(
            FitFact("certified", Fits.AGAINST, -LARGE, _("認定期間が終わっている"), detail)
        )
    for fact in (fact for fact in facts if fact.kind == FactKind.PILOT_OUTCOME):
        stopped = fact.value == "stop"
        found.append(
            FitFact(
                "pilot",
                Fits.AGAINST if stopped else Fits.FOR,
                -SMALL if stopped else LARGE if fact.value == "full_use" else SMALL,
                _("都の実証で終了と評価された") if stopped else _("都の実証の実績"),
                fact.label,
            )
        )
    return found


def _term(fact: KnownFact) -> str:
    if fact.valid_until is None:
        return fact.label
    until = _("%(day)sまで", day=format_date(fact.valid_until))
    return f"{fact.label} {until}".strip()


def _readiness(challenge: ChallengeFields, solution: SolutionFields) -> list[FitFact]:
    asked = challenge.readiness
    if asked is None:
        return []
    detail = _("求める準備度は%(level)s以上", level=asked)
    if solution.readiness is None:
        return [FitFact("readiness", Fits.UNKNOWN, 0, _("準備度が未登録"), detail)]
    label = _("準備度 %(level)s", level=solution.readiness)
    if solution.readiness >= asked:
        return [FitFact("readiness", Fits.FOR, SMALL, label, detail)]
    return [FitFact("readiness", Fits.AGAINST, -SMALL, label, detail)]


def _conditions(challenge: ChallengeFields, solution: SolutionFields) -> list[FitFact]:
    found: list[FitFact] = []
    for term in conditions():
        if term.key not in challenge.conditions:
            continue
        name = _word(term)
        answer = solution.conditions.get(term.key)
        if answer == YES:
            label = _("「%(condition)s」に対応", condition=name)
            found.append(FitFact("condition", Fits.FOR, SMALL, label))
        elif answer == NO:
            label = _("「%(condition)s」に対応しない", condition=name)
            found.append(FitFact("condition", Fits.AGAINST, -SMALL, label))
        else:
            label = _("「%(condition)s」への対応が未登録", condition=name)
            found.append(FitFact("condition", Fits.UNKNOWN, 0, label))
    return found


def _region(challenge: ChallengeFields, solution: SolutionFields) -> list[FitFact]:
    if challenge.region is None:
        return []
    place = _label_of(regions(), challenge.region)
    if not solution.regions:
        return [FitFact("region", Fits.UNKNOWN, 0, _("対応地域が未登録"), place)]
    if challenge.region in solution.regions or ALL_TOKYO in solution.regions:
        return [FitFact("region", Fits.FOR, 0, _("対応地域に入っている"), place)]
    return [FitFact("region", Fits.AGAINST, -SMALL, _("対応地域に入っていない"), place)]


def _kind_of_work(challenge: ChallengeFields, solution: SolutionFields) -> list[FitFact]:
    found: list[FitFact] = []
    if challenge.category and challenge.category in solution.categories:
        name = _label_of(categories(), challenge.category)
        found.append(FitFact("category", Fits.FOR, SMALL, _("同じ分野"), name))
    if challenge.site_type and challenge.site_type in solution.site_types:
        name = _label_of(site_types(), challenge.site_type)
        found.append(FitFact("site_type", Fits.FOR, SMALL, _("同じ種類の現場"), name))
    return found


def _label_of(terms: Sequence[Term], key: str) -> str:
    return next((_word(term) for term in terms if term.key == key), key)


def _word(term: Term) -> str:
    return pick(term.ja, term.en)
