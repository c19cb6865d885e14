"""What is known of a kind stands in its record, and nowhere else."""

from uuid import UUID

import pytest

from foundation.i18n import using_language
from matching.search import kinds
from matching.search.index.indexing import embedded_texts
from matching.search.typed.filters import KIND, filter_called, read_values, value_of

ONE = UUID(int=1)


@pytest.mark.parametrize("kind", kinds.RECORDS.values(), ids=kinds.KINDS)
def test_every_name_of_a_kind_narrows_a_search_to_it(kind: kinds.DocumentKind) -> None:
    kind_of = filter_called(KIND)
    assert kind_of is not None
    for written in (kind.key, *kind.many, *kind.aliases):
        assert read_values(kind_of, written) == (kind.key,)
    assert (value_of(KIND, kind.key).ja, value_of(KIND, kind.key).en) == kind.many


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_only_what_is_compared_is_embedded(kind: str) -> None:
    assert bool(embedded_texts(kind, "題名", "本文")) is (kind in kinds.COMPARED)


def test_a_kind_is_named_in_the_language_of_the_reader_and_has_a_page() -> None:
    with using_language("en"):
        assert (kinds.kind_label("contest"), kinds.one_label("contest")) == ("Contests", "Contest")
    assert kinds.one_label("contest") == "コンテスト"
    assert kinds.address_of("contest", ONE) == f"/contests/{ONE}"
