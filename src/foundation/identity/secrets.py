"""Random secrets that are shown or mailed once and kept as hashes only."""

import hashlib
import secrets

SECRET_BYTES = 32
API_TOKEN_MARK = "ks_"
PREFIX_LENGTH = 9


def new_secret() -> str:
    """256 random bits in URL-safe letters (43 characters)."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_api_token() -> str:
    """A bearer token; its mark lets secret scanners find it."""
    return API_TOKEN_MARK + new_secret()


def hash_of(secret: str) -> str:
    """What is stored of a secret: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()
