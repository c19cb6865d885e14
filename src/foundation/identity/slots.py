"""Where other areas show what belongs to a person's account."""

from foundation.access.actor import Actor
from foundation.web.slots import Slot

ACCOUNT: Slot[Actor] = Slot()
"""On the account's page, below the roles."""
