"""Pilots as their bureau holds them: what becomes of them when it is merged or closed."""

from foundation.i18n import lazy as _l
from foundation.identity.organisations.holdings import Ending, Holding, register_holdings
from pitch.pilots.commands import cancel_pilot
from pitch.pilots.states import PilotState
from pitch.pilots.tables import Pilot

KIND = "pilot"
HOLDINGS = (
    Holding(
        key="pilots_planned",
        label=_l("計画中の実証"),
        table=Pilot,
        kind=KIND,
        states=(PilotState.PLANNED,),
        ending=Ending(label=_l("中止する"), end=cancel_pilot.cause),
    ),
    Holding(
        key="pilots_running",
        label=_l("実施中の実証と、公表前の評価"),
        table=Pilot,
        kind=KIND,
        states=(PilotState.RUNNING, PilotState.EVALUATED),
        where="published_at IS NULL",
    ),
    Holding(
        key="pilots_past",
        label=_l("評価を公表した実証と中止した実証"),
        table=Pilot,
        kind=KIND,
        states=(PilotState.EVALUATED, PilotState.CANCELLED),
        where="published_at IS NOT NULL OR state = 'cancelled'",
        is_open=False,
    ),
)


def register() -> None:
    """Let organisations hand pilots over."""
    register_holdings(*HOLDINGS)
