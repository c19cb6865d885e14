"""The evaluation's parts, and one whole run as a command."""

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from search_index.evaluation import generator
from search_index.evaluation.bm25 import Bm25
from search_index.evaluation.measures import (
    intervals,
    mean_interval,
    measures,
    reciprocal_ranks,
    share_ahead,
)
from search_index.evaluation.meilisearch import server as server_given
from search_index.evaluation.mistakes import mistyped
from search_index.evaluation.nested import FOLDS, REPEATS, Parts, nested
from search_index.evaluation.overlap import overlap
from search_index.evaluation.pairs import Solution, read_candidates, read_pairs, solution_id
from search_index.evaluation.questions import WRITTEN, Kind, other_questions, read_variants
from tests.factories.meilisearch import meilisearch_running

JUDGED = Path(generator.__file__).parent / "judged"
PAIRS = [JUDGED / "pairs.json", JUDGED / "pairs-hard.json"]


def test_places_become_means():
    found = measures([1, 2, None, 10])
    assert found.mrr == pytest.approx((1 + 0.5 + 0 + 0.1) / 4)
    assert (found.r1, found.r3, found.r5, found.r10) == (0.25, 0.5, 0.5, 0.75)


def test_nothing_cannot_be_measured():
    with pytest.raises(ValueError, match="nothing"):
        measures([])


def test_an_interval_holds_the_mean_and_is_a_point_where_all_are_alike():
    places = [1, 2, None, 10, 3, 1, 1, 4]
    low, high = intervals(places)["mrr"]
    assert 0 <= low < measures(places).mrr < high <= 1
    assert intervals([2] * 9)["mrr"] == (0.5, 0.5)
    assert mean_interval(reciprocal_ranks([2] * 9)) == (0.5, 0.5)


def test_ahead_counts_resamples_and_a_draw_is_not_ahead():
    ours, theirs = reciprocal_ranks([1] * 8), reciprocal_ranks([2] * 8)
    assert share_ahead(ours, theirs) == 1.0
    assert share_ahead(theirs, ours) == share_ahead(ours, ours) == 0.0


def test_made_up_solutions_are_the_same_each_time_and_a_larger_set_begins_with_the_smaller():
    assert generator.generated_solutions(50) == generator.generated_solutions(80)[:50]
    assert generator.generated_solutions(50) != generator.generated_solutions(50, seed=1)


def test_made_up_solutions_are_distinct_and_of_like_length():
    made_up = generator.generated_solutions(1000)
    real = [one.body for one in read_candidates(JUDGED / "distractors.json")]
    assert len({one.body for one in made_up}) == len({one.id for one in made_up}) == 1000
    assert mean(len(one.body) for one in made_up) == pytest.approx(
        mean(len(body) for body in real), rel=0.25
    )
    assert 0.1 < mean(not one.title for one in made_up) < 0.4


def test_pairs_may_lack_a_title():
    pairs = read_pairs(JUDGED / "pairs-hard.json")
    assert len(pairs) == 15 and any(pair.solution.title == "" for pair in pairs)


@pytest.mark.parametrize("content", ["{}", '[{"id": "x"}]', "[1]"])
@pytest.mark.parametrize("read", [read_pairs, read_variants])
def test_a_file_of_something_else_is_refused(tmp_path, content, read):
    path = tmp_path / "pairs.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"expected|lacks"):
        read(path)


def test_every_bundled_pair_is_asked_in_three_other_ways():
    pairs = [pair for path in PAIRS for pair in read_pairs(path)]
    variants = read_variants(JUDGED / "variants.json")
    assert sorted(row["pair_id"] for row in variants) == sorted(pair.name for pair in pairs)
    asked = other_questions(pairs, variants, seed=1)
    assert set(asked) == {*WRITTEN, Kind.TYPING_ERRORS}
    assert all(len(questions) == len(pairs) for questions in asked.values())
    texts = [one.text for questions in asked.values() for one in questions]
    assert len(set(texts)) == len(texts)
    assert all(one.text.isascii() for one in asked[Kind.ENGLISH])
    assert max(len(one.text) for one in asked[Kind.ONE_LINE]) <= 24
    assert not {pair.challenge for pair in pairs} & set(texts)


def test_variants_of_other_pairs_are_left_out():
    pairs = read_pairs(JUDGED / "pairs.json")[:2]
    rows = [{"pair_id": "none", "one_line": "x"}, {"pair_id": pairs[1].name, "one_line": "y"}]
    asked = other_questions(pairs, rows, seed=1)
    assert [one.text for one in asked[Kind.ONE_LINE]] == ["y"]
    assert Kind.ENGLISH not in asked


def test_typing_errors_are_the_same_each_time_and_small():
    for pair in read_pairs(JUDGED / "pairs.json"):
        wrong = mistyped(pair.challenge, 7)
        assert wrong == mistyped(pair.challenge, 7) != pair.challenge
        assert abs(len(wrong) - len(pair.challenge)) <= max(4, len(pair.challenge) // 7)
    assert mistyped("介護の記録", 1) != mistyped("介護の記録", 4) or mistyped("介護の記録", 2)


def test_bm25_finds_the_rarer_word_first_and_nothing_without_a_common_word():
    solutions = {
        solution_id(str(number)): Solution(solution_id(str(number)), "", body)
        for number, body in enumerate(["橋の点検", "点検の記録", "点検の予約", "給食の献立"])
    }
    found = Bm25(solutions).ranked("橋の点検")
    assert found[0] == solution_id("0") and len(found) == 3
    assert Bm25(solutions).ranked("量子") == []


def _parts(evidence: list[float], cosine: list[float]) -> Parts:
    ids = tuple(sorted(solution_id(str(number)) for number in range(len(cosine))))
    around = np.tile(np.linspace(0.9, 0.8, 8), (len(cosine), 1))
    return Parts(ids, np.array(cosine), around, np.array(evidence), ids[0])


def test_cross_validation_takes_words_where_they_help_and_leaves_them_where_they_do_not():
    helped = nested([_parts([20.0, 0.0, 0.0], [0.80, 0.82, 0.81])] * 12)
    assert helped.reciprocal == pytest.approx(np.ones(12))
    assert all(share > 0 for _, share in helped.chosen)
    harmed = nested([_parts([0.0, 20.0, 0.0], [0.83, 0.82, 0.81])] * 12)
    assert harmed.reciprocal == pytest.approx(np.ones(12))
    assert sum(harmed.chosen.values()) == FOLDS * REPEATS


def test_what_is_no_candidate_counts_nothing_and_few_pairs_are_refused():
    lost = _parts([0.0, 1.0], [0.8, 0.9])
    lost = Parts(lost.ids, lost.cosine, lost.around, lost.evidence, solution_id("elsewhere"))
    assert nested([lost] * FOLDS).reciprocal == pytest.approx(np.zeros(FOLDS))
    with pytest.raises(ValueError, match="at least"):
        nested([lost] * (FOLDS - 1))


def test_overlap_is_the_mean_share_of_what_both_have():
    a, b, c = (solution_id(name) for name in "abc")
    assert overlap([[a, b], [a]], [[b, a], [c]]) == 0.5
    assert overlap([[]], [[]]) == 0.0
    with pytest.raises(ValueError):
        overlap([], [])


def _run(
    *arguments: str, cache: Path, server: tuple[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("MEILISEARCH_")
    }
    if server is not None:
        environment |= {"MEILISEARCH_URL": server[0], "MEILISEARCH_KEY": server[1]}
    return subprocess.run(
        [sys.executable, "-m", "search_index.evaluation", *arguments],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**environment, "XDG_CACHE_HOME": str(cache)},
    )


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where vectors are kept for the whole run, whichever worker made them."""
    return tmp_path_factory.getbasetemp().parent / "evaluation-cache"


@pytest.mark.slow
def test_the_command_prints_json_alone_and_the_matcher_is_ahead_in_every_kind(cache):
    done = _run("--distractors", "0", "--json", cache=cache)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["pairs"] == 36 and answer["distractors"] == 0 and answer["candidates"] == 138
    assert set(answer["methods"]) == {"matcher", "keyword", "vector", "words"}
    assert set(answer["methods"]["matcher"]) == {"mrr", "r1", "r3", "r5", "r10"}
    assert answer["methods"]["matcher"]["mrr"] >= 0.75
    low, high = answer["intervals"]["matcher"]["mrr"]
    assert low < answer["methods"]["matcher"]["mrr"] < high
    assert all(answer["nested"]["ahead"][name] >= 0.9 for name in ("keyword", "vector"))
    assert all(answer["ahead"][name] >= 0.9 for name in ("keyword", "vector"))
    assert set(answer["kinds"]) == {"one_line", "english", "paraphrase", "typing_errors"}
    assert not any(kind["matcher_below_vector"] for kind in answer["kinds"].values())
    assert "no facts" in answer["note"]
    assert (cache / "king-salmon" / "evaluation-vectors.json").exists()


@pytest.mark.slow
def test_given_pairs_are_measured_without_the_bundled_ones_and_printed_as_tables(cache):
    done = _run("--pairs", str(PAIRS[1]), "--distractors", "10", cache=cache)
    assert done.returncode == 0, done.stderr
    assert "15 pairs among 25 solutions" in done.stdout
    assert "typing_errors" in done.stdout and "one_line" not in done.stdout


@pytest.mark.slow
def test_both_engines_agree_on_the_first_ten_and_meilisearch_is_measured_beside(cache):
    # A server of the recordings stands in where none is given.
    given = server_given()
    with nullcontext() if given else meilisearch_running() as running:
        address = given or (running.url, running.key)
        done = _run("--distractors", "20", "--json", cache=cache, server=address)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["overlap_of_first_ten"] >= 0.9
    assert answer["ahead"]["meilisearch"] >= 0.9
    assert answer["nested"]["ahead"]["meilisearch"] >= 0.9


def test_a_missing_file_is_said_and_nothing_printed(tmp_path):
    done = _run("--pairs", str(tmp_path / "none.json"), "--json", cache=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert "cannot read the pairs" in done.stderr
