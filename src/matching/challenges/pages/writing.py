"""HTML pages that write challenges."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import LONG_FORM
from foundation.web.forms import Form, FormData, Refused, attempt, form_errors, read_form
from matching.challenges import commands, labels, policy, queries
from matching.challenges.commands import ChallengeRecord
from matching.challenges.pages.forms import ChallengeForm, CorrectionForm
from matching.challenges.pages.reading import (
    LIST,
    ChallengePages,
    challenge_crumbs,
    list_crumbs,
    words,
)
from matching.challenges.states import EDITABLE, PUBLIC, Act
from matching.challenges.views import ChallengeView


class ChallengeWriting(ChallengePages):
    """Drafting, changing and correcting, beside reading: one address takes GET and POST together."""

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """An empty form."""
        actor.account()
        policy.may_write(actor).require()
        return _form_page(request, ChallengeForm.for_new(actor), None)

    @post("/", request_max_body_size=LONG_FORM)
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Keep a draft; sent twice, it is one."""
        actor.account()
        policy.may_write(actor).require()
        data = await read_form(request)
        form = ChallengeForm.making(actor, data)
        made = await attempt(
            form, lambda: commands.create_challenge(actor, form.record_id, form.content)
        )
        if isinstance(made, Refused):
            return _form_page(request, form, None, made.status)
        return await _saved(request, actor, made, data)

    @get("/{challenge_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is written: to change a draft, or to correct what is public."""
        challenge = await _own(actor, challenge_id)
        if challenge.state in EDITABLE:
            return _form_page(request, ChallengeForm.of(challenge), challenge)
        if challenge.state in PUBLIC:
            return _form_page(request, CorrectionForm.of(challenge), challenge)
        raise Conflict(_("今の状態では書き直せません。"), challenge.state)

    @post("/{challenge_id:uuid}/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Keep the changed draft."""
        challenge = await _own(actor, challenge_id)
        data = await read_form(request)
        form = ChallengeForm.from_request(data)
        made = await attempt(
            form,
            lambda: commands.update_challenge(actor, challenge_id, form.seen_version, form.content),
        )
        if isinstance(made, Refused):
            return _form_page(request, form, challenge, made.status)
        return await _saved(request, actor, made, data)

    @post("/{challenge_id:uuid}/correct", request_max_body_size=LONG_FORM)
    async def correct(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Publish a correction (訂正)."""
        challenge = await _own(actor, challenge_id)
        form = CorrectionForm.from_request(await read_form(request))
        made = await attempt(
            form,
            lambda: commands.correct_challenge(
                actor, challenge_id, form.seen_version, form.content, form.note.data or ""
            ),
        )
        if isinstance(made, Refused):
            return _form_page(request, form, challenge, made.status)
        return redirect(request, f"{LIST}/{challenge_id}", _("訂正を公開しました"))


async def _own(actor: Actor, challenge_id: UUID) -> ChallengeView:
    actor.account()
    challenge = await queries.challenge_for(actor, challenge_id)
    policy.may_edit(actor, challenge).require()
    return challenge


async def _saved(
    request: WebRequest, actor: Actor, made: ChallengeRecord, data: FormData
) -> Answer:
    page = f"{LIST}/{made.id}"
    if not data.get("_submit"):
        return redirect(request, page, _("下書きを保存しました"))
    try:
        await commands.submit_challenge(actor, made.id, made.version)
    except Invalid as error:
        return await lacking_page(request, actor, made.id, error)
    return redirect(request, page, str(labels.ACTS[Act.SUBMIT].done))


async def lacking_page(
    request: WebRequest, actor: Actor, challenge_id: UUID, error: Invalid
) -> Answer:
    """The form of a draft with what it lacks before it can be published."""
    challenge = await _own(actor, challenge_id)
    form = form_errors(ChallengeForm.of(challenge), error)
    return _form_page(request, form, challenge, status=error.status)


def _form_page(
    request: WebRequest,
    form: Form,
    challenge: ChallengeView | None,
    status: int = 200,
) -> Answer:
    correcting = isinstance(form, CorrectionForm)
    crumbs = challenge_crumbs(challenge) if challenge else list_crumbs()
    if challenge is None:
        title, action = _("課題を書く"), LIST
    elif correcting:
        title, action = _("課題を訂正する"), f"{LIST}/{challenge.id}/correct"
    else:
        title, action = _("課題を書き直す"), f"{LIST}/{challenge.id}/edit"
    return render(
        request,
        "challenges/form.html",
        status=status,
        form=form,
        challenge=challenge,
        correcting=correcting,
        title=title,
        action=action,
        breadcrumbs=[*crumbs, (title, None)],
        **words(),
    )
