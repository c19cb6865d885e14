"""Passwords: what is asked of them, and argon2id kept off the event loop.

Source of the rules: NIST SP 800-63B (length over composition, Unicode normalised, no forced
change); of the parameters: RFC 9106, second recommended option (64 MiB).
"""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.i18n import gettext as _
from foundation.text import plain
from foundation.threads import Threads

MINIMUM_LENGTH = 12
MAXIMUM_LENGTH = 128
MINIMUM_DISTINCT = 5
MINIMUM_PERSONAL_PART = 4

# Each hash takes 64 MiB and some tenths of a second: two at a time bound the memory, and a bounded
# queue keeps a flood of attempts from making everybody wait.
_threads = Threads("argon2", workers=2, queue=40)

_hasher = PasswordHasher()
_stand_in: str | None = None


def use_hasher(hasher: PasswordHasher) -> None:
    """Hash with other parameters from now on (tests take cheap ones)."""
    global _hasher, _stand_in
    _hasher = hasher
    _stand_in = None


def problem_of(password: str, email: str = "") -> str | None:
    """What is wrong with a new password, in the reader's language; None if nothing is."""
    if len(password) < MINIMUM_LENGTH:
        return _(
            "パスワードは%(least)s文字以上にしてください。今は%(now)s文字です。",
            least=MINIMUM_LENGTH,
            now=len(password),
        )
    if len(password) > MAXIMUM_LENGTH:
        return _(
            "パスワードは%(most)s文字以内にしてください。今は%(now)s文字です。",
            most=MAXIMUM_LENGTH,
            now=len(password),
        )
    if len(set(password)) < MINIMUM_DISTINCT:
        return _("同じ文字のくり返しが多すぎます。ほかの文字も入れてください。")
    local = email.partition("@")[0].casefold()
    if len(local) >= MINIMUM_PERSONAL_PART and local in password.casefold():
        return _("パスワードにメールアドレスを含めないでください。")
    return None


def _normal(password: str) -> str:
    # as a form reads it, so that pages and API take the same password
    return unicodedata.normalize("NFKC", plain(password))


def hash_now(password: str) -> str:
    """Hash in the calling thread (command line, sample data)."""
    return _hasher.hash(_normal(password))


async def hash_password(password: str) -> str:
    """Hash a password in a worker thread.

    Raises:
        TooMany: too many are waiting already.
    """
    return await _threads.run(hash_now, password)


async def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether a password fits a hash; takes the same time when there is no hash.

    Args:
        password_hash: None for an unknown account or one without a password.
        password: as typed.

    Raises:
        TooMany: too many are waiting already.
    """
    return await _threads.run(_verify, password_hash, password)


def needs_rehash(password_hash: str) -> bool:
    """Whether a hash was made with other parameters than those of today."""
    return _hasher.check_needs_rehash(password_hash)


def _verify(password_hash: str | None, password: str) -> bool:
    global _stand_in
    if _stand_in is None:
        _stand_in = _hasher.hash("nobody's password")
    acceptable = password_hash is not None and len(password) <= MAXIMUM_LENGTH
    try:
        _hasher.verify(password_hash or _stand_in, _normal(password[:MAXIMUM_LENGTH]))
    except (VerificationError, InvalidHashError):
        return False
    return acceptable
