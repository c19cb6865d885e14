"""Records that were frozen long ago hold as they did: the very texts and hashes of those days."""

from pathlib import Path
from typing import Any

import pytest

from foundation.audit import FrozenKind
from foundation.frozen import freeze, thaw
from matching.matcher.freezing.record import FROZEN_LISTS
from pitch.contests.rubric import CriterionContent, DescriptorContent, rubric_hash
from pitch.judging.results.record import FROZEN_RESULTS
from procurement.certification.grounds.evidence import FROZEN_DECISIONS

KINDS: dict[str, FrozenKind[Any]] = {
    "shortlist": FROZEN_LISTS,
    "result": FROZEN_RESULTS,
    "evidence": FROZEN_DECISIONS,
    # decisions of the time before rules of law had days, the latter also before evaluations had a hash
    "past": FROZEN_DECISIONS,
}
KEPT = sorted((Path(__file__).parent / "frozen").glob("*.json"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.name.split(".")[0])
def test_a_record_of_then_is_whole_and_can_be_read(file: Path):
    name, sha256 = file.stem.split(".")
    kind = KINDS[name]
    text = file.read_text()
    assert kind.problems_of(text, sha256) == []
    assert kind.problems_of(text.replace("見本", "別の", 1), sha256) == [
        "the hash does not belong to the content"
    ]
    if kind is not FROZEN_DECISIONS:
        assert freeze(thaw(text, kind.record)).text == text


def test_every_kind_has_a_record_of_then():
    assert {file.name.split(".")[0] for file in KEPT} == set(KINDS)


def test_a_rubric_has_the_hash_that_it_was_opened_with():
    rubric = [
        CriterionContent(
            name_ja=name,
            weight=weight,
            descriptors=[
                DescriptorContent(value=step, ja=f"{name}の段階{step}") for step in range(1, 6)
            ],
        )
        for name, weight in (("課題解決への有効性", 60), ("実現可能性", 40))
    ]
    assert rubric_hash(rubric) == "d463a8baeaa41d69f8072a0dd82a992a2734ceb251789089d5640bb383ef0202"
