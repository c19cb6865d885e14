"""What the hashes of the audit trail are taken over: pure functions, kept for ever as they are.

A change here would make every older event look forged.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec

GENESIS = bytes(32)


def plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping as JSON holds it: identifiers, dates, times and exact decimals as text.

    Raises:
        TypeError: a value has no JSON form.
        ValueError: a number is not finite.
    """
    built: dict[str, Any] = msgspec.to_builtins(dict(value), str_keys=True)
    json.dumps(built, allow_nan=False)
    return built


def canonical(value: Any) -> bytes:
    """One text for equal JSON values: keys in order, no spaces, numbers without exponent.

    Numbers are written by value, because PostgreSQL's jsonb keeps 1e2 as 100 and 1.0 as 1.0.
    """
    return _text(value).encode()


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        members = (f"{json.dumps(k, ensure_ascii=False)}:{_text(value[k])}" for k in sorted(value))
        return "{" + ",".join(members) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(item) for item in value) + "]"
    if isinstance(value, float | Decimal):
        return _number(Decimal(repr(value)) if isinstance(value, float) else value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _number(value: Decimal) -> str:
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def parse(text: str | None) -> Any:
    """JSON text as stored, without losing digits."""
    return None if text is None else json.loads(text, parse_float=Decimal)


def content_hash(content: Mapping[str, Any]) -> bytes:
    """SHA-256 over everything an event says.

    Args:
        content: the event's columns by name, without id, xid and the hash; `at` is aware.
    """
    values = {
        name: value.astimezone(UTC).isoformat(timespec="microseconds")
        if isinstance(value, datetime)
        else (str(value) if name.endswith("_id") and value is not None else value)
        for name, value in content.items()
    }
    return hashlib.sha256(canonical(values)).digest()


def chain_hash(
    previous: bytes, sequence: int, event_id: int, content: bytes, sealed_at: datetime
) -> bytes:
    """SHA-256 of one link: the link before, its place, the event, its content, when it was sealed."""
    link = {
        "previous": previous.hex(),
        "sequence": sequence,
        "event": event_id,
        "content": content.hex(),
        "sealed_at": sealed_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    return hashlib.sha256(canonical(link)).digest()


def seal_statement(
    sequence: int, chain: bytes, recorded_at: datetime | None, signed_at: datetime, key_id: str
) -> dict[str, Any]:
    """What the authentication code of a link is taken over.

    Args:
        sequence: its place in the chain.
        chain: its hash, and with it the event and every link before.
        recorded_at: when the event was written, by the database's clock; None = not kept yet then.
        signed_at: when this is said, by the database's clock.
        key_id: of the key it is said with.
    """
    return {
        "seal": sequence,
        "chain": chain.hex(),
        "recorded_at": None if recorded_at is None else _instant(recorded_at),
        "signed_at": _instant(signed_at),
        "key": key_id,
    }


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
