"""HTML pages of acts: a page that asks, the doing, and what was sent shown again where it is refused."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency

from foundation.access.actor import Actor
from foundation.acts import ActWords, AtOnce, Reason, Text, WithReason
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.web.acts.forms import ActForm, OptionalReasonForm, ReasonForm
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors, read_form
from foundation.web.rendering import Answer, Crumbs, WebRequest, redirect, render

A = TypeVar("A", bound=StrEnum)


class ActedOn(Protocol):
    """What the pages of acts look at in a record, as one reader may see it."""

    @property
    def id(self) -> UUID: ...
    @property
    def version(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def acts(self) -> Sequence[StrEnum]: ...


V = TypeVar("V", bound=ActedOn)


def _nothing(_record: Any) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class PageAct(Generic[A]):
    """An act with a form of its own; those of `AtOnce` and `WithReason` need no more than the command.

    Attributes:
        run: does it, given the actor, the record's id and the validated form.
        asks: it has a page of its own; else its form or button stands on the record's page.
        lands: where it leads once it is done, below the record's address.
        values: what the form begins with, beside the version.
        template: of the page that asks; it builds on `act.html`.
        context: what that template shows besides.
    """

    act: A
    run: Callable[[Actor, UUID, Any], Awaitable[object]]
    form: type[Form] = ActForm
    asks: bool = True
    lands: str = ""
    values: Callable[[Any], Mapping[str, Any]] = _nothing
    template: str = "act.html"
    context: Callable[[Any], Mapping[str, Any]] = _nothing


@dataclass(frozen=True, kw_only=True)
class RecordPage(Generic[A, V]):
    """The page of a kind of record, to which its acts belong.

    Attributes:
        address: of the list of records, such as `/pilots`.
        key: name of the record's id in addresses, such as `pilot_id`.
        words: of each act.
        read: the record for those who may do the act, wherever it stands.
        again: the record's page with what was refused: an act without a page of its own, its form as
            it was sent, and the refusal.
        crumbs, eyebrow, back: of pages that ask: the way to the record, what names it above the
            question, and the label of the link back to it.
    """

    address: str
    key: str
    words: Mapping[A, ActWords]
    read: Callable[[Actor, UUID, A], Awaitable[V]]
    again: Callable[[WebRequest, Actor, V, A, Form, Invalid | Conflict], Awaitable[Answer]]
    crumbs: Callable[[V], Crumbs] = lambda _record: ()
    eyebrow: Callable[[V], Sequence[str | None]] = lambda _record: ()
    back: Text = ""

    def ask(
        self, request: WebRequest, actor: Actor, record: V, one: PageAct[A], form: Form, status: int
    ) -> Answer:
        """The page that asks before an act."""
        address = f"{self.address}/{record.id}"
        return ask_page(
            request,
            self.words[one.act],
            form,
            status,
            eyebrow=self.eyebrow(record),
            action=f"{address}/{one.act.value}",
            back=(address, self.back),
            crumbs=self.crumbs(record),
            template=one.template,
            **one.context(record),
        )


def ask_page(
    request: WebRequest,
    words: ActWords,
    form: Form,
    status: int = 200,
    *,
    eyebrow: Sequence[str | None],
    action: str,
    back: tuple[str, Text],
    crumbs: Crumbs,
    template: str = "act.html",
    **context: Any,
) -> Answer:
    """The page that asks before something is done, or again after a refusal.

    Args:
        words: what is said of it.
        eyebrow: what names the record above the question.
        action: local address to which the form is sent.
        back: local address of the record, and label of the link there.
        crumbs: the way to the record.
        template: builds on `act.html`.
        context: what that template shows besides.
    """
    title = str(words.label)
    return render(
        request,
        template,
        status=status,
        form=form,
        title=title,
        words=words,
        eyebrow=eyebrow,
        action=action,
        back=back[0],
        back_label=back[1],
        breadcrumbs=[*crumbs, (title, None)],
        **context,
    )


Command = AtOnce[A, Any] | WithReason[A, Any] | PageAct[A]


def act_pages(page: RecordPage[A, V], commands: Iterable[Command[A]]) -> type[PageController]:
    """The controller of a record's acts, each below the record's address.

    GET asks, where the act has a page of its own; POST does it and goes back to the record. What is
    refused comes back as it was sent, with 409 or 422.
    """
    acts = {one.act.value: one for one in map(page_act, commands)}

    def asked(request: WebRequest) -> tuple[PageAct[A], UUID]:
        return acts[request.url.path.rpartition("/")[2]], request.path_params[page.key]

    async def ask(
        self: PageController, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Answer:
        """What comes of it, and what it needs to be told."""
        one, record_id = asked(request)
        record = await page.read(actor, record_id, one.act)
        if one.act not in record.acts:
            raise Conflict(_("今の状態では、この操作はできません。"), record.state)
        form = one.form.blank(version=str(record.version), **one.values(record))
        return page.ask(request, actor, record, one, form, 200)

    async def act(
        self: PageController, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Answer:
        """Do it."""
        one, record_id = asked(request)
        form = one.form.from_request(await read_form(request))
        record = await page.read(actor, record_id, one.act)
        if not form.validate():
            return await refused(request, actor, record, one, form, Invalid({}))
        try:
            await one.run(actor, record_id, form)
        except (Invalid, Conflict) as error:
            return await refused(request, actor, record, one, form, error)
        done = page.words[one.act].done or page.words[one.act].event
        return redirect(request, f"{page.address}/{record_id}{one.lands}", str(done))

    async def refused(
        request: WebRequest,
        actor: Actor,
        record: V,
        one: PageAct[A],
        form: Form,
        error: Invalid | Conflict,
    ) -> Answer:
        if one.asks:
            return page.ask(request, actor, record, one, form_errors(form, error), error.status)
        return await page.again(request, actor, record, one.act, form, error)

    members: dict[str, Any] = {
        "__doc__": "What leads a record from state to state.",
        "path": f"{page.address}/{{{page.key}:uuid}}",
        "act": post([f"/{name}" for name in acts])(act),
    }
    asking = [f"/{name}" for name, one in acts.items() if one.asks]
    if asking:
        members["ask"] = get(asking)(ask)
    return type("ActPages", (PageController,), members)


def page_act(command: Command[A]) -> PageAct[A]:
    """An act as pages know it; `replace` puts it on the record's page, or lets it lead elsewhere."""
    if isinstance(command, PageAct):
        return command
    if isinstance(command, AtOnce):

        async def at_once(actor: Actor, record_id: UUID, form: Form) -> None:
            await command(actor, record_id, form.seen_version)

        return PageAct(act=command.act, run=at_once, asks=False)

    async def with_reason(actor: Actor, record_id: UUID, form: ReasonForm) -> None:
        await command(actor, record_id, form.reason.data or "", form.seen_version)

    ways = command.leading.machine.ways_of(command.act)
    required = all(way.reason is Reason.REQUIRED for way in ways)
    form = ReasonForm if required else OptionalReasonForm
    return PageAct(act=command.act, run=with_reason, form=form)
