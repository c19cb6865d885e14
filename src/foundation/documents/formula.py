"""Text that a spreadsheet would run as a formula when it opens a CSV file.

Open data must say what the record says, so such text is refused where it is typed (forms ask
`begins_formula`), and not altered when it is published. What reaches a file all the same, from an older
record, is disarmed with an apostrophe: a reader's computer weighs more than one leading sign.
"""

import re

# as OWASP's "CSV Injection" lists them, the full-width forms included, behind any white space
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠−]|[\t\r\n]")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take this text for a formula: refuse it in forms whose text is published."""
    return _FORMULA.match(text) is not None


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet runs: unchanged, or behind an apostrophe."""
    return f"'{text}" if begins_formula(text) else text
