"""One rule of addresses, and one form in which they are compared."""

import string
import sys
import time

import pytest

from foundation.email_address import (
    NotAnAddress,
    address_problem,
    canonical,
    is_address,
    read_address,
)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("tanaka@example.jp", "tanaka@example.jp"),
        (" Tanaka.Taro+shi@EXAMPLE.jp ", "Tanaka.Taro+shi@example.jp"),
        ("ｔａｎａｋａ＠ｅｘａｍｐｌｅ．ｊｐ", "tanaka@example.jp"),
        ("tanaka@例え。jp", "tanaka@xn--r8jz45g.jp"),
        ("tanaka@xn--r8jz45g.jp", "tanaka@xn--r8jz45g.jp"),
        ("tana\u200bka@exam\u00adple.jp\ufeff", "tanaka@example.jp"),
    ],
)
def test_an_address_is_read_as_mail_goes_to_it(typed: str, address: str):
    assert read_address(typed) == address
    assert address_problem(typed) is None
    assert canonical(typed) == address.lower()
    assert is_address(address)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tanaka",
        "ta..naka@example.jp",
        ".tanaka@example.jp",
        "tanaka.@example.jp",
        "tanaka@example",
        "tanaka@-example.jp",
        "tanaka@example-.jp",
        "tanaka@ex_ample.jp",
        "tanaka@example.jp.",
        f"{'x' * 65}@example.jp",
        f"x@{'y' * 64}.jp",
        f"x@{'y.' * 126}jp",
        "tanaka@[192.0.2.1]",
        '"ta naka"@example.jp',
        "Tanaka <tanaka@example.jp>",
        "a@example.jp,b@example.jp",
        "tanaka@example.jp\nBcc: b@example.jp",
        "shİnsain@example.jp",
        "田中@example.jp",
        "tanaka@xn--zzzz.jp",
        "tanaka@example.invalid",
        "tanaka@server.local",
        "\ud800@example.jp",
    ],
)
def test_what_can_never_be_mailed_is_no_address(typed: str):
    assert address_problem(typed)
    assert not is_address(typed)
    with pytest.raises(NotAnAddress):
        read_address(typed)


@pytest.mark.parametrize("sign", ["\ufdfa", "あ", "a\u0301", "b.", " "])
def test_no_text_keeps_the_server_busy(sign: str):
    start = time.perf_counter()
    text = f"a@{sign * 300_000}.jp"
    assert canonical(text) == text
    assert address_problem(text)
    assert time.perf_counter() - start < 0.5


def test_only_spellings_of_one_address_share_its_form():
    """Any character in place of a letter: it is that letter, or another form and another account."""
    for letter in string.ascii_lowercase:
        plain = f"sh{letter}nsain@example.jp"
        for spelling in (plain, plain.upper(), plain.replace(letter, letter.upper(), 1)):
            assert canonical(spelling) == plain
    forms = {canonical(f"sh{chr(code)}n@example.jp") for code in range(0x20, 0x3000)}
    assert all(canonical(form) == form for form in forms)
    assert all(form.isascii() or not is_address(form) for form in forms)


@pytest.mark.parametrize("start", range(0, 0x11000, 0x4000))
def test_the_form_of_a_form_is_itself(start: int):
    for code in range(start, min(start + 0x4000, sys.maxunicode)):
        form = canonical(f"a{chr(code)}@{chr(code)}.jp")
        assert canonical(form) == form
