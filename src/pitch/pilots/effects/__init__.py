"""What others' commands cause among the pilots, in their own transaction."""

from pitch.pilots.effects.taking_in import PastEvaluation, PastIndicator, take_in

__all__ = ["PastEvaluation", "PastIndicator", "take_in"]
