"""Answers of policies: allowed or not, and if not, why."""

from dataclasses import dataclass

from foundation.errors import NotPermitted


@dataclass(frozen=True)
class Verdict:
    """Whether an actor may do a thing, with the reason for a refusal in the reader's language."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise `NotPermitted` with the reason unless allowed."""
        if not self.allowed:
            raise NotPermitted(self.reason)


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """A refusal with its reason."""
    return Verdict(False, reason)
