"""Structured facts beside the text: what fits a challenge, what does not, what is not known.

`judge` compares and counts points by `rules`, quickly, for every candidate; `tell` puts one result into
the reader's words, for those that are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from foundation.i18n import format_date, format_money
from foundation.i18n import gettext as _
from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.scoring.criteria import UNCHANGED, Criteria, condition_key
from matching.matcher.scoring.rules import PILOTS, RULES, Kind, Mode
from matching.matcher.sources.port import NO, YES, ChallengeFields, SolutionFields
from matching.vocabulary.regions import region_codes
from matching.vocabulary.terms import term_label, terms

STOPPED = "stop"
Words = Callable[[], tuple[str, str]]
"""Label and detail in the reader's language."""


class Fits(StrEnum):
    """How a fact stands to the challenge."""

    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Judged:
    """One comparison.

    Attributes:
        key: of the condition (`criteria`); several facts may have one key.
        points: by `rules`, 0 where unknown.
        say: its words, made when somebody reads them.
    """

    key: str
    kind: Kind
    fits: Fits
    points: int
    say: Words = field(compare=False)


@dataclass(frozen=True, slots=True)
class FitFact:
    """One line of the explanation, in the reader's language.

    Attributes:
        kind: what was compared (`rules.Kind`).
        mode: what the bureau has it do.
        effect: −2 to +2 points that moved the order; 0 where unknown, demanded or only shown.
    """

    key: str
    kind: str
    fits: Fits
    mode: Mode
    effect: int
    label: str
    detail: str = ""


def judge(
    challenge: ChallengeFields, solution: SolutionFields, facts: Sequence[KnownFact]
) -> list[Judged]:
    """All that can be told of a solution for a challenge, in the order of display."""
    return [
        *_budget(challenge, solution),
        *_record(facts),
        *_readiness(challenge, solution),
        *_start(challenge, solution),
        *_conditions(challenge, solution),
        *_region(challenge, solution),
        *_kind_of_work(challenge, solution),
    ]


def points(judged: Iterable[Judged], criteria: Criteria = UNCHANGED) -> int:
    """The sum that moves the order, shown as 条件."""
    return sum(one.points for one in judged if criteria.mode(one.key) is Mode.ORDER)


def tell(judged: Iterable[Judged], criteria: Criteria = UNCHANGED) -> list[FitFact]:
    """In the reader's words, with what each did to the order.

    What is expected of every solution is told only where the bureau demands it.
    """
    told = []
    for one in judged:
        mode = criteria.mode(one.key)
        if one.fits is Fits.FOR and not one.points and mode is not Mode.MUST:
            continue
        label, detail = one.say()
        effect = one.points if mode is Mode.ORDER else 0
        told.append(FitFact(one.key, one.kind, one.fits, mode, effect, label, detail))
    return told


def _judged(kind: Kind, fits: Fits, say: Words, key: str | None = None) -> Judged:
    rule = RULES[kind]
    counts = {Fits.FOR: rule.met, Fits.AGAINST: rule.unmet, Fits.UNKNOWN: 0}[fits]
    return Judged(key or str(kind), kind, fits, counts, say)


def _budget(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    budget, price = challenge.budget_yen, solution.price_yen
    if budget is None:
        return []
    if price is None:
        say = lambda: (_("価格が未登録"), _("予算と比べられません"))  # noqa: E731
        return [_judged(Kind.BUDGET, Fits.UNKNOWN, say)]

    def within() -> tuple[str, str]:
        return _("予算に収まる"), _price(solution)

    def over() -> tuple[str, str]:
        detail = _(
            "%(price)s（予算 %(budget)s）", price=_price(solution), budget=format_money(budget)
        )
        return _("予算を超える"), detail

    if price <= budget:
        return [_judged(Kind.BUDGET, Fits.FOR, within)]
    return [_judged(Kind.BUDGET, Fits.AGAINST, over)]


def _price(solution: SolutionFields) -> str:
    return " ".join(filter(None, (solution.price_note, format_money(solution.price_yen or 0))))


def _record(facts: Sequence[KnownFact]) -> list[Judged]:
    found: list[Judged] = []
    certified = [fact for fact in facts if fact.kind == FactKind.CERTIFIED]
    running = next((fact for fact in certified if fact.in_term), None)
    if running is not None:
        in_term = running
        found.append(_judged(Kind.CERTIFIED, Fits.FOR, lambda: (_("認定期間中"), _term(in_term))))
    elif certified:
        last = certified[0]

        def ended() -> tuple[str, str]:
            detail = _("%(term)s。随意契約には改めて認定が必要です", term=_term(last))
            return _("認定期間が終わっている"), detail

        found.append(_judged(Kind.CERTIFIED, Fits.AGAINST, ended))
    found += [_pilot(fact) for fact in facts if fact.kind == FactKind.PILOT_OUTCOME]
    return found


def _pilot(fact: KnownFact) -> Judged:
    stopped = fact.value == STOPPED

    def say() -> tuple[str, str]:
        head = _("都の実証で終了と評価された") if stopped else _("都の実証の実績")
        return head, fact.label

    fits = Fits.AGAINST if stopped else Fits.FOR
    return Judged(str(Kind.PILOT), Kind.PILOT, fits, PILOTS.get(fact.value, 0), say)


def _term(fact: KnownFact) -> str:
    if fact.valid_until is None:
        return fact.label
    until = _("%(day)sまで", day=format_date(fact.valid_until))
    return f"{fact.label} {until}".strip()


def _readiness(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    asked, level = challenge.readiness, solution.readiness
    if asked is None:
        return []

    def say() -> tuple[str, str]:
        head = _("準備度が未登録") if level is None else _("準備度 %(level)s", level=level)
        return head, _("求める準備度は%(level)s以上", level=asked)

    if level is None:
        return [_judged(Kind.READINESS, Fits.UNKNOWN, say)]
    return [_judged(Kind.READINESS, Fits.FOR if level >= asked else Fits.AGAINST, say)]


def _start(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    wanted, sold = challenge.desired_start, solution.on_sale_since
    if wanted is None or (sold is not None and sold <= wanted):
        return []

    def asked() -> str:
        return _("開始の希望は%(day)s", day=format_date(wanted))

    if sold is not None:
        day = sold
        return [
            _judged(
                Kind.START,
                Fits.AGAINST,
                lambda: (_("販売の開始は%(day)s", day=format_date(day)), asked()),
            )
        ]
    if solution.not_on_sale:
        return [_judged(Kind.START, Fits.AGAINST, lambda: (_("まだ販売していない"), asked()))]
    return [_judged(Kind.START, Fits.UNKNOWN, lambda: (_("販売の開始が未登録"), asked()))]


def _conditions(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    return [
        _condition(key, solution.conditions.get(key))
        for key in terms("condition")
        if key in challenge.conditions
    ]


def _condition(key: str, answer: str | None) -> Judged:
    def say() -> tuple[str, str]:
        name = term_label("condition", key)
        if answer == YES:
            return _("「%(condition)s」に対応", condition=name), ""
        if answer == NO:
            return _("「%(condition)s」に対応しない", condition=name), ""
        return _("「%(condition)s」への対応が未登録", condition=name), ""

    fits = {YES: Fits.FOR, NO: Fits.AGAINST}.get(answer or "", Fits.UNKNOWN)
    return _judged(Kind.CONDITION, fits, say, condition_key(key))


def _region(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    asked = challenge.region
    if asked is None:
        return []
    if not solution.regions:
        return [
            _judged(
                Kind.REGION,
                Fits.UNKNOWN,
                lambda: (_("対応地域が未登録"), term_label("region", asked)),
            )
        ]
    if asked in region_codes(solution.regions):
        return [
            _judged(
                Kind.REGION,
                Fits.FOR,
                lambda: (_("対応地域に入っている"), term_label("region", asked)),
            )
        ]
    return [
        _judged(
            Kind.REGION,
            Fits.AGAINST,
            lambda: (_("対応地域に入っていない"), term_label("region", asked)),
        )
    ]


def _kind_of_work(challenge: ChallengeFields, solution: SolutionFields) -> list[Judged]:
    found: list[Judged] = []
    field_of_work, site = challenge.category, challenge.site_type
    if field_of_work and field_of_work in solution.categories:
        found.append(
            _judged(
                Kind.CATEGORY,
                Fits.FOR,
                lambda: (_("同じ分野"), term_label("category", field_of_work)),
            )
        )
    if site and site in solution.site_types:
        found.append(
            _judged(
                Kind.SITE_TYPE,
                Fits.FOR,
                lambda: (_("同じ種類の現場"), term_label("site_type", site)),
            )
        )
    return found
