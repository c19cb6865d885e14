"""The pure score: what it adds up, and that the order depends on nothing else."""

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.matcher.score import (
    COVERAGE_SHARE,
    DIGITS,
    Candidate,
    coverage,
    hubness,
    ranked,
    word_weight,
)

similarity = st.floats(0.5, 1.0)
candidate = st.builds(
    Candidate,
    id=st.uuids(),
    cosine=similarity,
    hub=similarity,
    coverage=st.floats(0.0, 1.0),
)
unembedded = st.builds(
    Candidate, id=st.uuids(), cosine=st.none(), hub=st.none(), coverage=st.floats(0.0, 1.0)
)
candidates = st.lists(st.one_of(candidate, unembedded), max_size=12, unique_by=lambda one: one.id)


def _id(number: int) -> UUID:
    return UUID(int=number)


def test_the_score_is_hub_corrected_cosine_and_a_share_of_coverage():
    (one,) = ranked([Candidate(_id(1), cosine=0.9, hub=0.85, coverage=0.5)])
    assert one.closeness == pytest.approx(0.95)
    assert one.score == pytest.approx(0.95 + COVERAGE_SHARE * 0.5)


def test_a_solution_near_to_everything_loses_to_one_near_to_this():
    hub = Candidate(_id(1), cosine=0.90, hub=0.89, coverage=0.2)
    own = Candidate(_id(2), cosine=0.89, hub=0.83, coverage=0.2)
    assert [one.id for one in ranked([hub, own])] == [_id(2), _id(1)]


def test_equal_scores_come_in_the_order_of_ids():
    equal = [Candidate(_id(number), 0.9, 0.85, 0.1) for number in (3, 1, 2)]
    assert [one.id for one in ranked(equal)] == [_id(1), _id(2), _id(3)]


def test_differences_below_the_rounding_are_ties():
    near = [Candidate(_id(2), 0.900001, 0.85, 0.1), Candidate(_id(1), 0.9, 0.85, 0.1)]
    assert [one.id for one in ranked(near)] == [_id(1), _id(2)]


def test_without_its_vector_a_solution_stands_where_its_words_put_it():
    known = [Candidate(_id(number), 0.95 - number / 100, 0.85, number / 10) for number in (1, 2, 3)]
    waiting = Candidate(_id(9), None, None, 1.0)
    found = ranked([*known, waiting])
    assert found[0].id == _id(9) and found[0].closeness is None
    assert found[0].rank_by_meaning is None and found[0].rank_by_words == 1


def test_without_any_vector_words_alone_decide():
    found = ranked([Candidate(_id(1), None, None, 0.2), Candidate(_id(2), None, None, 0.6)])
    assert [one.id for one in found] == [_id(2), _id(1)]


@given(candidates, st.randoms())
def test_the_order_of_input_does_not_matter(found, chance):
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert ranked(shuffled) == ranked(found)


@given(candidates)
def test_places_are_complete_and_follow_the_rounded_score(found):
    order = ranked(found)
    assert [one.rank for one in order] == list(range(1, len(found) + 1))
    keys = [(-one.score, one.id) for one in order]
    assert keys == sorted(keys)
    assert all(one.score == round(one.score, DIGITS) for one in order)


@given(st.lists(candidate, min_size=1, max_size=8, unique_by=lambda one: one.id))
def test_more_coverage_never_costs_a_place(found):
    first = found[0]
    better = Candidate(first.id, first.cosine, first.hub, 1.0)
    before = next(one.rank for one in ranked(found) if one.id == first.id)
    after = next(one.rank for one in ranked([better, *found[1:]]) if one.id == first.id)
    assert after <= before


@given(st.lists(similarity, min_size=1, max_size=30), st.integers(1, 10))
def test_hubness_is_the_mean_of_the_nearest(values, neighbours):
    array = np.array(values, dtype=np.float32)
    expected = sorted(array.tolist(), reverse=True)[:neighbours]
    assert hubness(array, neighbours) == pytest.approx(sum(expected) / len(expected), abs=1e-5)


def test_no_background_means_no_correction():
    assert hubness(np.array([], dtype=np.float32)) == 0.0


@given(
    st.dictionaries(st.text(min_size=1, max_size=4), st.floats(0.01, 9), max_size=8),
    st.sets(st.text(min_size=1, max_size=4), max_size=8),
)
def test_coverage_is_a_share(weights, words):
    share = coverage(weights, words)
    assert 0.0 <= share <= 1.0
    assert coverage(weights, words | set(weights)) == (1.0 if weights else 0.0)


def test_rare_words_weigh_more():
    assert word_weight(1000, 1) > word_weight(1000, 10) > word_weight(1000, 1000) > 0
