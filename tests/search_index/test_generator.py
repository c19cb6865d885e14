"""Made-up records: seeded, distinct, within the portal's limits, with the word frequencies of natural texts."""

import time
from collections import Counter

import pytest

from matching.challenges import content as challenge_content
from matching.solutions import content as solution_content
from matching.startups.company.kana import is_kana
from matching.text.tokens import word_set
from search_index import definitions
from search_index.generator.solutions import generated_challenges, generated_records
from search_index.generator.words import fields


@pytest.fixture(scope="module")
def records():
    return generated_records(3000)


def test_a_larger_number_begins_with_the_smaller(records):
    assert generated_records(200) == records[:200]
    assert generated_records(20, seed=1) != records[:20]
    assert generated_challenges(10) == generated_challenges(30)[:10]


def test_records_are_distinct(records):
    assert (
        len({one.id for one in records}) == len({(one.title, one.body) for one in records}) == 3000
    )
    assert len({one.startup.id for one in records}) == 1500
    assert len({one.startup.name_ja for one in records}) > 1300


def test_lengths_run_from_a_line_to_whole_records(records):
    lengths = sorted(len(one.body) for one in records)
    assert lengths[0] < 50 and lengths[-1] > 450
    assert 100 < lengths[1500] < 300


def test_everything_fits_the_fields_of_the_portal(records):
    limits = solution_content.LIMITS
    for one in records:
        for name in ("title_ja", "title_en", "problem_ja", "how_ja", "evidence_ja"):
            assert len(getattr(one, name)) <= limits[name]
        assert one.problem_ja and one.how_ja and 1 <= one.readiness <= 9
        assert is_kana(one.startup.name_kana), one.startup.name_kana
    for challenge in generated_challenges(300):
        for name in ("title_ja", "problem_ja", "process_ja", "affected_ja"):
            assert 0 < len(getattr(challenge, name)) <= challenge_content.LIMITS[name]


def test_all_codes_are_of_the_vocabulary_and_all_fields_occur(records):
    keys = {
        name: {term.key for term in getattr(definitions, name)()}
        for name in ("categories", "regions", "site_types", "conditions")
    }
    for one in records:
        assert set(one.categories) <= keys["categories"] and set(one.regions) <= keys["regions"]
        assert set(one.site_types) <= keys["site_types"] and one.site_types
        assert set(one.conditions) <= keys["conditions"]
    assert {code for one in records for code in one.categories} == {
        field["category"] for field in fields()
    }


def test_few_words_are_common_and_most_are_rare(records):
    frequencies = Counter(
        word for one in records for word in word_set([one.title, one.body])
    ).most_common()
    counts = [count for _, count in frequencies]
    assert len(counts) > 4000
    assert counts[0] > 1000 and counts[300] < counts[30] < counts[3]
    assert sum(count == 1 for count in counts) > len(counts) / 2


def test_many_are_made_in_a_few_seconds():
    started = time.monotonic()
    assert len(generated_records(5000)) == 5000
    # 100,000 in less than 20 seconds, with room for a machine that is busy.
    assert time.monotonic() - started < 4
