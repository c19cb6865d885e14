"""What is stored of a text that somebody wrote."""

import pytest

from foundation.text import clean, cleaned, length_problem


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("  一行目\r\n二行目\r三行目 \n", "一行目\n二行目\n三行目"),
        ("表\tの\x00列\x07", "表\tの列"),
        ("会社\u202egnp.exe\u2066名", "会社gnp.exe名"),
        ("神ア㌔", "神ア㌔"),
        ("\x00 \r\n", ""),
    ],
)
def test_texts_keep_what_can_be_read(written: str, stored: str):
    assert clean(written) == stored
    assert cleaned(written) == (stored or None)


def test_a_text_at_its_limit_is_fine_and_one_beyond_is_counted():
    assert length_problem("あ" * 1000, 1000) is None
    assert "1,001" in str(length_problem("あ" * 1001, 1000))
    assert length_problem(None, 1) is None
