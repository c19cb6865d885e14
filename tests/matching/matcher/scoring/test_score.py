"""The pure score: what it adds up, and that the order depends on nothing else."""

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.embedding.closeness import hubnesses, similarities
from matching.matcher.scoring.score import (
    DIGITS,
    EVIDENCE_SHARE,
    ORDINARY_WORDS,
    POINT,
    Candidate,
    coverage,
    evidence,
    ranked,
    word_weight,
)

similarity = st.floats(0.5, 1.0)
candidate = st.builds(
    Candidate,
    id=st.uuids(),
    cosine=similarity,
    hub=similarity,
    evidence=st.floats(0.0, 60.0),
    points=st.integers(-5, 8),
)
unembedded = st.builds(
    Candidate, id=st.uuids(), cosine=st.none(), hub=st.none(), evidence=st.floats(0.0, 60.0)
)
candidates = st.lists(st.one_of(candidate, unembedded), max_size=12, unique_by=lambda one: one.id)


def _id(number: int) -> UUID:
    return UUID(int=number)


def test_the_score_is_hub_corrected_cosine_and_a_share_of_evidence():
    (one,) = ranked([Candidate(_id(1), cosine=0.9, hub=0.85, evidence=5.0)])
    assert one.closeness == pytest.approx(0.95)
    assert one.score == pytest.approx(0.95 + EVIDENCE_SHARE * 5)


def test_a_solution_near_to_everything_loses_to_one_near_to_this():
    hub = Candidate(_id(1), cosine=0.90, hub=0.89, evidence=2.0)
    own = Candidate(_id(2), cosine=0.89, hub=0.83, evidence=2.0)
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
def test_more_evidence_never_costs_a_place(found):
    first = found[0]
    better = replace(first, evidence=60.0)
    before = next(one.rank for one in ranked(found) if one.id == first.id)
    after = next(one.rank for one in ranked([better, *found[1:]]) if one.id == first.id)
    assert after <= before


@given(st.lists(similarity, min_size=1, max_size=30), st.integers(1, 10))
def test_hubness_is_the_mean_of_the_nearest(values, neighbours):
    near = np.array([values], dtype=np.float32)
    expected = sorted(near[0].tolist(), reverse=True)[:neighbours]
    (found,) = hubnesses(near, neighbours=neighbours)
    assert found == pytest.approx(sum(expected) / len(expected), abs=1e-5)


def test_a_challenge_is_not_its_own_background():
    near = np.array([[0.9, 0.5, 0.7]], dtype=np.float32)
    assert hubnesses(near, without=0, neighbours=2) == pytest.approx([0.6])


def test_no_background_means_no_correction():
    assert hubnesses(np.zeros((2, 0), dtype=np.float32)).tolist() == [0.0, 0.0]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_a_solution_is_as_near_as_its_nearest_piece(lengths, seed):
    chance = np.random.default_rng(seed)
    documents = [chance.normal(size=(length, 8)).astype(np.float32) for length in lengths]
    challenges = chance.normal(size=(4, 8)).astype(np.float32)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.intp)
    found = similarities(np.concatenate(documents), starts, challenges)
    expected = [(one @ challenges.T).max(axis=0) for one in documents]
    assert found == pytest.approx(np.array(expected), abs=1e-5)


def test_points_move_the_score_by_a_stated_step_and_their_part_is_told():
    plain = Candidate(_id(1), 0.9, 0.85, 0.1)
    fitting = Candidate(_id(2), 0.9, 0.855, 0.1, points=2)
    first, second = ranked([plain, fitting])
    assert (first.id, first.rank_by_text, second.rank_by_text) == (_id(2), 2, 1)
    assert first.score == pytest.approx(first.text_score + 2 * POINT)
    assert [one.id for one in ranked([plain, fitting], point=0.0)] == [_id(1), _id(2)]


@given(st.lists(candidate, min_size=1, max_size=8, unique_by=lambda one: one.id), st.integers(0, 9))
def test_more_points_never_cost_a_place(found, more):
    first = found[0]
    better = replace(first, points=first.points + more)
    before = next(one.rank for one in ranked(found) if one.id == first.id)
    after = next(one.rank for one in ranked([better, *found[1:]]) if one.id == first.id)
    assert after <= before


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


@given(
    st.dictionaries(st.text(min_size=1, max_size=4), st.floats(0.01, 9), max_size=8),
    st.sets(st.text(min_size=1, max_size=4), max_size=8),
)
def test_evidence_is_the_weight_of_the_words_found(weights, words):
    expected = sum(weight for word, weight in weights.items() if word in words)
    assert evidence(weights, words) == pytest.approx(expected)


def test_a_long_text_meets_words_by_chance_and_is_damped():
    short = {"腰"} | {str(number) for number in range(ORDINARY_WORDS - 1)}
    long = short | {str(number) for number in range(100, 100 + 3 * ORDINARY_WORDS)}
    assert evidence({"腰": 5.0}, short) == 5.0
    assert evidence({"腰": 5.0}, long) == pytest.approx(2.5)
    assert evidence({"腰": 5.0}, set()) == 0.0


def test_a_word_of_the_same_sense_speaks_by_half_and_never_more_than_the_word():
    others = {"wheelchair": {"車椅子": 3.0, "車いす": 5.0}, "腰": {"腰部": 9.0}}
    assert evidence({"wheelchair": 8.0}, {"車椅子"}, others) == pytest.approx(1.5)
    assert evidence({"wheelchair": 8.0}, {"車椅子", "車いす"}, others) == pytest.approx(2.5)
    assert evidence({"wheelchair": 8.0}, {"wheelchair", "車椅子"}, others) == 8.0
    assert evidence({"腰": 4.0}, {"腰部"}, others) == pytest.approx(2.0)
    assert evidence({"肩": 4.0}, {"腰部"}, others) == 0.0
