"""What people do with solutions. Each command is one transaction with its audit and its jobs."""

from matching.solutions.commands.acts import publish_solution, redraft_solution, withdraw_solution
from matching.solutions.commands.leading import SolutionRecord
from matching.solutions.commands.writing import create_solution, update_solution

__all__ = [
    "SolutionRecord",
    "create_solution",
    "publish_solution",
    "redraft_solution",
    "update_solution",
    "withdraw_solution",
]
