"""The evaluation's parts, and one whole run as a command."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest

from search_index.evaluation import generator
from search_index.evaluation.measures import measures
from search_index.evaluation.pairs import read_candidates, read_pairs

JUDGED = Path(generator.__file__).parent / "judged"


def test_places_become_means():
    found = measures([1, 2, None, 10])
    assert found.mrr == pytest.approx((1 + 0.5 + 0 + 0.1) / 4)
    assert (found.r1, found.r3, found.r5, found.r10) == (0.25, 0.5, 0.5, 0.75)


def test_nothing_cannot_be_measured():
    with pytest.raises(ValueError, match="nothing"):
        measures([])


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
def test_a_file_of_something_else_is_refused(tmp_path, content):
    path = tmp_path / "pairs.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"expected|lacks"):
        read_pairs(path)


def _run(*arguments: str, cache: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "search_index.evaluation", *arguments],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
    )


@pytest.mark.slow
def test_the_command_prints_json_alone_and_the_matcher_is_not_below_the_vector(tmp_path):
    done = _run(
        "--pairs",
        str(JUDGED / "pairs.json"),
        "--candidates",
        str(JUDGED / "pairs-hard.json"),
        "--distractors",
        "40",
        "--json",
        cache=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["pairs"] == 21 and answer["distractors"] == 40
    assert set(answer["methods"]) == {"matcher", "keyword", "vector"}
    assert set(answer["methods"]["matcher"]) == {"mrr", "r1", "r3", "r5", "r10"}
    matcher, vector = answer["methods"]["matcher"], answer["methods"]["vector"]
    assert matcher["mrr"] >= max(0.85, vector["mrr"])
    assert (tmp_path / "king-salmon" / "evaluation-vectors.json").exists()


def test_a_missing_file_is_said_and_nothing_printed(tmp_path):
    done = _run("--pairs", str(tmp_path / "none.json"), "--json", cache=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert "cannot read the pairs" in done.stderr
