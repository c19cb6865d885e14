"""Bands of other models: by how widely they spread what does not belong together."""

import numpy as np
import pytest

from matching.embedding.calibration import SMALLEST_SPREAD, nearness, spread
from matching.embedding.closeness import closeness, hubness
from matching.embedding.texts import passage_texts, text_hash
from matching.search.index.vectors import background_keys, bundled_background
from search_index.definitions import ordinary_solutions


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def _bundled() -> tuple[np.ndarray, list[np.ndarray]]:
    vectors = bundled_background().vectors
    return np.array([vectors[key] for key in background_keys()]), [
        np.array([vectors[text_hash("passage", text)] for text in passage_texts(*row)])
        for row in ordinary_solutions()
    ]


def test_it_is_the_closeness_of_pages():
    chance = np.random.default_rng(1)
    challenges = _unit(chance.normal(size=(8, 5)))
    solutions = [_unit(chance.normal(size=(pieces, 5))) for pieces in (1, 2, 3)]
    found = nearness(challenges, solutions)
    others = np.delete(challenges, 2, axis=0)
    close = [
        closeness(float((pieces @ challenges[2]).max()), hubness((others @ pieces.T).max(axis=1)))
        for pieces in solutions
    ]
    assert found.shape == (3, 8)
    assert np.allclose(found[:, 2], np.array(close) - np.mean(close))


def test_few_ordinary_solutions_are_called_near_with_the_model_in_the_package():
    found = nearness(*_bundled())
    assert 0.02 < spread(*_bundled()) < 0.03
    assert 0.03 < (found >= 0.04).mean() < 0.08
    assert (found >= 0.07).mean() < 0.012


@pytest.mark.parametrize("factor", [0.5, 0.9])
def test_a_model_that_spreads_less_has_narrower_bands(factor):
    challenges, solutions = _bundled()

    def nearer(rows: np.ndarray) -> np.ndarray:
        # One more dimension that all share brings everything closer together.
        shared = np.full((len(rows), 1), np.sqrt(1 - factor))
        return np.hstack([rows * np.sqrt(factor), shared])

    narrow = spread(nearer(challenges), [nearer(pieces) for pieces in solutions])
    assert narrow == pytest.approx(factor * spread(challenges, solutions), rel=1e-3)


def test_a_model_that_tells_nothing_apart_calls_nothing_near():
    same = np.ones((4, 1), np.float32)
    assert spread(same, [same[:1], same[:1]]) == SMALLEST_SPREAD
