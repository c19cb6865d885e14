"""The page of a challenge's shortlist, and of each frozen list."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.web import Answer, Crumbs, WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.foreign import mark_foreign
from foundation.web.forms import Refused, attempt, read_form
from matching.matcher.commands.shortlist import remove_from_shortlist
from matching.matcher.freezing import commands, queries
from matching.matcher.freezing.files import frozen_file
from matching.matcher.freezing.forms import AnnulForm, FreezeForm, NoteForm
from matching.matcher.freezing.labels import (
    BAND_BARS,
    FORMAT_LABELS,
    MODE_LABELS,
    STANDING_LABELS,
)
from matching.matcher.freezing.queries import FrozenView, ShortlistView, Standing
from matching.matcher.policy import may_keep_shortlist
from matching.matcher.queries.access import readable
from matching.matcher.sources.port import ChallengeFields


class ShortlistPage(PageController):
    """The list as it is now: notes, and freezing it."""

    path = "/challenges/{challenge_id:uuid}/shortlists"

    @get("/")
    async def show(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Candidates with their notes, and what was frozen before."""
        actor.account()
        return await _shortlist_page(request, actor, challenge_id)

    @post("/note")
    async def note(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Write a note anew."""
        actor.account()
        form = NoteForm.from_request(await read_form(request))
        solution = _solution(form)
        done = await attempt(
            form,
            lambda: commands.edit_note(
                actor, challenge_id, solution, form.note.data or "", form.seen_version
            ),
        )
        if isinstance(done, Refused):
            return await _shortlist_page(
                request, actor, challenge_id, status=done.status, wrong=form
            )
        back = f"/challenges/{challenge_id}/shortlists#kept-{solution}"
        return redirect(request, back, _("メモを保存しました。"))

    @post("/remove")
    async def remove(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Take a solution off the list."""
        actor.account()
        form = NoteForm.from_request(await read_form(request))
        await remove_from_shortlist(actor, challenge_id, _solution(form))
        return redirect(
            request, f"/challenges/{challenge_id}/shortlists", _("候補リストから外しました。")
        )

    @post("/freeze")
    async def freeze(
        self, request: WebRequest, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> Answer:
        """Freeze the list that was shown."""
        actor.account()
        form = FreezeForm.making(actor, await read_form(request))
        try:
            frozen = await commands.freeze_shortlist(
                actor, challenge_id, form.record_id, form.seen.data or ""
            )
        except (Invalid, Conflict) as error:
            return await _shortlist_page(
                request, actor, challenge_id, status=error.status, problem=error.message
            )
        return redirect(
            request,
            f"/challenges/{challenge_id}/shortlists/{frozen.number}",
            _("候補リストを確定しました。"),
        )


class FrozenPage(PageController):
    """One frozen list: what it says, its check value, who took it away."""

    path = "/challenges/{challenge_id:uuid}/shortlists/{number:int}"

    @get("/")
    async def show(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        number: FromPath[int],
    ) -> Answer:
        """The list as it was."""
        actor.account()
        return await _frozen_page(request, actor, challenge_id, number)

    @get("/pdf")
    async def pdf(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], number: FromPath[int]
    ) -> Response[bytes]:
        """The list as a document."""
        actor.account()
        return await frozen_file(
            actor, await queries.frozen_list(actor, challenge_id, number), "pdf"
        )

    @get("/json")
    async def json(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], number: FromPath[int]
    ) -> Response[bytes]:
        """The list as data, the very bytes that the check value is of."""
        actor.account()
        return await frozen_file(
            actor, await queries.frozen_list(actor, challenge_id, number), "json"
        )

    @post("/annul")
    async def annul(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        number: FromPath[int],
    ) -> Answer:
        """Say that the list no longer holds."""
        actor.account()
        form = AnnulForm.from_request(await read_form(request))
        may_keep_shortlist(actor, (await readable(actor, challenge_id)).owner_id).require()
        done = await attempt(
            form,
            lambda: commands.annul_freeze(actor, challenge_id, number, form.reason.data or ""),
        )
        if isinstance(done, Refused):
            return await _frozen_page(
                request, actor, challenge_id, number, status=done.status, form=form
            )
        back = f"/challenges/{challenge_id}/shortlists/{number}"
        return redirect(request, back, _("確定を取り消しました。"))


def _solution(form: NoteForm) -> UUID:
    try:
        return UUID(form.solution.data or "")
    except ValueError as error:
        raise NotFound() from error


async def _shortlist_page(
    request: WebRequest,
    actor: Actor,
    challenge_id: UUID,
    *,
    status: int = 200,
    wrong: NoteForm | None = None,
    problem: str | None = None,
) -> Answer:
    view = await queries.shortlist_for(actor, challenge_id)
    return render(
        request,
        "freezing/shortlist.html",
        status=status,
        view=view,
        may_keep=bool(may_keep_shortlist(actor, view.challenge.owner_id)),
        note_forms=_note_forms(view, wrong),
        wrong=wrong,
        problem=problem,
        freeze_form=FreezeForm.for_new(actor, seen=view.seen),
        standings=STANDING_LABELS,
        breadcrumbs=_crumbs(view.challenge, (_("候補リスト"), None)),
    )


def _note_forms(view: ShortlistView, wrong: NoteForm | None) -> dict[UUID, NoteForm]:
    forms = {}
    for item in view.items:
        kept = item.kept
        if wrong is not None and wrong.solution.data == str(kept.solution_id):
            # the next try is made against what is there now
            wrong.version.data = str(kept.version)
            form = wrong
        else:
            form = NoteForm.blank(
                solution=str(kept.solution_id), version=str(kept.version), note=kept.note
            )
        forms[kept.solution_id] = form.with_ids(f"note-{kept.solution_id}")
    return forms


async def _frozen_page(
    request: WebRequest,
    actor: Actor,
    challenge_id: UUID,
    number: int,
    *,
    status: int = 200,
    form: AnnulForm | None = None,
) -> Answer:
    frozen = await queries.frozen_list(actor, challenge_id, number)
    challenge = await readable(actor, challenge_id)
    list_page = (_("候補リスト"), f"/challenges/{challenge_id}/shortlists")
    here = (_("第%(number)s回の確定", number=number), None)
    return render(
        request,
        "freezing/frozen.html",
        status=status,
        frozen=frozen,
        content=frozen.content,
        rows=_rows(frozen),
        conditions=_conditions(frozen),
        may_annul=frozen.standing is not Standing.ANNULLED
        and bool(may_keep_shortlist(actor, challenge.owner_id)),
        form=form or AnnulForm.blank(),
        standings=STANDING_LABELS,
        formats=FORMAT_LABELS,
        modes=MODE_LABELS,
        breadcrumbs=_crumbs(challenge, list_page, here),
    )


def _rows(frozen: FrozenView) -> list[dict[str, Any]]:
    """Candidates in order of rank, in the values that the kit's match rows take."""
    content = frozen.content
    rows = []
    for one in sorted(content.candidates, key=lambda one: (one.rank is None, one.rank or 0)):
        result = content.result_of(one)
        rows.append(
            {
                "candidate": one,
                "result": result,
                "title": one.solution["content"]["title_ja"],
                "title_en": one.solution["content"].get("title_en"),
                "firm": pick(
                    one.solution["startup"]["name_ja"], one.solution["startup"]["name_en"]
                ),
                "level": None if result is None else BAND_BARS[result.band],
                "facts": [
                    {
                        "kind": fact.fits,
                        "mode": fact.mode,
                        "text": pick(fact.label_ja, fact.label_en),
                        # amounts and names in it may be Japanese only
                        "reason": mark_foreign(pick(fact.detail_ja, fact.detail_en)),
                        "effect": _("必須") if fact.mode == "must" else fact.effect,
                    }
                    for fact in (result.facts if result else ())
                ],
            }
        )
    return rows


def _conditions(frozen: FrozenView) -> list[str]:
    """Each condition with what the bureau had it do, in the reader's language."""
    ranking = frozen.content.ranking
    return [
        _(
            "%(condition)s（%(mode)s）",
            condition=pick(*ranking.condition_labels[key]),
            mode=str(MODE_LABELS[mode]),
        )
        for key, mode in ranking.criteria.get("conditions", {}).items()
    ]


def _crumbs(challenge: ChallengeFields, *last: tuple[str, str | None]) -> Crumbs:
    return [
        (_("課題"), "/challenges"),
        (pick(challenge.title, challenge.title_en or None), f"/challenges/{challenge.id}"),
        *last,
    ]
