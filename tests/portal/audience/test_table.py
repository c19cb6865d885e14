"""How `docs/audience.md` is read: what is not said is `no`."""

import pytest

from portal.roles import Role
from tests.portal.audience.table import VISITORS, subjects

TEXT = """## thing: open · closed

| field | everybody | own bureau | secretariat |
| --- | --- | --- | --- |
| `title` | yes | yes | yes |
| `price`, `note` | no | yes: certifier | yes |

## thing: draft

| field | own startup |
| --- | --- |
| `*` | yes |
"""


def test_a_column_that_is_left_out_means_no():
    draft = subjects(TEXT)["thing: draft"]
    assert draft.of("title") == draft.of("price") == {"member"}


def test_everybody_is_all_readers_and_a_row_may_name_some_more():
    closed = subjects(TEXT)["thing: closed"]
    assert closed.of("title") == frozenset(VISITORS)
    assert closed.of("price") == closed.of("note") == {"certifier", "secretariat"}


def test_a_heading_may_name_several_states():
    assert subjects(TEXT).keys() == {"thing: open", "thing: closed", "thing: draft"}


def test_every_role_is_looked_at_also_one_that_no_column_names():
    assert {role.value for role in Role} <= set(VISITORS)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("own startup |", "own start-up |"),
        ("| `*` | yes |", "| `*` | maybe |"),
        ("| `*` | yes |", "| `*` | yes: judge |"),
        ("| `*` | yes |", "| `*` | yes | no |"),
        ("| `*` | yes |", "| `*` | yes |\n| `*` | yes |"),
    ],
)
def test_what_is_not_written_as_explained_is_refused(written: str, wrong: str):
    with pytest.raises(ValueError, match="thing: draft"):
        subjects(TEXT.replace(written, wrong))
