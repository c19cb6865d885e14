"""Challenges as their bureau holds them: what becomes of them when it is merged or closed."""

from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Row
from foundation.audit import record
from foundation.database import ANY_VERSION, change_state, locked
from foundation.i18n import lazy as _l
from foundation.identity.organisations.holdings import Ending, Holding, register_holdings
from matching.challenges.commands import close_challenge
from matching.challenges.effects.public import public_part_changed
from matching.challenges.states import CHALLENGE, ChallengeState
from matching.challenges.tables import Challenge


async def _leave(actor: Actor, challenge_id: UUID, reason: str) -> None:
    """Nobody goes on with it: what waits for the secretariat is a draft again."""
    row = await locked(Challenge, challenge_id)
    old = state = row["state"]
    cleared: Row = {}
    if old == ChallengeState.SUBMITTED:
        state, cleared = ChallengeState.DRAFT.value, dict.fromkeys(("submitted_at", "submitted_by"))
    await change_state(
        Challenge, challenge_id, old, state, version=ANY_VERSION, updated_at=clock.now(), **cleared
    )
    after = {"state": state, "reason": reason}
    await record(actor, "challenge.left", CHALLENGE.kind, challenge_id, {"state": old}, after)


HOLDINGS = (
    Holding(
        key="challenge_drafts",
        label=_l("下書きと差戻し中の課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.DRAFT, ChallengeState.RETURNED),
        ending=Ending(label=_l("続けずに残す"), end=_leave),
    ),
    Holding(
        key="challenges_submitted",
        label=_l("公開を頼んでいる課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.SUBMITTED,),
        ending=Ending(label=_l("頼みを取り下げて残す"), end=_leave),
    ),
    Holding(
        key="challenges_published",
        label=_l("公開中の課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.PUBLISHED,),
        follow=public_part_changed,
        ending=Ending(label=_l("募集を終える"), end=close_challenge.cause),
    ),
    Holding(
        key="challenges_past",
        label=_l("募集を終えた課題と取り下げた課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.CLOSED, ChallengeState.WITHDRAWN),
        follow=public_part_changed,
        is_open=False,
    ),
)


def register() -> None:
    """Let organisations hand challenges over."""
    register_holdings(*HOLDINGS)
