"""HTML acts on a challenge's shortlist. The ranking itself is a section of the challenge's page."""

from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.text import whole_number
from foundation.web import Answer, WebRequest, redirect
from foundation.web.api import PageController
from foundation.web.forms import FormData, read_form
from matching.matcher.commands import shortlist as commands


class ShortlistPages(PageController):
    """Keeping candidates in view."""

    path = "/challenges/{challenge_id:uuid}/shortlist"

    @post("/")
    async def add(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Put a solution on the shortlist."""
        actor.account()
        form = await read_form(request)
        await commands.shortlist_solution(actor, challenge_id, _solution(form))
        return redirect(request, _back(challenge_id, form), _("候補リストに入れました。"))

    @post("/remove")
    async def remove(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Take a solution off the shortlist."""
        actor.account()
        form = await read_form(request)
        await commands.remove_from_shortlist(actor, challenge_id, _solution(form))
        return redirect(request, _back(challenge_id, form), _("候補リストから外しました。"))


def _solution(form: FormData) -> UUID:
    try:
        return UUID(str(form.get("solution", "")))
    except ValueError as error:
        raise NotFound() from error


def _back(challenge_id: UUID, form: FormData) -> str:
    # To the row that was acted on, so that nobody has to look for their place again.
    rank = str(form.get("rank", ""))
    anchor = f"#rank-{rank}" if whole_number(rank) is not None else "#matches"
    return f"/challenges/{challenge_id}{anchor}"
