"""Challenges as their bureau holds them: what becomes of them when it is merged or closed."""

from foundation import clock
from foundation.i18n import lazy as _l
from foundation.identity.organisations.holdings import Ending, Holding, register_holdings
from matching.challenges.effects.public import public_part_changed
from matching.challenges.states import CHALLENGE, ChallengeState
from matching.challenges.tables import Challenge

HOLDINGS = (
    Holding(
        key="challenge_drafts",
        label=_l("下書きと差戻し中の課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.DRAFT, ChallengeState.RETURNED),
        ending=Ending(label=_l("続けずに残す"), action="challenge.left"),
    ),
    Holding(
        key="challenges_submitted",
        label=_l("公開を頼んでいる課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.SUBMITTED,),
        ending=Ending(
            label=_l("頼みを取り下げて残す"),
            action="challenge.left",
            state=ChallengeState.DRAFT,
            columns=lambda _reason: {"submitted_at": None, "submitted_by": None},
        ),
    ),
    Holding(
        key="challenges_published",
        label=_l("公開中の課題"),
        table=Challenge,
        kind=CHALLENGE.kind,
        states=(ChallengeState.PUBLISHED,),
        follow=public_part_changed,
        ending=Ending(
            label=_l("募集を終える"),
            action="challenge.close",
            state=ChallengeState.CLOSED,
            columns=lambda reason: {"closed_at": clock.now(), "state_reason": reason},
        ),
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
