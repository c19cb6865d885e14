"""Acts as data: a machine says which ways lead on, `Leading` is the one way of walking them.

`from foundation.acts import Leading, Machine, Reason, Way`
"""

from foundation.acts.leading import AtOnce, Leading, Led, WithReason
from foundation.acts.machine import Inconsistent, Machine, Reason, Row, Way
from foundation.acts.reasons import checked_reason, reason_problem
from foundation.acts.steps import Columns, Follow, Step, clear, sign, stamp, then
from foundation.acts.words import ActWords, StateWords, Text, event_words, state_choices

__all__ = [
    "ActWords",
    "AtOnce",
    "Columns",
    "Follow",
    "Inconsistent",
    "Leading",
    "Led",
    "Machine",
    "Reason",
    "Row",
    "StateWords",
    "Step",
    "Text",
    "Way",
    "WithReason",
    "checked_reason",
    "clear",
    "event_words",
    "reason_problem",
    "sign",
    "stamp",
    "state_choices",
    "then",
]
