"""What pilot owners do. Each command is one transaction with its audit, its facts and its mails."""

from pitch.pilots.commands.acts import (
    cancel_pilot,
    publish_evaluation,
    resume_pilot,
    return_to_plan,
    start_pilot,
    take_back_evaluation,
    unpublish_evaluation,
)
from pitch.pilots.commands.evaluating import evaluate_pilot
from pitch.pilots.commands.measuring import (
    correct_measurement,
    record_measurement,
    void_measurement,
)
from pitch.pilots.commands.planning import plan_pilot, update_pilot

__all__ = [
    "cancel_pilot",
    "correct_measurement",
    "evaluate_pilot",
    "plan_pilot",
    "publish_evaluation",
    "record_measurement",
    "resume_pilot",
    "return_to_plan",
    "start_pilot",
    "take_back_evaluation",
    "unpublish_evaluation",
    "update_pilot",
    "void_measurement",
]
