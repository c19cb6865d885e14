"""HTML pages that record a pilot's results and put them right."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.acts import ActWords
from foundation.errors import Conflict, NotFound
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.acts import ReasonForm, ask_page
from foundation.web.api import PageController
from foundation.web.forms import Form, Refused, attempt, read_form
from pitch.pilots import commands, labels
from pitch.pilots.pages.forms import CorrectionForm, NewMeasurementForm
from pitch.pilots.pages.frame import LIST, led_pilot, pilot_crumbs, words
from pitch.pilots.states import MEASURED
from pitch.pilots.views import IndicatorView, MeasurementView, PilotView

About = tuple[IndicatorView, MeasurementView]


class MeasurementPages(PageController):
    """Recording results and putting them right."""

    path = LIST + "/{pilot_id:uuid}/measurements"

    @get("/new")
    async def new(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """An empty form."""
        pilot = await _measured_pilot(actor, pilot_id)
        form = _offered(NewMeasurementForm.for_new(actor), pilot)
        return _measurement_page(request, form, pilot)

    @post()
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Record it; sent twice, it is one."""
        pilot = await led_pilot(actor, pilot_id)
        sent = NewMeasurementForm.making(actor, await read_form(request))
        form = _offered(sent, pilot)
        done = await attempt(
            form,
            lambda: commands.record_measurement(
                actor, form.record_id, pilot_id, UUID(form.indicator_id.data), form.content
            ),
        )
        if isinstance(done, Refused):
            return _measurement_page(request, form, pilot, status=done.status)
        return redirect(request, f"{LIST}/{pilot_id}", _("結果を記録しました"))

    @get("/{measurement_id:uuid}/correct")
    async def ask_correction(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
    ) -> Answer:
        """The form with what was recorded."""
        pilot = await _measured_pilot(actor, pilot_id)
        about = _result_of(pilot, measurement_id)
        form = CorrectionForm.of(about[1])
        return _measurement_page(request, form, pilot, about)

    @post("/{measurement_id:uuid}/correct")
    async def correct(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
    ) -> Answer:
        """Put a right result in its place."""
        pilot = await led_pilot(actor, pilot_id)
        about = _result_of(pilot, measurement_id)
        form = CorrectionForm.from_request(await read_form(request))
        done = await attempt(
            form,
            lambda: commands.correct_measurement(
                actor, pilot_id, measurement_id, form.content, form.reason.data or ""
            ),
        )
        if isinstance(done, Refused):
            return _measurement_page(request, form, pilot, about, status=done.status)
        return redirect(request, f"{LIST}/{pilot_id}", _("結果を訂正しました。前の結果も残ります"))

    @get("/{measurement_id:uuid}/void")
    async def ask_void(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
    ) -> Answer:
        """Why it should not be there."""
        pilot = await _measured_pilot(actor, pilot_id)
        about = _result_of(pilot, measurement_id)
        return _void_page(request, ReasonForm(), pilot, about)

    @post("/{measurement_id:uuid}/void")
    async def void(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
    ) -> Answer:
        """Mark it; nothing takes its place."""
        pilot = await led_pilot(actor, pilot_id)
        about = _result_of(pilot, measurement_id)
        form = ReasonForm.from_request(await read_form(request))
        done = await attempt(
            form,
            lambda: commands.void_measurement(
                actor, pilot_id, measurement_id, form.reason.data or ""
            ),
        )
        if isinstance(done, Refused):
            return _void_page(request, form, pilot, about, status=done.status)
        return redirect(request, f"{LIST}/{pilot_id}", _("結果を取り消しました。記録は残ります"))


async def _measured_pilot(actor: Actor, pilot_id: UUID) -> PilotView:
    pilot = await led_pilot(actor, pilot_id)
    if pilot.state not in MEASURED:
        raise Conflict(_("結果を記録できるのは、実施中の実証だけです。"), pilot.state)
    return pilot


def _result_of(pilot: PilotView, measurement_id: UUID) -> About:
    for indicator in pilot.indicators:
        for result in indicator.measurements:
            if result.id == measurement_id:
                return indicator, result
    raise NotFound()


def _offered(form: NewMeasurementForm, pilot: PilotView) -> NewMeasurementForm:
    form.indicator_id.offer([(str(one.id), labels.indicator_name(one)) for one in pilot.indicators])
    return form


def _measurement_page(
    request: WebRequest,
    form: Form,
    pilot: PilotView,
    about: About | None = None,
    status: int = 200,
) -> Answer:
    title = _("結果を訂正する") if about else _("結果を記録する")
    action = f"{LIST}/{pilot.id}/measurements"
    return render(
        request,
        "pilots/measurement.html",
        status=status,
        form=form,
        pilot=pilot,
        indicator_words=labels.indicator_name(about[0]) if about else "",
        title=title,
        action=f"{action}/{about[1].id}/correct" if about else action,
        correcting=about is not None,
        breadcrumbs=[*pilot_crumbs(pilot), (title, None)],
        **words(),
    )


def _void_page(
    request: WebRequest,
    form: Form,
    pilot: PilotView,
    about: About,
    status: int = 200,
) -> Answer:
    indicator, result = about
    asked = ActWords(
        label=_("結果を取り消す"),
        event=_("結果を取り消しました"),
        lead=_(
            "「%(indicator)s」の結果（%(value)s）を数えないようにします。理由と一緒に記録は残ります。",
            indicator=labels.indicator_name(indicator),
            value=labels.number(result.value) or result.note_ja,
        ),
    )
    address = f"{LIST}/{pilot.id}"
    return ask_page(
        request,
        asked,
        form,
        status,
        eyebrow=[pick(pilot.title_ja, pilot.title_en)],
        action=f"{address}/measurements/{result.id}/void",
        back=(address, _("実証に戻る")),
        crumbs=pilot_crumbs(pilot),
    )
