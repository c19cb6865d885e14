"""The states of a startup's registration, and the ways from one to another."""

from enum import StrEnum

from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _


class StartupState(StrEnum):
    """Where a registration stands.

    Only a confirmed startup is public, and only its solutions can be. Changing what the secretariat
    confirmed (corporate number, Japanese name) makes a confirmed one registered again.
    """

    REGISTERED = "registered"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    CONFIRM = "confirm"
    RETURN = "return"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"


def _wrong(row: Row) -> str:
    return {
        StartupState.REGISTERED: _("この会社は、運営事務局の確認を待っています。"),
        StartupState.RETURNED: _("この会社の登録は、差し戻されています。"),
        StartupState.CONFIRMED: _("この会社は、すでに確認されています。"),
        StartupState.SUSPENDED: _("この会社は、公開を停止されています。"),
    }[StartupState(row["state"])]


STARTUP = Machine(
    kind="startup",
    states=StartupState,
    # also where writing the profile anew leads to
    begins=(StartupState.REGISTERED,),
    ways=(
        Way(Act.CONFIRM, StartupState.REGISTERED, StartupState.CONFIRMED),
        Way(Act.RETURN, StartupState.REGISTERED, StartupState.RETURNED, Reason.REQUIRED),
        Way(Act.SUSPEND, StartupState.CONFIRMED, StartupState.SUSPENDED, Reason.REQUIRED),
        Way(Act.REINSTATE, StartupState.SUSPENDED, StartupState.CONFIRMED, Reason.REQUIRED),
    ),
    wrong=_wrong,
)
