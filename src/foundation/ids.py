"""Identifiers of records: time-ordered when new, derived when a request may be repeated."""

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

_NAMESPACE = UUID("6f1d3c1e-58a4-4c3a-9e0e-3a2b7f9d4c11")


def new_id() -> UUID:
    """A new UUID of version 7 (RFC 9562): later ids sort after earlier ones."""
    return uuid7()


def derived_id(*parts: str) -> UUID:
    """The same UUID (version 5) for the same parts, so that a repeated request names the same record."""
    return uuid5(_NAMESPACE, "\x1f".join(parts))
