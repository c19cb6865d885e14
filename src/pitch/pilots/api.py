"""REST interface of pilots: the same commands and queries as the pages."""

from typing import Annotated
from uuid import UUID

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from foundation.access.actor import Actor
from foundation.acts import Led
from foundation.web import WebRequest
from foundation.web.acts import Operations
from foundation.web.api import NO_TOKEN, ApiController, CursorPage, Limit, creation_id, given_out
from pitch.pilots import commands, queries
from pitch.pilots.schemas import (
    ChangedPilot,
    CorrectedMeasurement,
    NewEvaluation,
    NewMeasurement,
    NewPilot,
    PilotOut,
    PilotSummary,
    VoidedMeasurement,
)
from pitch.pilots.states import PUBLIC, Act

StateQuery = Annotated[str, QueryParameter(name="state", description="`running` or `evaluated`.")]
ONE = "/{pilot_id:uuid}"


async def _out(actor: Actor, pilot_id: UUID) -> PilotOut:
    return PilotOut.of(await queries.pilot_for(actor, pilot_id))


class PilotApi(ApiController):
    """Pilots (実証). Reading what is public needs no token."""

    path = "/api/v1/pilots"
    tags = ["Pilots"]

    @get("/", operation_id="ListPilots", security=NO_TOKEN)
    async def listing(
        self, in_state: StateQuery = "", cursor: FromQuery[str | None] = None, limit: Limit = 50
    ) -> CursorPage[PilotSummary]:
        """Pilots that run or were evaluated, as everybody sees them, by id."""
        state = in_state if in_state in PUBLIC else ""
        return given_out(await queries.pilots_after(state, cursor, limit), PilotSummary.of)

    @get("/mine", operation_id="ListOwnPilots")
    async def mine(
        self,
        actor: NamedDependency[Actor],
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> CursorPage[PilotSummary]:
        """The bureau's or the startup's own pilots in any state; all of them for the secretariat."""
        actor.account()
        return given_out(await queries.own_pilots_after(actor, cursor, limit), PilotSummary.of)

    @post("/", operation_id="PlanPilot")
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[NewPilot]
    ) -> PilotOut:
        """Plan a pilot for one's bureau; repeatable with the header `Idempotency-Key`."""
        made = await commands.plan_pilot(
            actor, creation_id(request, actor), data.source, data.content
        )
        return await _out(actor, made.id)

    @get(ONE, operation_id="GetPilot", security=NO_TOKEN)
    async def detail(self, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]) -> PilotOut:
        """One pilot."""
        return await _out(actor, pilot_id)

    @put(ONE, operation_id="UpdatePilot")
    async def update(
        self,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        data: JSONBody[ChangedPilot],
    ) -> PilotOut:
        """Change the plan before the start. Indicators keep their ids; one without is new."""
        await commands.update_pilot(actor, pilot_id, data.version, data.content)
        return await _out(actor, pilot_id)


async def _led(actor: Actor, led: Led) -> PilotOut:
    return await _out(actor, led.id)


async def _evaluate(actor: Actor, pilot_id: UUID, data: NewEvaluation) -> Led:
    return await commands.evaluate_pilot(actor, pilot_id, data.content, data.version)


OPERATION = Operations("pilot_id", _led)


class PilotActsApi(ApiController):
    """Leading pilots on and back, and recording results: the bureau's pilot owner."""

    path = "/api/v1/pilots" + ONE
    tags = ["Pilots"]

    start = OPERATION(commands.start_pilot, "StartPilot", "Begin; from here on everybody sees it.")
    back_to_plan = OPERATION(
        commands.return_to_plan,
        "ReturnPilotToPlan",
        "Back to planning, with a reason; results stay.",
    )
    cancel = OPERATION(
        commands.cancel_pilot, "CancelPilot", "Call it off before the start, with a reason."
    )
    resume = OPERATION(
        commands.resume_pilot, "ResumePilot", "Take up a cancelled plan again, with a reason."
    )
    evaluate = OPERATION.own(
        Act.EVALUATE,
        NewEvaluation,
        _evaluate,
        "EvaluatePilot",
        "Decide how it ends; nothing of it is public yet.",
    )
    take_back = OPERATION(
        commands.take_back_evaluation,
        "TakeBackEvaluation",
        "Undo an evaluation before it is published, with a reason.",
    )
    publish = OPERATION(
        commands.publish_evaluation, "PublishEvaluation", "Publish evaluation and results."
    )
    unpublish = OPERATION(
        commands.unpublish_evaluation,
        "UnpublishEvaluation",
        "Take a published evaluation back from the public, with a reason.",
    )

    @post("/measurements", operation_id="RecordMeasurement")
    async def measure(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        data: JSONBody[NewMeasurement],
    ) -> PilotOut:
        """Record a result; repeatable with the header `Idempotency-Key`."""
        await commands.record_measurement(
            actor, creation_id(request, actor), pilot_id, data.indicator_id, data.content
        )
        return await _out(actor, pilot_id)

    @post(
        "/measurements/{measurement_id:uuid}/correct",
        operation_id="CorrectMeasurement",
        status_code=200,
    )
    async def correct(
        self,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
        data: JSONBody[CorrectedMeasurement],
    ) -> PilotOut:
        """Put a right result in the place of a wrong one; the wrong one stays, marked."""
        await commands.correct_measurement(
            actor, pilot_id, measurement_id, data.content, data.reason
        )
        return await _out(actor, pilot_id)

    @post(
        "/measurements/{measurement_id:uuid}/void",
        operation_id="VoidMeasurement",
        status_code=200,
    )
    async def void(
        self,
        actor: NamedDependency[Actor],
        pilot_id: FromPath[UUID],
        measurement_id: FromPath[UUID],
        data: JSONBody[VoidedMeasurement],
    ) -> PilotOut:
        """Mark a result that should not be there; nothing takes its place."""
        await commands.void_measurement(actor, pilot_id, measurement_id, data.reason)
        return await _out(actor, pilot_id)
