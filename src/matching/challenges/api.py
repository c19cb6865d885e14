"""REST interface of challenges: the same commands and queries as the pages."""

from datetime import date, datetime
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec
from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.identity.actor import Actor
from foundation.web import PageOf, WebRequest
from foundation.web.api import (
    LONGEST_PAGE,
    ApiController,
    CursorPage,
    Schema,
    creation_id,
    cursor_page,
    decode_cursor,
    encode_cursor,
)
from matching.challenges import commands, queries
from matching.challenges.content import ChallengeContent, Provenance
from matching.challenges.queries import ChallengeFilter
from matching.challenges.views import ChallengeRow, ChallengeView, Correction, EditionView

T = TypeVar("T")
StateQuery = Annotated[str, QueryParameter(name="state")]
Limit = Annotated[int, QueryParameter(ge=1, le=100, description="Rows a page.")]


class ChallengeSummary(Schema):
    """A challenge in a list."""

    id: UUID
    number: str | None
    state: str
    open: bool
    title_ja: str
    title_en: str | None
    category: str | None
    region: str | None
    organisation_id: UUID
    organisation_name: str
    section_ja: str | None
    section_en: str | None
    published_at: datetime | None
    updated_at: datetime
    closes_on: date | None


class CorrectionOut(Schema):
    """A published edition: what was corrected (訂正), when, and in which fields."""

    edition: int
    published_at: datetime
    note: str | None
    changed_fields: list[str]


class ChallengeOut(Schema):
    """A challenge as its reader may see it.

    `submitted_at`, `returned_reason` and `state_reason` are null for everybody but the owning
    bureau and the secretariat. `acts` names what the reader may do now.
    """

    id: UUID
    version: int
    edition: int
    number: str | None
    state: str
    open: bool
    organisation_id: UUID
    organisation_name: str
    content: ChallengeContent
    published_at: datetime | None
    corrected_at: datetime | None
    closed_at: datetime | None
    closed_reason: str | None
    corrections: list[CorrectionOut]
    provenance: Provenance | None
    submitted_at: datetime | None
    returned_reason: str | None
    state_reason: str | None
    acts: list[str]


class EditionOut(Schema):
    """What a challenge said in one edition."""

    challenge_id: UUID
    correction: CorrectionOut
    content: ChallengeContent


class ChangedChallenge(Schema):
    """New content of a draft; `version` is the one that was read."""

    version: int
    content: ChallengeContent


class CorrectedChallenge(Schema):
    """Corrected content of a public challenge; `note` is shown to everybody."""

    version: int
    content: ChallengeContent
    note: str


class SeenVersion(Schema):
    """The version that was read before the act; null takes any."""

    version: int | None = None


class Reason(Schema):
    """An act with its reason."""

    reason: str = ""
    version: int | None = None


class ChallengeApi(ApiController):
    """Challenges (課題). Reading what is public needs no token."""

    path = "/api/v1/challenges"
    tags = ["Challenges"]

    @get("/", operation_id="ListChallenges")
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
        rows = await queries.challenge_rows_after(chosen, _after(cursor), limit + 1)
        items = [_summary(ChallengeRow(**row)) for row in rows[:limit]]
        return cursor_page(rows, limit, items, "published_at", "id")

    @get("/mine", operation_id="ListOwnChallenges")
    async def mine(
        self,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        cursor: FromQuery[str | None] = None,
    ) -> CursorPage[ChallengeSummary]:
        """The bureau's own challenges in any state, the last changed first."""
        page = _page_number(cursor)
        return _numbered(await queries.own_challenges(actor, page, in_state, LONGEST_PAGE))

    @get("/review", operation_id="ListChallengesToReview")
    async def review(
        self, actor: NamedDependency[Actor], cursor: FromQuery[str | None] = None
    ) -> CursorPage[ChallengeSummary]:
        """What waits for the secretariat, the longest waiting first."""
        page = _page_number(cursor)
        return _numbered(await queries.challenges_to_review(actor, page, LONGEST_PAGE))

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

    @get("/{challenge_id:uuid}", operation_id="GetChallenge")
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

    @post("/{challenge_id:uuid}/submit", operation_id="SubmitChallenge", status_code=200)
    async def submit(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[SeenVersion],
    ) -> ChallengeOut:
        """Ask the secretariat to publish it."""
        await commands.submit_challenge(actor, challenge_id, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/take-back", operation_id="TakeBackChallenge", status_code=200)
    async def take_back(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[SeenVersion],
    ) -> ChallengeOut:
        """Make it a draft again."""
        await commands.take_back_challenge(actor, challenge_id, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/publish", operation_id="PublishChallenge", status_code=200)
    async def publish(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[SeenVersion],
    ) -> ChallengeOut:
        """Publish it (secretariat); it gets its number."""
        await commands.publish_challenge(actor, challenge_id, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/return", operation_id="ReturnChallenge", status_code=200)
    async def return_(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> ChallengeOut:
        """Give it back with a reason (secretariat)."""
        await commands.return_challenge(actor, challenge_id, data.reason, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/close", operation_id="CloseChallenge", status_code=200)
    async def close(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> ChallengeOut:
        """End the call; the reason is public and may be left out."""
        await commands.close_challenge(actor, challenge_id, data.reason, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/withdraw", operation_id="WithdrawChallenge", status_code=200)
    async def withdraw(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> ChallengeOut:
        """Take it away from the public, with a reason."""
        await commands.withdraw_challenge(actor, challenge_id, data.reason, data.version)
        return await _out(actor, challenge_id)

    @post("/{challenge_id:uuid}/reopen", operation_id="ReopenChallenge", status_code=200)
    async def reopen(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], data: JSONBody[Reason]
    ) -> ChallengeOut:
        """Publish a closed or withdrawn challenge again, with a reason."""
        await commands.reopen_challenge(actor, challenge_id, data.reason, data.version)
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
        return _edition(await queries.edition_of(actor, challenge_id, edition))


async def _out(actor: Actor, challenge_id: UUID) -> ChallengeOut:
    return _challenge(await queries.challenge_for(actor, challenge_id))


def _after(cursor: str | None) -> tuple[datetime, UUID] | None:
    return _converted(decode_cursor(cursor, 2), tuple[datetime, UUID])


def _page_number(cursor: str | None) -> int:
    found = _converted(decode_cursor(cursor), tuple[int])
    return found[0] if found else 1


def _converted(values: list[str] | None, kind: type[T]) -> T | None:
    if values is None:
        return None
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(
            {"cursor": _("この cursor は使えません。最初から読み直してください。")}
        ) from error


def _numbered(page: PageOf[ChallengeRow]) -> CursorPage[ChallengeSummary]:
    following = page.number + 1 if page.number < page.last else None
    return CursorPage(
        items=[_summary(row) for row in page.items],
        next_cursor=encode_cursor(following) if following else None,
    )


def _summary(row: ChallengeRow) -> ChallengeSummary:
    return ChallengeSummary(
        id=row.id,
        number=row.number,
        state=row.state,
        open=row.is_open,
        title_ja=row.title_ja,
        title_en=row.title_en,
        category=row.category,
        region=row.region,
        organisation_id=row.organisation_id,
        organisation_name=row.organisation_name,
        section_ja=row.section_ja,
        section_en=row.section_en,
        published_at=row.published_at,
        updated_at=row.updated_at,
        closes_on=row.closes_on,
    )


def _correction(one: Correction) -> CorrectionOut:
    return CorrectionOut(
        edition=one.edition,
        published_at=one.published_at,
        note=one.note,
        changed_fields=list(one.changed_fields),
    )


def _edition(found: EditionView) -> EditionOut:
    return EditionOut(
        challenge_id=found.challenge_id,
        correction=_correction(found.correction),
        content=found.content,
    )


def _challenge(view: ChallengeView) -> ChallengeOut:
    return ChallengeOut(
        id=view.id,
        version=view.version,
        edition=view.edition,
        number=view.number,
        state=view.state,
        open=view.is_open,
        organisation_id=view.organisation_id,
        organisation_name=view.organisation_name,
        content=view.content,
        published_at=view.published_at,
        corrected_at=view.corrected_at,
        closed_at=view.closed_at,
        closed_reason=view.closed_reason,
        corrections=[_correction(one) for one in view.corrections],
        provenance=view.provenance,
        submitted_at=view.submitted_at,
        returned_reason=view.returned_reason,
        state_reason=view.state_reason,
        acts=[act.value for act in view.acts],
    )
