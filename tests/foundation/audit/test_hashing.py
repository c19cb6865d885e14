"""The hashes stay what they are, and see through the ways one value can be written."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.audit.hashing import GENESIS, canonical, chain_hash, content_hash, parse, plain


def test_equal_values_have_one_text():
    assert canonical({"b": 1, "a": [1.0, 1e2, -0.0, None, True]}) == canonical(
        {"a": [1, 100, 0, None, True], "b": 1}
    )
    assert canonical({"語": "課題\n"}) == '{"語":"課題\\n"}'.encode()


def test_different_values_have_different_texts():
    values = [None, "", "null", 0, False, "0", [], {}, [None], {"a": None}, 0.1, "0.1"]
    assert len({canonical(value) for value in values}) == len(values)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)  # fmt: skip


@given(json_values)
def test_the_text_survives_being_stored_and_read(value):
    assert canonical(parse(json.dumps(value))) == canonical(value)


def test_large_and_small_numbers_keep_their_value():
    assert canonical([1e300]) == canonical([10**300])
    assert canonical([1e-7]) == b"[0.0000001]"
    assert canonical(parse("[12345678901234567890.125]")) == b"[12345678901234567890.125]"


def test_plain_values_are_what_json_holds():
    given_ = {"id": UUID(int=1), "day": date(2026, 11, 24), "price": Decimal("1.50"), "t": [1, 2]}
    assert plain(given_) == {
        "id": "00000000-0000-0000-0000-000000000001",
        "day": "2026-11-24",
        "price": "1.50",
        "t": [1, 2],
    }


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(TypeError):
        plain({"x": object()})


def test_the_hashes_never_change():
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    content = {"at": at, "action": "challenge.publish", "after": {"state": "published"}}
    assert content_hash(content).hex() == (
        "5883bc23bc55f09d78fb57fc05acbb89fd4e82e2360d37af56205e9946ceb43e"
    )
    assert chain_hash(GENESIS, 1, 7, bytes(range(32)), at).hex() == (
        "bb921b4b4c5baa5797ed53a7fa36445ec9ffa0a44dae0fcffc459b090fe8d2e2"
    )
