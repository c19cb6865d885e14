"""What is asked of names and addresses, whoever sends them."""

import re
from uuid import UUID

from foundation.database import execute, require_transaction
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.identity.tables import EMAIL_LENGTH, NAME_LENGTH

# One @, no spaces or controls, a dot in the domain: whether it is theirs, only a mail can tell.
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def email_problem(email: str) -> str | None:
    """What is wrong with an e-mail address; None if nothing is."""
    address = email.strip()
    if not address:
        return _("メールアドレスを書いてください。")
    if len(address) > EMAIL_LENGTH or not address.isascii() or not _EMAIL.fullmatch(address):
        return _("メールアドレスの形になっていません。例）tanaka@example.jp")
    return None


def name_problem(name: str) -> str | None:
    """What is wrong with a person's name; None if nothing is."""
    text = name.strip()
    if not text:
        return _("氏名を書いてください。")
    if len(text) > NAME_LENGTH:
        return _("氏名は%(most)s文字以内にしてください。", most=NAME_LENGTH)
    if _CONTROL.search(text):
        return _("氏名に改行などの制御文字を含めないでください。")
    return None


def require(problems: dict[str, str | None]) -> None:
    """Raise `Invalid` with the problems there are."""
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise Invalid(found)


async def lock_email(email: str) -> None:
    """Let one transaction at a time decide what becomes of an address."""
    require_transaction()
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", email.strip().lower())


def same(first: UUID | None, second: UUID | None) -> bool:
    """Both are the same record; two missing ones are not."""
    return first is not None and first == second
