"""What people do with challenges. Each command is one transaction with its audit and its jobs."""

from matching.challenges.commands.acts import (
    close_challenge,
    publish_challenge,
    reopen_challenge,
    return_challenge,
    submit_challenge,
    take_back_challenge,
    withdraw_challenge,
)
from matching.challenges.commands.leading import ChallengeRecord
from matching.challenges.commands.writing import (
    correct_challenge,
    create_challenge,
    update_challenge,
)

__all__ = [
    "ChallengeRecord",
    "close_challenge",
    "correct_challenge",
    "create_challenge",
    "publish_challenge",
    "reopen_challenge",
    "return_challenge",
    "submit_challenge",
    "take_back_challenge",
    "update_challenge",
    "withdraw_challenge",
]
