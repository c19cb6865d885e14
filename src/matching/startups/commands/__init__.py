"""What people do with startups. Each command is one transaction with its audit and its jobs."""

from matching.startups.commands.acts import (
    confirm_startup,
    reinstate_startup,
    return_startup,
    suspend_startup,
)
from matching.startups.commands.writing import register_startup, update_startup

__all__ = [
    "confirm_startup",
    "register_startup",
    "reinstate_startup",
    "return_startup",
    "suspend_startup",
    "update_startup",
]
