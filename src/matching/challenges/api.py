"""REST interface of challenges: the same commands and queries as the pages."""

from uuid import UUID

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.acts import Operations
from foundation.web.api import (
    LONGEST_PAGE,
    NO_TOKEN,
    ApiController,
    CursorPage,
    Limit,
    StateQuery,
    creation_id,
    given_out,
    page_number,
)
from matching.challenges import commands, queries
from matching.challenges.commands import ChallengeRecord
from matching.challenges.content import ChallengeContent
from matching.challenges.queries import ChallengeFilter
from matching.challenges.schemas import (
    ChallengeOut,
    ChallengeSummary,
    ChangedChallenge,
    CorrectedChallenge,
    EditionOut,
    challenge_out,
    summary_out,
)


class ChallengeApi(ApiController):
    """Challenges (課題). Reading what is public needs no token."""

    path = "/api/v1/challenges"
    tags = ["Challenges"]

    @get("/", operation_id="ListChallenges", security=NO_TOKEN)
    async def listing(
        self,
        q: FromQuery[str] = "",
        category: FromQuery[str] = "",
        region: FromQuery[str] = "",
        status: FromQuery[str] = "",
        organisation_id: FromQuery[UUID | None] = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> CursorPage[ChallengeSummary]:
        """Published and closed challenges, the newest first. `status` is `open` or `closed`."""
        chosen = ChallengeFilter(
            q=q[:100].strip(),
            category=category,
            region=region,
            status=status,
            organisation_id=organisation_id,
        )
        return given_out(await queries.challenges_after(chosen, cursor, limit), summary_out)

    @get("/mine", operation_id="ListOwnChallenges")
    async def mine(
        self,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        cursor: FromQuery[str | None] = None,
    ) -> CursorPage[ChallengeSummary]:
        """The bureau's own challenges in any state, the last changed first."""
        page = page_number(cursor)
        found = await queries.own_challenges(actor, page, in_state, LONGEST_PAGE)
        return given_out(found, summary_out)

    @get("/review", operation_id="ListChallengesToReview")
    async def review(
        self, actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
    ) -> CursorPage[ChallengeSummary]:
        """What waits for the secretariat, the longest waiting first."""
        page = page_number(cursor)
        found = await queries.challenges_to_review(actor, page, LONGEST_PAGE)
        return given_out(found, summary_out)

    @post("/", operation_id="CreateChallenge")
    async def create(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        data: JSONBody[ChallengeContent],
    ) -> ChallengeOut:
        """Draft a challenge for one's bureau; repeatable with the header `Idempotency-Key`."""
        made = await commands.create_challenge(actor, creation_id(request, actor), data)
        return await _out(actor, made.id)

    @get("/{challenge_id:uuid}", operation_id="GetChallenge", security=NO_TOKEN)
    async def detail(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> ChallengeOut:
        """One challenge."""
        return await _out(actor, challenge_id)

    @put("/{challenge_id:uuid}", operation_id="UpdateChallenge")
    async def update(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[ChangedChallenge],
    ) -> ChallengeOut:
        """Change a draft, or one that was returned."""
        await commands.update_challenge(actor, challenge_id, data.version, data.content)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/correct", operation_id="CorrectChallenge", status_code=200)
    async def correct(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[CorrectedChallenge],
    ) -> ChallengeOut:
        """Correct what is public (訂正): a new edition; the old one is kept."""
        await commands.correct_challenge(actor, challenge_id, data.version, data.content, data.note)
        return await _out(actor, challenge_id)

    @get("/{challenge_id:uuid}/editions/{edition:int}", operation_id="GetChallengeEdition")
    async def edition(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        edition: FromPath[int],
    ) -> EditionOut:
        """What it said in an earlier edition (owning bureau and secretariat)."""
        found = await queries.edition_of(actor, challenge_id, edition)
        return EditionOut.of(found, correction=found)


async def _out(actor: Actor, challenge_id: UUID) -> ChallengeOut:
    return challenge_out(await queries.challenge_for(actor, challenge_id))


async def _led(actor: Actor, led: ChallengeRecord) -> ChallengeOut:
    return await _out(actor, led.id)


OPERATION = Operations("challenge_id", _led)


class ChallengeActsApi(ApiController):
    """Leading challenges on: their bureau and the secretariat."""

    path = "/api/v1/challenges/{challenge_id:uuid}"
    tags = ["Challenges"]

    submit = OPERATION(
        commands.submit_challenge, "SubmitChallenge", "Ask the secretariat to publish it."
    )
    take_back = OPERATION(
        commands.take_back_challenge, "TakeBackChallenge", "Make it a draft again."
    )
    publish = OPERATION(
        commands.publish_challenge,
        "PublishChallenge",
        "Publish it (secretariat); it gets its number.",
    )
    return_ = OPERATION(
        commands.return_challenge,
        "ReturnChallenge",
        "Give it back with a reason (secretariat).",
    )
    close = OPERATION(
        commands.close_challenge,
        "CloseChallenge",
        "End the call; the reason is public and may be left out.",
    )
    withdraw = OPERATION(
        commands.withdraw_challenge,
        "WithdrawChallenge",
        "Take it away from the public, with a reason.",
    )
    reopen = OPERATION(
        commands.reopen_challenge,
        "ReopenChallenge",
        "Publish a closed or withdrawn challenge again, with a reason.",
    )
