"""Text that a spreadsheet would run as a formula when it opens a CSV file.

Records keep such text as it was typed ("-5℃まで使えます", "@Home"), and pages, JSON and PDF show it so.
In a CSV file every text is disarmed with an apostrophe where it has to be: a reader's computer weighs
more than one leading sign, and no record is refused for it.
"""

import re

# as OWASP's "CSV Injection" lists them, the full-width forms included, behind any white space
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠−]|[\t\r\n]")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula."""
    return _FORMULA.match(text) is not None


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet runs: unchanged, or behind an apostrophe."""
    return f"'{text}" if begins_formula(text) else text
