"""What others' commands cause among the challenges, in their own transaction."""

from matching.challenges.effects.public import add_follower, hold_challenge
from matching.challenges.effects.taking_in import take_in

__all__ = ["add_follower", "hold_challenge", "take_in"]
