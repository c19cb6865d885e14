"""HTML pages that lead challenges from state to state."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.web import Answer, WebRequest
from foundation.web.acts import RecordPage, act_pages
from foundation.web.forms import Form
from matching.challenges import commands, labels, policy, queries
from matching.challenges.pages.forms import ChallengeForm
from matching.challenges.pages.reading import LIST, challenge_crumbs, render_detail
from matching.challenges.pages.writing import lacking_page
from matching.challenges.states import Act
from matching.challenges.views import ChallengeView


async def _read(actor: Actor, challenge_id: UUID, act: Act) -> ChallengeView:
    actor.account()
    challenge = await queries.challenge_for(actor, challenge_id)
    policy.may_ever_act(actor, challenge, act).require()
    return challenge


async def _again(
    request: WebRequest,
    actor: Actor,
    challenge: ChallengeView,
    act: Act,
    _form: Form,
    error: Invalid | Conflict,
) -> Answer:
    """What a draft lacks is shown in its form; all else on the challenge's page."""
    if act is Act.SUBMIT and isinstance(error, Invalid):
        return await lacking_page(request, actor, challenge.id, error)
    now = await queries.challenge_for(actor, challenge.id)
    problem = ChallengeForm.blank().named(error)
    return await render_detail(request, actor, now, problem=problem, status=error.status)


PAGE = RecordPage(
    address=LIST,
    key="challenge_id",
    words=labels.ACTS,
    read=_read,
    again=_again,
    crumbs=challenge_crumbs,
    eyebrow=lambda challenge: [challenge.number, pick(challenge.title_ja, challenge.title_en)],
    back=_l("課題に戻る"),
)
ChallengeActs = act_pages(
    PAGE,
    [
        commands.submit_challenge,
        commands.take_back_challenge,
        commands.publish_challenge,
        commands.return_challenge,
        commands.close_challenge,
        commands.withdraw_challenge,
        commands.reopen_challenge,
    ],
)
