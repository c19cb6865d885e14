"""What challenges have waiting for a person."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.todo import More, Task, TaskKind, ToDo, Urgency
from matching.challenges import policy
from matching.challenges.queries import challenges_to_review, own_challenges
from matching.challenges.states import ChallengeState

_MINE = "/challenges/mine?state="
OWN = {
    ChallengeState.RETURNED: TaskKind(
        title=_l("差し戻された課題を直す"),
        button=_l("直す"),
        urgency=Urgency.RETURNED,
        among=_MINE + ChallengeState.RETURNED,
    ),
    ChallengeState.DRAFT: TaskKind(
        title=_l("課題の下書きを仕上げる"),
        button=_l("続きを書く"),
        among=_MINE + ChallengeState.DRAFT,
    ),
    ChallengeState.PUBLISHED: TaskKind(
        title=_l("合う解決策を見る"),
        button=_l("候補を見る"),
        urgency=Urgency.LOOK,
        among=_MINE + ChallengeState.PUBLISHED,
    ),
}
REVIEW = TaskKind(
    title=_l("課題を確かめて公開する"), button=_l("確かめる"), among="/challenges/review"
)


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """One's own challenges to go on with; challenges to publish."""
    found: list[Task | More] = []
    for state, kind in OWN.items() if policy.may_write(actor) else ():
        page = await own_challenges(actor, state=state.value, per_page=at_most)
        published = state is ChallengeState.PUBLISHED
        found += [
            kind.task(
                pick(row.title_ja, row.title_en),
                f"/challenges/{row.id}",
                row.closes_on if published else None,
            )
            for row in page.items
            if row.is_open or not published
        ]
        found += kind.beyond(page.items, page.total)
    if policy.may_review(actor):
        page = await challenges_to_review(actor, per_page=at_most)
        found += [
            REVIEW.task(
                f"{pick(row.title_ja, row.title_en)}（{row.organisation_shown}）",
                f"/challenges/{row.id}",
            )
            for row in page.items
        ]
        found += REVIEW.beyond(page.items, page.total)
    return found
