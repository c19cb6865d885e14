"""What a document can be found by beside its words."""

from matching.text.searched import LONGEST_ENDING, codes


def test_a_code_is_found_whole_in_parts_and_by_its_endings():
    assert codes("C-2026-031") == {"c-2026-031", "2026-031", "2026", "031"}


def test_a_text_of_joints_alone_has_no_endless_endings():
    found = codes("1-" * 10_000 + "1")
    assert sum(map(len, found)) < 21_000 + LONGEST_ENDING**2
