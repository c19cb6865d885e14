"""Asking once more, when a mail is about to leave, whether what it says still holds.

Hours may pass between queueing and sending: a server is away, a record is withdrawn, a reader has had
enough. Who queues such a mail registers a reviewer; it gives the text of this hour, or none.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Wording:
    """What a mail says now."""

    subject: str
    body: str


Reviewer = Callable[[UUID], Awaitable[Wording | None]]
"""Takes a mail's id; None keeps the mail back for good."""

_reviewers: dict[str, Reviewer] = {}


def register_reviewer(name: str, reviewer: Reviewer) -> None:
    """Let a reviewer be asked about mails queued under its name; a later one takes its place."""
    _reviewers[name] = reviewer


def is_reviewer(name: str) -> bool:
    """Whether somebody reviews under this name."""
    return name in _reviewers


async def reviewed(name: str, mail_id: UUID) -> Wording | None:
    """What the mail says now; None where it is to be kept back.

    Raises:
        LookupError: nobody reviews under this name.
    """
    return await _reviewers[name](mail_id)
