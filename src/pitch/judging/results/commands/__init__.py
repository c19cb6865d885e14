"""Deciding, publishing, and the ways back. Each command is one transaction with audit and mails."""

from pitch.judging.results.commands.deciding import LONGEST_RESULT_COMMENT, Decision, decide
from pitch.judging.results.commands.leading import ResultRecord
from pitch.judging.results.commands.publishing import (
    publish_result,
    take_back_decision,
    unpublish_result,
)

__all__ = [
    "LONGEST_RESULT_COMMENT",
    "Decision",
    "ResultRecord",
    "decide",
    "publish_result",
    "take_back_decision",
    "unpublish_result",
]
