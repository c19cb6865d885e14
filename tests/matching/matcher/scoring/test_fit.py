"""Structured facts: for, against, unknown, each with its visible effect."""

from datetime import date
from uuid import UUID

import pytest

from foundation.i18n import using_language
from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.scoring.criteria import UNCHANGED, Criteria
from matching.matcher.scoring.fit import FitFact, Fits, judge, points, tell
from matching.matcher.scoring.rules import Kind, Mode
from matching.matcher.sources.port import ChallengeFields, SolutionFields

NOBODY = UUID(int=0)


def _challenge(**changes) -> ChallengeFields:
    return ChallengeFields(
        id=NOBODY, owner_id=NOBODY, owner_name="", title="", body="", published=True, **changes
    )


def _solution(**changes) -> SolutionFields:
    return SolutionFields(id=NOBODY, owner_id=NOBODY, owner_name="", title="", **changes)


def _fact(kind: FactKind, in_term: bool = True, value: str = "") -> KnownFact:
    return KnownFact(
        NOBODY,
        kind,
        value,
        "R8-福祉-003",
        "R8-Welfare-003",
        date(2026, 4, 1),
        date(2029, 3, 31),
        "certification",
        NOBODY,
        in_term,
    )


def fit(
    challenge: ChallengeFields,
    solution: SolutionFields,
    facts: list[KnownFact] | tuple[KnownFact, ...],
    criteria: Criteria = UNCHANGED,
) -> list[FitFact]:
    return tell(judge(challenge, solution, facts), criteria)


def _one(challenge: ChallengeFields, solution: SolutionFields, *facts: KnownFact):
    (found,) = fit(challenge, solution, facts)
    return found.kind, found.fits, found.effect


@pytest.mark.parametrize(
    ("price", "expected"),
    [
        (2_000_000, ("budget", Fits.FOR, 1)),
        (2_000_001, ("budget", Fits.AGAINST, -1)),
        (None, ("budget", Fits.UNKNOWN, 0)),
    ],
)
def test_price_against_budget(price, expected):
    assert _one(_challenge(pilot_budget_yen=2_000_000), _solution(price_yen=price)) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (7, ("readiness", Fits.FOR, 1)),
        (6, ("readiness", Fits.AGAINST, -1)),
        (None, ("readiness", Fits.UNKNOWN, 0)),
    ],
)
def test_readiness_against_what_is_asked(level, expected):
    assert _one(_challenge(readiness=7), _solution(readiness=level)) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"no_power": "yes"}, ("condition", Fits.FOR, 1)),
        ({"no_power": "no"}, ("condition", Fits.AGAINST, -1)),
        ({"no_power": "unknown"}, ("condition", Fits.UNKNOWN, 0)),
        ({}, ("condition", Fits.UNKNOWN, 0)),
    ],
)
def test_conditions_of_the_site(answer, expected):
    challenge = _challenge(conditions=frozenset({"no_power"}))
    assert _one(challenge, _solution(conditions=answer)) == expected


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        ({"tama"}, []),
        ({"all_tokyo"}, []),
        ({"islands"}, [("region", Fits.AGAINST, -1)]),
        (set(), [("region", Fits.UNKNOWN, 0)]),
    ],
)
def test_regions_served(regions, expected):
    found = fit(_challenge(region="tama"), _solution(regions=frozenset(regions)), [])
    assert [(one.kind, one.fits, one.effect) for one in found] == expected


def test_what_is_expected_is_told_where_it_is_demanded():
    demanded = Criteria(demanded=frozenset({Kind.REGION}))
    (told,) = fit(_challenge(region="tama"), _solution(regions=frozenset({"tama"})), [], demanded)
    assert (told.kind, told.fits, told.mode, told.effect) == ("region", Fits.FOR, Mode.MUST, 0)


def test_field_and_site_count_where_they_are_the_same():
    challenge = _challenge(category="disaster", site_type="hospital")
    solution = _solution(
        categories=frozenset({"disaster"}), site_types=frozenset({"hospital", "school"})
    )
    assert [(one.kind, one.effect) for one in fit(challenge, solution, [])] == [
        ("category", 1),
        ("site_type", 1),
    ]
    assert fit(challenge, _solution(), []) == []


def test_certification_in_term_and_past_its_term():
    assert _one(_challenge(), _solution(), _fact(FactKind.CERTIFIED)) == (
        "certified",
        Fits.FOR,
        2,
    )
    ended = _fact(FactKind.CERTIFIED, in_term=False)
    assert _one(_challenge(), _solution(), ended) == ("certified", Fits.AGAINST, -2)


@pytest.mark.parametrize(("outcome", "effect"), [("full_use", 2), ("extend", 1), ("stop", -1)])
def test_outcomes_of_pilots(outcome, effect):
    found = judge(_challenge(), _solution(), [_fact(FactKind.PILOT_OUTCOME, value=outcome)])
    assert points(found) == effect


def test_nothing_asked_is_nothing_said():
    assert fit(_challenge(), _solution(), []) == []


def test_it_speaks_the_language_of_the_reader(application):
    challenge = _challenge(pilot_budget_yen=1_000)
    with using_language("en"):
        assert fit(challenge, _solution(price_yen=900), [])[0].label == "Within the budget"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"on_sale_since": date(2027, 4, 1)}, []),
        ({"on_sale_since": date(2027, 4, 2)}, [("start", Fits.AGAINST, -1)]),
        ({"not_on_sale": True}, [("start", Fits.AGAINST, -1)]),
        ({}, [("start", Fits.UNKNOWN, 0)]),
    ],
)
def test_sale_against_the_start_wished_for(application, changes, expected):
    found = fit(_challenge(desired_start=date(2027, 4, 1)), _solution(**changes), [])
    assert [(one.kind, one.fits, one.effect) for one in found] == expected


def test_what_is_switched_off_or_demanded_counts_nothing_and_is_shown(application):
    challenge = _challenge(readiness=7, pilot_budget_yen=1_000)
    solution = _solution(readiness=8, price_yen=900)
    criteria = Criteria(demanded=frozenset({Kind.READINESS}), switched_off=frozenset({Kind.BUDGET}))
    assert points(judge(challenge, solution, []), criteria) == 0
    told = {one.kind: (one.mode, one.effect) for one in fit(challenge, solution, [], criteria)}
    assert told == {"readiness": (Mode.MUST, 0), "budget": (Mode.SHOWN, 0)}
