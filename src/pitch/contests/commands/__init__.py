"""What the secretariat does with contests. Each command is one transaction with audit and mails."""

from pitch.contests.commands.acts import act_on_contest
from pitch.contests.commands.writing import create_contest, update_contest

__all__ = ["act_on_contest", "create_contest", "update_contest"]
