"""Why is X not here? Pages that tell the place of any published solution for a challenge."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import pick, shortened
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import PageController
from matching.challenges.pages.reading import challenge_crumbs
from matching.challenges.queries import challenge_for
from matching.matcher import queries
from matching.matcher.labels import condition_label
from matching.matcher.pages.ranking import row_of
from matching.matcher.policy import may_keep_shortlist
from matching.matcher.queries import Placing, Verdict


class PlacingPages(PageController):
    """Where a solution stands for a challenge."""

    path = "/challenges/{challenge_id:uuid}/matches"

    @get("/")
    async def named(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        name: FromQuery[str] = "",
    ) -> Answer:
        """Find a published solution by its name or maker; straight on where there is one."""
        actor.account()
        found = await queries.solutions_named(actor, challenge_id, name)
        if len(found) == 1:
            return redirect(request, f"/challenges/{challenge_id}/matches/{found[0].id}")
        challenge = await challenge_for(actor, challenge_id)
        return render(
            request,
            "matcher/named.html",
            challenge=challenge,
            name=name.strip()[:100],
            found=found[: queries.NAMED],
            more=len(found) > queries.NAMED,
            breadcrumbs=[*challenge_crumbs(challenge), (_("解決策の順位"), None)],
        )

    @get("/{solution_id:uuid}")
    async def placing(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        solution_id: FromPath[UUID],
    ) -> Answer:
        """The place of one solution, what leaves it out, and both texts beside each other."""
        actor.account()
        placing = await queries.placing_of(actor, challenge_id, solution_id)
        challenge = await challenge_for(actor, challenge_id)
        title = placing.solution.title
        return render(
            request,
            "matcher/placing.html",
            challenge=challenge,
            placing=placing,
            row=row_of(placing.result) if placing.result else None,
            headline=headline(placing),
            unmet=[condition_label(placing.challenge, key) for key in placing.unmet],
            may_keep=bool(may_keep_shortlist(actor, challenge.organisation_id)),
            breadcrumbs=[*challenge_crumbs(challenge), (shortened(title), None)],
            challenge_title=pick(challenge.title_ja, challenge.title_en),
        )


def headline(placing: Placing) -> tuple[str, str]:
    """Why it is here or not: one line, and what it means."""
    rank, of = placing.rank, placing.of
    match placing.verdict:
        case Verdict.LISTED:
            return (
                _("%(of)s件のうち%(rank)s位です。", of=of, rank=rank),
                _("課題のページの一覧に載っています。"),
            )
        case Verdict.BELOW:
            return (
                _("%(of)s件のうち%(rank)s位です。", of=of, rank=rank),
                _("課題のページには%(shown)s位までを載せています。", shown=queries.SHOWN),
            )
        case Verdict.LEFT_OUT:
            return (
                _("「必ず」の条件に合わないため、載っていません。"),
                _("条件を外すと、%(of)s件のうち%(rank)s位に当たります。", of=of, rank=rank),
            )
        case Verdict.NOT_NEAR:
            return (
                _("意味が近い順の候補にも、珍しい言葉が一致した候補にも入りませんでした。"),
                _("候補に加えて比べると、%(of)s件のうち%(rank)s位に当たります。", of=of, rank=rank),
            )
        case Verdict.NOT_INDEXED:
            return (
                _("公開されたばかりで、まだ照合の対象に入っていません。"),
                _("数秒後に、もう一度開いてください。"),
            )
