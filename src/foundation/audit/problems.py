"""How what is wrong with the trail is told."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# Heads are exported every hour: one missed is an unlucky hour, two are not.
OLD_AFTER = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that is not as it was written, or not as it should be.

    Attributes:
        kind: of an event `content_changed`, `event_missing`, `event_late`, `event_outside`,
            `time_wrong`, `time_missing`; of a link `seal_changed`, `seal_missing`, `seal_unsigned`,
            `seal_forged`, `key_unknown`; of sealing `sealing_behind`; of exported heads
            `head_missing`, `head_old`, `head_ahead`, `head_differs`, `head_forged`,
            `head_unreadable`.
        event_id: the event, where there is one; of several, the first.
        sequence: its place in the chain, where there is one; of several, the first.
        detail: English for the operator.
    """

    kind: str
    event_id: int | None = None
    sequence: int | None = None
    detail: str


def span(word: str, first: int, last: int) -> str:
    """`Link 5` or `Links 5 to 9`."""
    return f"{word} {first}" if first == last else f"{word}s {first} to {last}"


def minute(value: datetime) -> str:
    """An instant as operators read it, to the minute."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
