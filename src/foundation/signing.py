"""What this installation signs and knows again.

Every purpose has a key of its own, made from `KS_SECRET_KEY`: what is made for one purpose is worth nothing
for another. A purpose is the dotted name of the part that it serves, which must never change.
"""

import hmac
from hashlib import sha256

from itsdangerous import BadData, Signer, URLSafeTimedSerializer

from foundation.settings import current


def derived_key(secret: str, purpose: str) -> bytes:
    """The key of a purpose, 32 bytes, by HKDF-SHA256 (RFC 5869)."""
    extracted = hmac.digest(bytes(32), secret.encode(), "sha256")
    return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def mark(purpose: str, text: str) -> str:
    """What stands for a text that is not kept itself: 64 hexadecimal digits (HMAC-SHA256)."""
    return hmac.digest(_key(purpose), text.encode(), "sha256").hex()


def sign(purpose: str, text: str) -> str:
    """The text with a signature behind it; it can be read by everybody."""
    return _signer(purpose).sign(text).decode()


def read(purpose: str, signed: str) -> str | None:
    """The text that was signed; None where this installation did not sign it for this purpose."""
    return _read(_signer(purpose), signed)


def sign_for_a_time(purpose: str, text: str) -> str:
    """As `sign`, with the time, and in the letters of an address or a cookie."""
    return _timed(purpose).dumps(text)


def read_in_time(purpose: str, signed: str, seconds: int) -> str | None:
    """As `read`, of what was signed at most so many seconds ago by `sign_for_a_time`."""
    try:
        return str(_timed(purpose).loads(signed, seconds))
    except (BadData, ValueError):
        return None


def read_from_before(salt: str, signed: str) -> str | None:
    """As `read`, of what was signed before each purpose had a key: HMAC-SHA1 with a salt.

    Only for what outlives an upgrade: links in mails, cookies of devices.
    """
    return _read(Signer(current().secret_key, salt=salt), signed)


def mark_from_before(text: str) -> str:
    """As `mark`, with the secret itself as its key; only for what was kept before each purpose had one."""
    return hmac.digest(current().secret_key.encode(), text.encode(), "sha256").hex()


def _key(purpose: str) -> bytes:
    return derived_key(current().secret_key, purpose)


def _signer(purpose: str) -> Signer:
    return Signer(_key(purpose), key_derivation="none", digest_method=sha256)


def _timed(purpose: str) -> URLSafeTimedSerializer:
    how = {"key_derivation": "none", "digest_method": sha256}
    return URLSafeTimedSerializer(_key(purpose), signer_kwargs=how)


def _read(signer: Signer, signed: str) -> str | None:
    try:
        return signer.unsign(signed).decode()
    except (BadData, ValueError):
        return None
