"""How a bureau wants its challenge matched: words added and left out, what is demanded, what counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.scoring.rules import RULES, Kind, Mode
from matching.matcher.sources.port import NO, ChallengeFields, SolutionFields
from matching.search.engines.port import Filter, Period
from matching.search.kinds import SOLUTION
from matching.search.providers import Facet
from matching.vocabulary.regions import region_codes
from matching.vocabulary.terms import terms

_CONDITION = f"{Kind.CONDITION}:"


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What a bureau changed for one challenge; nothing of it unless told.

    Attributes:
        added: words to look for beside those of the text, as written, first added first.
        removed: normalised forms of words of the text that do not count.
        demanded: keys of conditions that must be met (必須).
        switched_off: keys of conditions that are shown and count nothing.
        version: counts up with each change; 0 where nothing was ever changed.
        changed_by: name of who changed it last.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    demanded: frozenset[str] = frozenset()
    switched_off: frozenset[str] = frozenset()
    version: int = 0
    changed_at: datetime | None = None
    changed_by: str | None = None

    def mode(self, key: str) -> Mode:
        """What the condition with this key does."""
        if key in self.demanded and RULES[kind_of(key)].demandable:
            return Mode.MUST
        return Mode.SHOWN if key in self.switched_off else Mode.ORDER


UNCHANGED = Criteria()


def condition_key(condition: str) -> str:
    """The key of a condition of the site."""
    return _CONDITION + condition


def kind_of(key: str) -> Kind:
    """What a condition's key compares.

    Raises:
        ValueError: it is no key.
    """
    return Kind(key.split(":", 1)[0])


def asked_keys(challenge: ChallengeFields) -> tuple[str, ...]:
    """Keys of the conditions that a challenge can be matched by, in the order of display."""
    asked: list[tuple[str, bool]] = [
        (Kind.READINESS, challenge.readiness is not None),
        (Kind.BUDGET, challenge.budget_yen is not None),
        (Kind.CERTIFIED, True),
        (Kind.PILOT, True),
        *((condition_key(key), key in challenge.conditions) for key in terms("condition")),
        (Kind.REGION, challenge.region is not None),
        (Kind.START, challenge.desired_start is not None),
        (Kind.CATEGORY, challenge.category is not None),
        (Kind.SITE_TYPE, challenge.site_type is not None),
    ]
    return tuple(str(key) for key, there in asked if there)


def filter_of(challenge: ChallengeFields, criteria: Criteria, day: date) -> Filter:
    """What is demanded, as engines filter by it.

    Args:
        day: on which a certification must be in term.
    """
    facets: dict[str, tuple[str, ...]] = {}
    cannot: list[str] = []
    within: dict[Period, date] = {}
    for key in _demanded(challenge, criteria):
        kind = kind_of(key)
        if kind is Kind.READINESS:
            facets[Facet.READINESS] = _levels_from(challenge.readiness)
        elif kind is Kind.REGION and challenge.region is not None:
            facets[Facet.REGION] = (challenge.region,)
        elif kind is Kind.CERTIFIED:
            within[Period.CERTIFIED] = day
        elif kind is Kind.CONDITION:
            cannot.append(key.removeprefix(_CONDITION))
    return Filter(
        kinds=(SOLUTION,),
        facets=facets,
        without={Facet.CANNOT: tuple(cannot)} if cannot else {},
        within=within,
    )


def unmet(
    challenge: ChallengeFields,
    criteria: Criteria,
    solution: SolutionFields,
    facts: Iterable[KnownFact],
) -> tuple[str, ...]:
    """Keys of what is demanded and not met by a solution, as `filter_of` judges it."""
    certified = any(fact.kind == FactKind.CERTIFIED and fact.in_term for fact in facts)
    missing: list[str] = []
    for key in _demanded(challenge, criteria):
        kind = kind_of(key)
        met = True
        if kind is Kind.READINESS:
            met = (solution.readiness or 0) >= (challenge.readiness or 0)
        elif kind is Kind.REGION:
            met = challenge.region in region_codes(solution.regions)
        elif kind is Kind.CERTIFIED:
            met = certified
        elif kind is Kind.CONDITION:
            met = solution.conditions.get(key.removeprefix(_CONDITION)) != NO
        if not met:
            missing.append(key)
    return tuple(missing)


def _demanded(challenge: ChallengeFields, criteria: Criteria) -> Sequence[str]:
    return [key for key in asked_keys(challenge) if criteria.mode(key) is Mode.MUST]


def _levels_from(asked: int | None) -> tuple[str, ...]:
    return tuple(key for key in terms("readiness") if int(key) >= (asked or 0))
