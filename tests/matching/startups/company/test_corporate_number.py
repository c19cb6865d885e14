"""Corporate numbers, as people type them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching.startups.company.corporate_number import (
    CorporateNumberError,
    Reason,
    parse_corporate_number,
    with_check_digit,
)

BASES = st.text(alphabet="0123456789", min_size=12, max_size=12)
# the number of the example in the National Tax Agency's explanation of the check digit, and the Agency's own
KNOWN = ("8700110005901", "7000012050002")


@pytest.mark.parametrize("number", KNOWN)
def test_known_numbers(number):
    assert parse_corporate_number(number) == number
    assert with_check_digit(number[1:]) == number


@pytest.mark.parametrize(
    "text",
    [
        "７００００１２０５０００２",
        "7-0000-1205-0002",
        "７－００００－１２０５－０００２",
        "7 0000 1205 0002",
        "7000012050002\n",
        "　7000012050002　",
        "7‐0000–1205−0002",
        "7ー0000ー1205ー0002",
        "T7000012050002",
        "Ｔ７００００１２０５０００２",
        "t-7000012050002",
    ],
)
def test_accepted_writings(text):
    assert parse_corporate_number(text) == "7000012050002"


@pytest.mark.parametrize(
    ("text", "reason", "length"),
    [
        ("", Reason.EMPTY, 0),
        ("   ", Reason.EMPTY, 0),
        ("T", Reason.EMPTY, 0),
        ("700001205000", Reason.LENGTH, 12),
        ("70000120500021", Reason.LENGTH, 14),
        ("000012050002", Reason.LENGTH, 12),
        ("7000012050003", Reason.CHECK_DIGIT, 13),
        ("0000012050002", Reason.CHECK_DIGIT, 13),
        ("7000012o50002", Reason.DIGITS, 12),
        ("七〇〇〇〇一二〇五〇〇〇二", Reason.DIGITS, 0),
        ("TT7000012050002", Reason.DIGITS, 13),
        ("7000012050002T", Reason.DIGITS, 13),
        ("٧٠٠٠٠١٢٠٥٠٠٠٢", Reason.DIGITS, 13),
        ("株式会社見本", Reason.DIGITS, 0),
    ],
)
def test_refused_with_a_reason(text, reason, length):
    with pytest.raises(CorporateNumberError) as caught:
        parse_corporate_number(text)
    assert caught.value.reason is reason
    assert caught.value.length == length


@given(base=BASES)
def test_check_digit_is_never_zero_and_is_accepted(base):
    number = with_check_digit(base)
    assert number[0] in "123456789"
    assert parse_corporate_number(number) == number


@given(base=BASES, place=st.integers(0, 12), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(base, place, digit):
    number = with_check_digit(base)
    wrong = number[:place] + digit + number[place + 1 :]
    assume(wrong != number)
    # the check is modulo nine, and nine times any weight drops out: 0 and 9 look alike
    assume({number[place], digit} != {"0", "9"})
    with pytest.raises(CorporateNumberError) as caught:
        parse_corporate_number(wrong)
    assert caught.value.reason is Reason.CHECK_DIGIT


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_reason(text):
    try:
        number = parse_corporate_number(text)
    except CorporateNumberError as error:
        assert error.reason in Reason
    else:
        assert parse_corporate_number(number) == number
        assert len(number) == 13


@pytest.mark.parametrize(
    "base", ["", "12345678901", "1234567890123", "１２３４５６７８９０１２", "12345678901x"]
)
def test_base_number_has_twelve_digits(base):
    with pytest.raises(ValueError, match="12 digits"):
        with_check_digit(base)
