"""Named reads of pilots. Tenancy and publication are applied here and nowhere else."""

from pitch.pilots.queries.lists import (
    completed_pilots_of,
    count_evaluated,
    count_running,
    list_pilots,
    own_pilots,
    own_pilots_after,
    pilots_after,
    pilots_of_challenge,
    pilots_of_contest,
    pilots_of_solution,
)
from pitch.pilots.queries.one import history_of, indicators_of, pilot_for
from pitch.pilots.queries.standing import standing

__all__ = [
    "completed_pilots_of",
    "count_evaluated",
    "count_running",
    "history_of",
    "indicators_of",
    "list_pilots",
    "own_pilots",
    "own_pilots_after",
    "pilot_for",
    "pilots_after",
    "pilots_of_challenge",
    "pilots_of_contest",
    "pilots_of_solution",
    "standing",
]
