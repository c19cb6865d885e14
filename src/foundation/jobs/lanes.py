"""Lanes: kinds of work that never wait for each other, as data.

Jobs of one lane wait for one another, by priority; a lane that is full holds up no other.
"""

from collections.abc import Mapping
from enum import StrEnum


class Lane(StrEnum):
    """The queue a job stands in."""

    SEALING = "sealing"
    """The audit trail: seconds after what it tells of."""
    URGENT = "urgent"
    """Somebody sits and waits, or must know at once: a link to sign in with, a changed password."""
    MAIL = "mail"
    """All other mail."""
    DEFAULT = "default"
    """What is short: making findable, housekeeping. Rows from before there were lanes are in it."""
    BACKGROUND = "background"
    """What comes in hundreds or takes long, and nobody waits for: telling of new fits, mail that is
    reviewed as it leaves, and filling the search index after an upgrade has emptied it."""


# Beside these, the default lane has as many places as the worker is told.
RESERVED: Mapping[Lane, int] = {
    Lane.SEALING: 1,
    # One mail server that does not answer must not hold up the next mail.
    Lane.URGENT: 2,
    Lane.MAIL: 2,
    # Two, and one that filling the index may keep for its whole run.
    Lane.BACKGROUND: 3,
}


def places(concurrency: int) -> dict[Lane, int]:
    """How many jobs of each lane one worker runs at a time.

    Args:
        concurrency: places of the default lane.
    """
    return {**RESERVED, Lane.DEFAULT: concurrency}
