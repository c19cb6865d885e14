"""The keys of seals and exported heads: made from secrets of the environment, never in the database."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from foundation.audit.hashing import canonical
from foundation.settings import Settings, current
from foundation.signing import derived_key

_PURPOSE = "king salmon audit trail"


@dataclass(frozen=True)
class Key:
    """What an authentication code (HMAC-SHA256) is made with.

    Attributes:
        id: 16 hexadecimal digits that name it and tell nothing of it.
        secret: 32 bytes.
    """

    id: str
    secret: bytes = field(repr=False)

    def sign(self, statement: Mapping[str, Any]) -> bytes:
        """The authentication code of a statement."""
        return hmac.digest(self.secret, canonical(statement), "sha256")

    def holds(self, statement: Mapping[str, Any], mac: bytes) -> bool:
        """Whether the code is this key's over this statement."""
        return hmac.compare_digest(self.sign(statement), mac)


@dataclass(frozen=True)
class KeyRing:
    """The key in use, and those used before it.

    Attributes:
        newest: what is sealed now is sealed with it.
        by_id: every known key.
    """

    newest: Key
    by_id: Mapping[str, Key]


def key_from(secret: str) -> Key:
    """The key that a secret gives to the trail, apart from the secret's other uses."""
    derived = derived_key(secret, _PURPOSE)
    return Key(hmac.digest(derived, b"id", "sha256")[:8].hex(), derived)


def key_ring(settings: Settings | None = None) -> KeyRing:
    """The keys of an installation; by default of the one this process runs for."""
    chosen = settings or current()
    newest = key_from(chosen.audit_key or chosen.secret_key)
    former = [key_from(secret) for secret in _secrets(chosen.audit_keys_old)]
    return KeyRing(newest, {key.id: key for key in [*former, newest]})


def _secrets(text: str) -> list[str]:
    # A secret may hold a comma itself, so neighbours are tried together too.
    parts = text.split(",")
    spans = combinations(range(len(parts) + 1), 2)
    found = (",".join(parts[first:last]).strip() for first, last in spans)
    return [secret for secret in found if secret]
