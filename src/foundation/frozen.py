"""Frozen records: what was decided as one text that never changes, with its hash (照合値).

The text is canonical JSON: UTF-8, keys in order, no spaces. Its SHA-256 is shown with the record and told
to the audit trail; `foundation.audit.frozen` checks all of them. What a record holds is a `msgspec.Struct`
of its area that forbids unknown fields. What decides reads its sources again, under lock, and says if they
changed: `read_again`.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import msgspec

from foundation.database import ANY_VERSION, AnyVersion, require_transaction
from foundation.errors import Conflict

HASH_LENGTH, SIGN_LENGTH = 64, 32
T = TypeVar("T")
_OTHER_HASH = "the hash does not belong to the content"
_OTHER_FORM = "the content is not in canonical form"


class Unreadable(ValueError):
    """A kept text is not the record that it should be; the message says where."""


@dataclass(frozen=True)
class Frozen:
    """A record as it is kept: its text, and the SHA-256 of that in hexadecimal."""

    text: str
    sha256: str


def freeze(value: Any) -> Frozen:
    """The one text of equal values, with its hash.

    Args:
        value: a Struct, or anything made of mappings, lists, dates, identifiers and numbers.

    Raises:
        ValueError: a number is not finite.
    """
    plain = msgspec.to_builtins(value, str_keys=True, order="deterministic")
    json.dumps(plain, allow_nan=False)
    text = msgspec.json.encode(plain, order="deterministic").decode()
    return Frozen(text, sha256_of(text))


def thaw(text: str, kind: type[T]) -> T:
    """The record in a kept text.

    Raises:
        Unreadable: the text is no record of this kind.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Unreadable(f"the content cannot be read: {error}") from error


def verify(text: str, sha256: str) -> list[str]:
    """What is wrong with hash and form of a kept text, one line in English each; empty where all is well."""
    found = [] if sha256_of(text) == sha256 else [_OTHER_HASH]
    try:
        again = freeze(thaw(text, object))
    except Unreadable as error:
        return [*found, str(error)]
    return found if again.text == text else [*found, _OTHER_FORM]


def sha256_of(content: str | bytes) -> str:
    """A SHA-256 in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def sign_of(*shown: object) -> str:
    """A short sign of what somebody was shown: it becomes another as soon as any of that changes."""
    return freeze(shown).sha256[:SIGN_LENGTH]


class Sources(Protocol):
    """What a decision rests on, as it is at one moment."""

    @property
    def seen(self) -> str:
        """Its sign, shown with it and sent back with the decision."""


S = TypeVar("S", bound=Sources)


async def read_again(
    read: Callable[[], Awaitable[S]],
    *,
    hold: Callable[[], Awaitable[object]] | None = None,
    seen: str | AnyVersion = ANY_VERSION,
    changed: Callable[[S], Conflict] = lambda _now: Conflict(),
) -> S:
    """What a decision rests on as it is now, kept from being changed until the transaction ends.

    Args:
        read: reads the sources.
        hold: keeps them from being changed; left out where the transaction does already.
        seen: the sign of what the one who decides had before them, or `ANY_VERSION`.
        changed: what is said where the sources are others now.

    Raises:
        Conflict: the sources changed since they were seen.
        NoTransaction: none is open.
    """
    require_transaction()
    if hold is not None:
        await hold()
    now = await read()
    if not isinstance(seen, AnyVersion) and seen != now.seen:
        raise changed(now)
    return now
