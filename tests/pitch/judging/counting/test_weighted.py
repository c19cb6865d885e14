"""Weighted means and the order of entries."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitch.judging.counting.weighted import Ballot, Criterion, ScoringError, display, score_entries

USE = Criterion("use", 3, 1, 5)
NEW = Criterion("new", 2, 1, 5)
TEAM = Criterion("team", 2, 1, 5)
RUBRIC = (TEAM, USE, NEW)


def ballot(judge, entry, use, new, team, *, recused=False):
    return Ballot(judge, entry, {"use": use, "new": new, "team": team}, recused)


def by_entry(scores):
    return {score.entry: score for score in scores}


def test_weighted_mean_by_hand():
    (score,) = score_entries(RUBRIC, [ballot("A", "e", 5, 3, 4), ballot("B", "e", 4, 2, 4)])
    assert score.means == {"use": Fraction(9, 2), "new": Fraction(5, 2), "team": Fraction(4)}
    assert score.total == Fraction(3 * 9 + 2 * 5 + 2 * 8, 2 * 7)
    assert display(score.total) == "3.79"
    assert (score.ballots, score.rank, score.tied) == (2, 1, False)


def test_recused_ballots_do_not_count():
    scores = by_entry(
        score_entries(RUBRIC, [ballot("A", "e", 5, 5, 5), ballot("B", "e", 1, 1, 1, recused=True)])
    )
    assert scores["e"].total == 5
    assert scores["e"].ballots == 1


def test_a_missing_cell_leaves_the_other_cells_of_the_ballot():
    (score,) = score_entries(RUBRIC, [ballot("A", "e", 5, None, 3), ballot("B", "e", 3, 2, 3)])
    assert score.means == {"use": 4, "new": 2, "team": 3}
    assert score.ballots == 2


def test_a_criterion_nobody_scored_leaves_no_total_and_no_rank():
    scores = score_entries(
        RUBRIC, [ballot("A", "half", 5, None, 5), ballot("A", "whole", 1, 1, 1)], ["nobody"]
    )
    assert [score.entry for score in scores] == ["whole", "half", "nobody"]
    assert [score.rank for score in scores] == [1, None, None]
    assert scores[1].total is None
    assert scores[1].means["new"] is None
    assert scores[2].ballots == 0


def test_empty_ballots_are_no_ballots():
    (score,) = score_entries(RUBRIC, [Ballot("A", "e", {}), ballot("B", "e", None, None, None)])
    assert score.ballots == 0


def test_equal_totals_go_by_the_heaviest_criterion():
    # 3×5+2×1+2×3 = 3×3+2×4+2×3 = 23
    scores = score_entries(RUBRIC, [ballot("A", "b", 3, 4, 3), ballot("A", "a2", 5, 1, 3)])
    assert [score.entry for score in scores] == ["a2", "b"]
    assert [score.rank for score in scores] == [1, 2]
    assert [score.decided_by for score in scores] == ["use", "use"]


def test_criteria_of_equal_weight_go_in_published_order():
    scores = score_entries(RUBRIC, [ballot("A", "a", 3, 4, 2), ballot("A", "b", 3, 2, 4)])
    assert [score.entry for score in scores] == ["b", "a"]
    assert scores[0].decided_by == "team"


def test_true_equals_share_a_rank_and_the_next_is_left_out():
    scores = score_entries(
        RUBRIC,
        [
            ballot("A", "z", 5, 5, 5),
            ballot("A", "m", 3, 3, 3),
            ballot("A", "k", 3, 3, 3),
            ballot("A", "a", 1, 1, 1),
        ],
    )
    assert [(score.entry, score.rank, score.tied) for score in scores] == [
        ("z", 1, False),
        ("k", 2, True),
        ("m", 2, True),
        ("a", 4, False),
    ]
    assert all(score.decided_by is None for score in scores)


def test_more_ballots_break_no_tie():
    scores = by_entry(
        score_entries(
            RUBRIC,
            [ballot("A", "a", 3, 3, 3), ballot("A", "b", 3, 3, 3), ballot("B", "b", 3, 3, 3)],
        )
    )
    assert scores["a"].rank == scores["b"].rank == 1


def test_what_looks_equal_rounded_is_not_equal():
    one = Criterion("one", 1, 0, 10)
    ballots = [Ballot(f"j{n}", "a", {"one": 7}) for n in range(300)]
    ballots += [Ballot(f"j{n}", "b", {"one": 7 if n else 8}) for n in range(300)]
    first, second = score_entries([one], ballots)
    assert (first.entry, first.rank) == ("b", 1)
    assert (second.entry, second.rank) == ("a", 2)
    assert display(first.total) == display(second.total) == "7.00"


def test_no_ballots():
    assert score_entries(RUBRIC, []) == []


@pytest.mark.parametrize(
    ("criteria", "ballots", "message"),
    [
        ([], [], "at least one"),
        ([USE, USE], [], "same key"),
        ([Criterion("x", 0, 1, 5)], [], "below 1"),
        ([Criterion("x", 1, 5, 5)], [], "empty"),
        ([USE, Criterion("x", 1, 0, 10)], [], "different scales"),
        ([USE], [Ballot("A", "e", {"use": 6})], "outside"),
        ([USE], [Ballot("A", "e", {"use": 0})], "outside"),
        ([USE], [Ballot("A", "e", {"other": 3})], "no criterion"),
        ([USE], [Ballot("A", "e", {"use": 3}), Ballot("A", "e", {"use": 4})], "two ballots"),
    ],
)
def test_what_cannot_be_counted_is_refused(criteria, ballots, message):
    with pytest.raises(ScoringError, match=message):
        score_entries(criteria, ballots)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Fraction(4), "4.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1, 200), "0.01"),
        (Fraction(2005, 1000), "2.01"),
        (Fraction(99999, 10000), "10.00"),
    ],
)
def test_display(value, text):
    assert display(value) == text


@given(st.fractions(0, 100, max_denominator=10**6))
def test_display_is_the_nearest_with_halves_up(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    shown = Decimal(display(value))
    assert abs(Fraction(shown) - value) <= Fraction(1, 200)
    if Fraction(exact) == value:
        assert shown == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


SCORE = st.integers(1, 5)
WEIGHTS = st.lists(st.integers(1, 10), min_size=1, max_size=4)


@st.composite
def contests(draw, *, whole=False):
    """A rubric and ballots, some cells missing and some judges recused unless whole."""
    rubric = [Criterion(f"c{n}", weight, 1, 5) for n, weight in enumerate(draw(WEIGHTS))]
    cell = SCORE if whole else st.one_of(st.none(), SCORE)
    ballots = [
        Ballot(
            f"j{judge}",
            f"e{entry}",
            {criterion.key: draw(cell) for criterion in rubric},
            False if whole else draw(st.booleans()),
        )
        for judge in range(draw(st.integers(1, 4)))
        for entry in range(draw(st.integers(1, 5)) if not whole else 3)
    ]
    return rubric, ballots


@given(contest=contests(whole=True))
def test_whole_ballots_may_be_weighted_first(contest):
    rubric, ballots = contest
    weights = sum(criterion.weight for criterion in rubric)
    for score in score_entries(rubric, ballots):
        own = [b for b in ballots if b.entry == score.entry]
        each = [Fraction(sum(c.weight * b.scores[c.key] for c in rubric), weights) for b in own]
        assert score.total == sum(each) / len(own)


@given(contest=contests(), data=st.data())
def test_order_of_ballots_does_not_matter(contest, data):
    rubric, ballots = contest
    shuffled = data.draw(st.permutations(ballots))
    assert score_entries(rubric, ballots) == score_entries(rubric, shuffled)


@given(contest=contests())
def test_totals_stay_on_the_scale_and_ranks_fit_them(contest):
    rubric, ballots = contest
    scores = score_entries(rubric, ballots)
    ranked = [score for score in scores if score.rank is not None]
    assert scores[: len(ranked)] == ranked
    for place, score in enumerate(ranked, start=1):
        assert 1 <= score.total <= 5
        assert score.rank <= place
        assert score.tied == (sum(other.rank == score.rank for other in ranked) > 1)
    for better, worse in pairwise(ranked):
        assert better.total >= worse.total
        assert worse.rank == better.rank or worse.rank == ranked.index(worse) + 1


@given(contest=contests(), factor=st.integers(2, 9))
def test_only_proportions_of_weights_matter(contest, factor):
    rubric, ballots = contest
    scaled = [Criterion(c.key, c.weight * factor, c.minimum, c.maximum) for c in rubric]
    assert score_entries(rubric, ballots) == score_entries(scaled, ballots)


@given(contest=contests(whole=True))
def test_a_better_score_never_worsens_a_rank(contest):
    rubric, ballots = contest
    key = rubric[0].key
    first = ballots[0]
    better = Ballot(first.judge, first.entry, {**first.scores, key: 5})
    before = by_entry(score_entries(rubric, ballots))[first.entry]
    after = by_entry(score_entries(rubric, [better, *ballots[1:]]))[first.entry]
    assert after.rank <= before.rank
    assert after.total >= before.total
