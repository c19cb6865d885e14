"""The kinds of facts and the words they use."""

from enum import StrEnum


class FactKind(StrEnum):
    """What a fact says of its subject."""

    CERTIFIED = "certified"
    """A solution certified (認定), from the first to the last day of its term."""
    CERTIFICATION_REVOKED = "certification_revoked"
    """A certification suspended or revoked, from that day."""
    PILOT_OUTCOME = "pilot_outcome"
    """A pilot (実証) evaluated; value full_use, extend or stop."""
    CONTEST_RESULT = "contest_result"
    """A place in a pitch contest."""
    CHALLENGE_STAGE = "challenge_stage"
    """A stage a challenge has reached."""


class SubjectKind(StrEnum):
    """What a fact is about."""

    SOLUTION = "solution"
    CHALLENGE = "challenge"
    STARTUP = "startup"
