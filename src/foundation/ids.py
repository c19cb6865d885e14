"""Identifiers of records: time-ordered when new, derived when a request may be repeated."""

import json
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from foundation.signing import mark

_NAMESPACE = UUID("6f1d3c1e-58a4-4c3a-9e0e-3a2b7f9d4c11")


def new_id() -> UUID:
    """A new UUID of version 7 (RFC 9562): later ids sort after earlier ones."""
    return uuid7()


def derived_id(*parts: str) -> UUID:
    """The same UUID (version 5) for the same parts, so that a repeated request names the same record."""
    return uuid5(_NAMESPACE, "\x1f".join(parts))


def keyed_id(*parts: str) -> UUID:
    """As `derived_id`, and nobody but this installation can tell or choose it: a UUID of version 8.

    Args:
        parts: in which order and how they are cut counts.
    """
    number = int(mark("foundation.ids", json.dumps(parts))[:32], 16)
    # Version and variant as RFC 9562 places them.
    number = number & ~(0xF << 76) | 8 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)
