"""E-mail addresses: the one rule of what is one, and the one form in which they are compared.

Forms, API, command line and mail ask here, so that whatever is accepted can be mailed, and whoever
counts, looks up or stores an address means the same account. PostgreSQL's `lower` is no such form: it
folds other letters than Python does.
"""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from foundation.i18n import gettext as _
from foundation.text import without_invisible

LONGEST_TYPED = 1000
"""Characters beyond which nothing is read: no address is so long, and folding takes its time."""


class NotAnAddress(ValueError):
    """The text is no address that a mail can go to."""


def read_address(text: str) -> str:
    """The address that a text names, as mail is sent to it: in ASCII, a domain of other letters in its
    IDNA form.

    Full-width letters and blanks around it are forgiven; the spelling of the local part is kept.

    Raises:
        NotAnAddress: it names none, or one where mail never arrives (no dot, `.local`, `.invalid`).
    """
    if len(text) > LONGEST_TYPED:
        raise NotAnAddress("too long")
    try:
        parsed = validate_email(
            _tidy(text), strict=True, check_deliverability=False, allow_smtputf8=False
        )
    except (EmailNotValidError, UnicodeError) as error:
        raise NotAnAddress(str(error)) from None
    return str(parsed.ascii_email)


def canonical(text: str) -> str:
    """The form in which addresses are counted, looked up and kept unique.

    Args:
        text: as typed or stored; what is no address keeps its letters but for ASCII case.
    """
    if len(text) > LONGEST_TYPED:
        return text
    try:
        return read_address(text).lower()
    except NotAnAddress:
        return "".join(sign.lower() if sign.isascii() else sign for sign in _tidy(text))


def is_address(text: str) -> bool:
    """Whether a text is one plain address as it travels, and nothing a mail program could read as more."""
    try:
        return read_address(text).lower() == text.lower() and text.isascii()
    except NotAnAddress:
        return False


def address_problem(text: str) -> str | None:
    """What is wrong with an address as typed; None if nothing is."""
    if not _tidy(text[:LONGEST_TYPED]):
        return _("メールアドレスを書いてください。")
    try:
        read_address(text)
    except NotAnAddress:
        return _("メールアドレスの形になっていません。例）tanaka@example.jp")
    return None


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", without_invisible(text)).strip()
