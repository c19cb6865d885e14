"""The corporate number (法人番号) that the National Tax Agency gives each legal person: 13 digits."""

import re
import unicodedata
from enum import StrEnum

from stdnum.exceptions import InvalidChecksum
from stdnum.jp import cn

LENGTH = 13
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—―−ーｰ]")


class Reason(StrEnum):
    """Why a text is no corporate number."""

    EMPTY = "empty"
    DIGITS = "digits"  # something other than digits, spaces, hyphens and a leading T
    LENGTH = "length"  # not 13 digits
    CHECK_DIGIT = "check_digit"  # the first digit does not fit the other twelve: a slip of typing


class CorporateNumberError(ValueError):
    """A text that is no corporate number.

    Args:
        reason: which rule it breaks.
        length: the number of digits found, for the message to the person.
    """

    def __init__(self, reason: Reason, length: int) -> None:
        super().__init__(f"not a corporate number ({reason}, {length} digits)")
        self.reason = reason
        self.length = length


def parse_corporate_number(text: str) -> str:
    """Read a corporate number as people write it.

    Full-width digits, spaces and hyphens are accepted, and so is the number of a qualified invoice issuer
    (登録番号), which for a legal person is T and its corporate number. Whether the number has been given
    to anyone is not known here.

    Args:
        text: as typed.

    Returns:
        13 ASCII digits.

    Raises:
        CorporateNumberError: with the reason.
    """
    compact = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper().removeprefix("T")
    if not compact:
        raise CorporateNumberError(Reason.EMPTY, 0)
    if not (compact.isascii() and compact.isdigit()):
        raise CorporateNumberError(Reason.DIGITS, sum(c.isdigit() for c in compact))
    if len(compact) != LENGTH:
        raise CorporateNumberError(Reason.LENGTH, len(compact))
    try:
        return str(cn.validate(compact))
    except InvalidChecksum:
        raise CorporateNumberError(Reason.CHECK_DIGIT, LENGTH) from None


def with_check_digit(base: str) -> str:
    """The corporate number of a 12-digit base number, as sample data need it.

    Args:
        base: 12 ASCII digits.

    Raises:
        ValueError: not 12 digits.
    """
    if not re.fullmatch(r"[0-9]{12}", base):
        raise ValueError(f"a base number has 12 digits, not {base!r}")
    return f"{cn.calc_check_digit(base)}{base}"
