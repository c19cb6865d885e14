"""HTML pages that write challenges and lead them from state to state."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.web import WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import Form, FormData, form_errors, read_form
from matching.challenges import commands, labels, policy, queries
from matching.challenges.commands import ChallengeRecord
from matching.challenges.forms import (
    ChallengeForm,
    CloseForm,
    CorrectionForm,
    ReasonForm,
    VersionForm,
)
from matching.challenges.pages.reading import (
    LIST,
    ChallengePages,
    challenge_crumbs,
    home_crumbs,
    render_detail,
    words,
)
from matching.challenges.states import EDITABLE, PUBLIC, Act
from matching.challenges.views import ChallengeView

Answer = Response[Any] | Redirect
WithReason = Callable[[Actor, UUID, str, int], Awaitable[ChallengeRecord]]
AtOnce = Callable[[Actor, UUID, int], Awaitable[ChallengeRecord]]

WITH_REASON: dict[Act, tuple[type[Form], WithReason]] = {
    Act.RETURN: (ReasonForm, commands.return_challenge),
    Act.CLOSE: (CloseForm, commands.close_challenge),
    Act.WITHDRAW: (ReasonForm, commands.withdraw_challenge),
    Act.REOPEN: (ReasonForm, commands.reopen_challenge),
}


class ChallengeWriting(ChallengePages):
    """Drafting, changing and correcting, beside reading: one address takes GET and POST together."""

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """An empty form."""
        actor.account()
        policy.may_write(actor).require()
        return _form_page(request, actor, ChallengeForm.for_new(actor), None)

    @post("/", request_max_body_size=LONG_FORM)
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Keep a draft; sent twice, it is one."""
        actor.account()
        policy.may_write(actor).require()
        data = await read_form(request)
        form = ChallengeForm.making(actor, data)
        if not form.validate():
            return _form_page(request, actor, form, None, status=422)
        try:
            made = await commands.create_challenge(actor, form.record_id, form.content)
        except (Invalid, Conflict) as error:
            return _form_page(request, actor, form_errors(form, error), None, status=error.status)
        return await _saved(request, actor, made, data)

    @get("/{challenge_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is written: to change a draft, or to correct what is public."""
        challenge = await _own(actor, challenge_id)
        if challenge.state in EDITABLE:
            return _form_page(request, actor, ChallengeForm.of(challenge), challenge)
        if challenge.state in PUBLIC:
            return _form_page(request, actor, CorrectionForm.of(challenge), challenge)
        raise Conflict(_("今の状態では書き直せません。"), challenge.state)

    @post("/{challenge_id:uuid}/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Keep the changed draft."""
        challenge = await _own(actor, challenge_id)
        data = await read_form(request)
        form = ChallengeForm.from_request(data)
        if not form.validate():
            return _form_page(request, actor, form, challenge, status=422)
        try:
            made = await commands.update_challenge(
                actor, challenge_id, form.seen_version, form.content
            )
        except (Invalid, Conflict) as error:
            page = form_errors(form, error)
            return _form_page(request, actor, page, challenge, status=error.status)
        return await _saved(request, actor, made, data)

    @post("/{challenge_id:uuid}/correct", request_max_body_size=LONG_FORM)
    async def correct(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Publish a correction (訂正)."""
        challenge = await _own(actor, challenge_id)
        form = CorrectionForm.from_request(await read_form(request))
        if not form.validate():
            return _form_page(request, actor, form, challenge, status=422)
        try:
            await commands.correct_challenge(
                actor, challenge_id, form.seen_version, form.content, form.note.data or ""
            )
        except (Invalid, Conflict) as error:
            page = form_errors(form, error)
            return _form_page(request, actor, page, challenge, status=error.status)
        return redirect(request, f"{LIST}/{challenge_id}", _("訂正を公開しました"))


class ChallengeActs(PageController):
    """What leads a challenge from state to state."""

    path = LIST + "/{challenge_id:uuid}"

    @post("/submit")
    async def submit(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Ask the secretariat to publish it; what is missing is shown in the form."""
        form = VersionForm.from_request(await read_form(request))
        return await _submit(request, actor, challenge_id, form.seen_version)

    @post("/take-back")
    async def take_back(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Back to a draft."""
        return await _at_once(
            request, actor, challenge_id, Act.TAKE_BACK, commands.take_back_challenge
        )

    @post("/publish")
    async def publish(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Publish it as it was read."""
        return await _at_once(request, actor, challenge_id, Act.PUBLISH, commands.publish_challenge)

    @get("/return")
    async def ask_return(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Why it is given back."""
        return await _ask(request, actor, challenge_id, Act.RETURN)

    @post("/return")
    async def return_(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Give it back."""
        return await _with_reason(request, actor, challenge_id, Act.RETURN)

    @get("/close")
    async def ask_close(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Why the call ends."""
        return await _ask(request, actor, challenge_id, Act.CLOSE)

    @post("/close")
    async def close(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """End the call."""
        return await _with_reason(request, actor, challenge_id, Act.CLOSE)

    @get("/withdraw")
    async def ask_withdraw(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Why it is taken away."""
        return await _ask(request, actor, challenge_id, Act.WITHDRAW)

    @post("/withdraw")
    async def withdraw(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Take it away from the public."""
        return await _with_reason(request, actor, challenge_id, Act.WITHDRAW)

    @get("/reopen")
    async def ask_reopen(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Why it is published again."""
        return await _ask(request, actor, challenge_id, Act.REOPEN)

    @post("/reopen")
    async def reopen(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Publish it again."""
        return await _with_reason(request, actor, challenge_id, Act.REOPEN)


async def _own(actor: Actor, challenge_id: UUID) -> ChallengeView:
    actor.account()
    challenge = await queries.challenge_for(actor, challenge_id)
    policy.may_edit(actor, challenge).require()
    return challenge


async def _saved(
    request: WebRequest, actor: Actor, made: ChallengeRecord, data: FormData
) -> Answer:
    if data.get("_submit"):
        return await _submit(request, actor, made.id, made.version)
    return redirect(request, f"{LIST}/{made.id}", _("下書きを保存しました"))


async def _submit(request: WebRequest, actor: Actor, challenge_id: UUID, version: int) -> Answer:
    try:
        await commands.submit_challenge(actor, challenge_id, version)
    except Invalid as error:
        challenge = await _own(actor, challenge_id)
        form = form_errors(ChallengeForm.of(challenge), error)
        return _form_page(request, actor, form, challenge, status=422)
    return redirect(request, f"{LIST}/{challenge_id}", labels.done_message(Act.SUBMIT))


async def _at_once(
    request: WebRequest, actor: Actor, challenge_id: UUID, act: Act, command: AtOnce
) -> Answer:
    form = VersionForm.from_request(await read_form(request))
    try:
        await command(actor, challenge_id, form.seen_version)
    except (Invalid, Conflict) as error:
        return await _detail_again(request, actor, challenge_id, error)
    return redirect(request, f"{LIST}/{challenge_id}", labels.done_message(act))


async def _detail_again(
    request: WebRequest, actor: Actor, challenge_id: UUID, error: DomainError
) -> Answer:
    challenge = await queries.challenge_for(actor, challenge_id)
    problem = ChallengeForm.blank().named(error)
    return await render_detail(request, actor, challenge, problem=problem, status=error.status)


async def _ask(request: WebRequest, actor: Actor, challenge_id: UUID, act: Act) -> Answer:
    actor.account()
    challenge = await queries.challenge_for(actor, challenge_id)
    policy.may_ever_act(actor, challenge, act).require()
    if act not in challenge.acts:
        raise Conflict(_("今の状態では、この操作はできません。"), challenge.state)
    form = WITH_REASON[act][0](data={"version": str(challenge.version)})
    return _reason_page(request, actor, form, challenge, act)


async def _with_reason(request: WebRequest, actor: Actor, challenge_id: UUID, act: Act) -> Answer:
    form_class, command = WITH_REASON[act]
    form = form_class.from_request(await read_form(request))
    actor.account()
    challenge = await queries.challenge_for(actor, challenge_id)
    policy.may_ever_act(actor, challenge, act).require()
    if not form.validate():
        return _reason_page(request, actor, form, challenge, act, status=422)
    reason = form.data.get("reason") or ""
    try:
        await command(actor, challenge_id, reason, form.seen_version)
    except (Invalid, Conflict) as error:
        page = form_errors(form, error)
        return _reason_page(request, actor, page, challenge, act, status=error.status)
    return redirect(request, f"{LIST}/{challenge_id}", labels.done_message(act))


def _reason_page(
    request: WebRequest,
    actor: Actor,
    form: Form,
    challenge: ChallengeView,
    act: Act,
    status: int = 200,
) -> Answer:
    title, lead, button = labels.act_words(act)
    return render(
        request,
        "challenges/reason.html",
        status=status,
        form=form,
        challenge=challenge,
        act=act,
        title=title,
        lead=lead,
        button=button,
        breadcrumbs=[*challenge_crumbs(actor, challenge), (title, None)],
        **words(),
    )


def _form_page(
    request: WebRequest,
    actor: Actor,
    form: Form,
    challenge: ChallengeView | None,
    status: int = 200,
) -> Answer:
    correcting = isinstance(form, CorrectionForm)
    if challenge is None:
        title, action = _("課題を書く"), LIST
        crumbs = home_crumbs(actor)
    elif correcting:
        title, action = _("課題を訂正する"), f"{LIST}/{challenge.id}/correct"
        crumbs = challenge_crumbs(actor, challenge)
    else:
        title, action = _("課題を書き直す"), f"{LIST}/{challenge.id}/edit"
        crumbs = challenge_crumbs(actor, challenge)
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
