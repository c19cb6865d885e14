"""HTML acts on how a challenge is matched: words and conditions. htmx swaps the section; without a
script the page comes back."""

from uuid import UUID

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect
from foundation.web.api import PageController
from foundation.web.forms import Form, read_form
from matching.challenges.pages.reading import render_detail
from matching.challenges.queries import challenge_for
from matching.matcher.commands import criteria as commands
from matching.matcher.pages.ranking import ranking_section

MODE = "mode."


class CriteriaPages(PageController):
    """Which words and conditions a challenge is matched by."""

    path = "/challenges/{challenge_id:uuid}/criteria"

    @post("/words")
    async def words(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Add a word, leave one out, or let it count again."""
        actor.account()
        form = await read_form(request)
        try:
            version = Form.from_request(form).seen_version
            if form.get("remove"):
                await commands.remove_word(actor, challenge_id, str(form.get("remove")), version)
            elif form.get("restore"):
                await commands.restore_word(actor, challenge_id, str(form.get("restore")), version)
            else:
                await commands.add_word(actor, challenge_id, str(form.get("add", "")), version)
        except (Invalid, Conflict) as error:
            return await _refused(request, actor, challenge_id, error)
        return await _done(request, actor, challenge_id, _("照合の言葉を変えました。"))

    @post("/conditions")
    async def conditions(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Say what conditions do."""
        actor.account()
        form = await read_form(request)
        modes = {
            name.removeprefix(MODE): str(form.get(name)) for name in form if name.startswith(MODE)
        }
        try:
            await commands.set_modes(
                actor, challenge_id, modes, Form.from_request(form).seen_version
            )
        except (Invalid, Conflict) as error:
            return await _refused(request, actor, challenge_id, error)
        return await _done(request, actor, challenge_id, _("照合の条件を変えました。"))


def _by_script(request: WebRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


async def _done(request: WebRequest, actor: Actor, challenge_id: UUID, message: str) -> Answer:
    if not _by_script(request):
        return redirect(request, f"/challenges/{challenge_id}#matches", message)
    return await _section(request, actor, challenge_id)


async def _refused(
    request: WebRequest, actor: Actor, challenge_id: UUID, error: DomainError
) -> Answer:
    said = next(iter(error.errors.values())) if isinstance(error, Invalid) else str(error)
    if _by_script(request):
        return await _section(request, actor, challenge_id, said, error.status)
    challenge = await challenge_for(actor, challenge_id)
    return await render_detail(request, actor, challenge, problem=said, status=error.status)


async def _section(
    request: WebRequest, actor: Actor, challenge_id: UUID, problem: str = "", status: int = 200
) -> Response[str]:
    challenge = await challenge_for(actor, challenge_id)
    markup = await ranking_section(request, actor, challenge, problem=problem)
    return Response(
        str(markup),
        status_code=status,
        media_type=MediaType.HTML,
        headers={"Cache-Control": "no-store", "Vary": "HX-Request"},
    )
