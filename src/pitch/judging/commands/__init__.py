"""What the secretariat does to bring judging to a result. Each command is one transaction with audit and mails."""

from pitch.judging.commands.deciding import LONGEST_RESULT_COMMENT, Decision, decide
from pitch.judging.commands.leading import ResultRecord
from pitch.judging.commands.publishing import (
    publish_result,
    take_back_decision,
    unpublish_result,
)
from pitch.judging.commands.running import extend_judging, open_order

__all__ = [
    "LONGEST_RESULT_COMMENT",
    "Decision",
    "ResultRecord",
    "decide",
    "extend_judging",
    "open_order",
    "publish_result",
    "take_back_decision",
    "unpublish_result",
]
