"""Filters as expressions."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.search.engines.meilisearch.filters import expression, matches_nothing, quoted
from matching.search.engines.meilisearch.settings import our_settings
from matching.search.engines.port import Filter, Period
from matching.search.keys import Key
from tests.factories.meilisearch.finding import filter_test
from tests.factories.meilisearch.recordings import exchange

FILTERABLE = our_settings(None)["filterableAttributes"]
DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        (Filter(), None),
        (Filter(kinds=("solution", "challenge")), 'kind IN ["solution", "challenge"]'),
        (
            Filter(facets={"region": ("tama",), "category": ("a", "b")}),
            'category IN ["a", "b"] AND region IN ["tama"]',
        ),
        (Filter(without={"cannot": ("outdoor",), "region": ()}), 'cannot NOT IN ["outdoor"]'),
        (
            Filter(within={Period.OPEN: DAY}),
            "open_from <= 20261124 AND open_until >= 20261124",
        ),
        (
            Filter(outside={Period.CERTIFIED: DAY}),
            "(certified_from > 20261124 OR certified_until < 20261124)",
        ),
        (
            Filter(only=(Key("solution", UUID(int=1)),), besides=(Key("challenge", UUID(int=1)),)),
            'key IN ["solution-00000000-0000-0000-0000-000000000001"] AND '
            'key NOT IN ["challenge-00000000-0000-0000-0000-000000000001"]',
        ),
    ],
)
def test_each_part_of_a_filter_is_a_part_of_the_expression(filter, expected) -> None:
    assert expression(filter) == expected
    filter_test(expression(filter), FILTERABLE)


def test_values_are_escaped_as_recorded() -> None:
    recorded = exchange("search", "filter value with quotes and a backslash")["request"]["body"]
    value = quoted('a"b\\c')
    assert recorded["filter"] == f"status = {value}"


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_value_can_leave_its_quotes(code: str, other: str) -> None:
    written = expression(Filter(facets={"organisation": (code,)}))
    passes = filter_test(written, FILTERABLE)
    assert passes({"organisation": [code]})
    assert passes({"organisation": [other]}) is (other.lower() == code.lower())


def test_one_of_none_is_nothing() -> None:
    assert matches_nothing(Filter(only=()))
    assert matches_nothing(Filter(facets={"category": ()}))
    assert not matches_nothing(Filter(without={"category": ()}))
