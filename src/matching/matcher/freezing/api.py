"""REST interface of frozen shortlists: the same queries and commands as the pages."""

from datetime import datetime
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.api import (
    JSON_FILE,
    ApiController,
    Schema,
    creation_id,
)
from matching.matcher.freezing import commands, queries
from matching.matcher.freezing.files import frozen_file
from matching.matcher.freezing.queries import FrozenView
from matching.matcher.freezing.record import FrozenContent


class NoteEdit(Schema):
    """A note written anew; `version` is that of the note seen before."""

    note: str
    version: int


class NoteOut(Schema):
    """The note's version after the change."""

    version: int


class FreezeIn(Schema):
    """Which list is frozen: `seen` as the shortlist that was read says it."""

    seen: str


class FrozenRowOut(Schema):
    """A freeze of the shortlist. `standing` is `in_force`, `superseded` or `annulled`."""

    number: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    candidates: int
    standing: str


class FrozenRowsOut(Schema):
    """All freezes of a challenge, newest first."""

    items: list[FrozenRowOut]


class DownloadOut(Schema):
    """A file of the list that somebody took away."""

    format: str
    sha256: str
    account_name: str
    organisation_name: str | None
    at: datetime


class FrozenOut(Schema):
    """A frozen list: `content` is what `sha256` is of; `verified` says that the check passed now.

    `downloads` holds the latest 200 of `download_count`.
    """

    number: int
    sha256: str
    standing: str
    verified: bool
    replaced_by: int | None
    annulled_at: datetime | None
    annulled_by: str | None
    annulled_reason: str | None
    downloads: list[DownloadOut]
    download_count: int
    content: FrozenContent


class ReasonIn(Schema):
    """Why the list no longer holds."""

    reason: str


class FrozenApi(ApiController):
    """Frozen shortlists (候補リストの確定): for the owning bureau and the secretariat."""

    path = "/api/v1/challenges/{challenge_id:uuid}"
    tags = ["Matching"]

    @put("/shortlist/{solution_id:uuid}/note", operation_id="EditShortlistNote")
    async def edit_note(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        solution_id: FromPath[UUID],
        data: JSONBody[NoteEdit],
    ) -> NoteOut:
        """Write the note beside a kept solution anew."""
        actor.account()
        version = await commands.edit_note(
            actor, challenge_id, solution_id, data.note, data.version
        )
        return NoteOut(version=version)

    @get("/frozen-shortlists", operation_id="ListFrozenShortlists")
    async def list_all(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID]
    ) -> FrozenRowsOut:
        """All freezes of the challenge's shortlist."""
        actor.account()
        rows = await queries.frozen_lists(actor, challenge_id)
        return FrozenRowsOut(items=[FrozenRowOut.of(row) for row in rows])

    @post("/frozen-shortlists", operation_id="FreezeShortlist")
    async def freeze(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        data: JSONBody[FreezeIn],
    ) -> FrozenOut:
        """Freeze the shortlist that was read. It cannot be changed any more, only annulled."""
        frozen = await commands.freeze_shortlist(
            actor, challenge_id, creation_id(request, actor), data.seen
        )
        return _frozen(frozen)

    @get("/frozen-shortlists/{number:int}", operation_id="GetFrozenShortlist")
    async def get_one(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], number: FromPath[int]
    ) -> FrozenOut:
        """A frozen list, checked now."""
        actor.account()
        return _frozen(await queries.frozen_list(actor, challenge_id, number))

    @get(
        "/frozen-shortlists/{number:int}/content",
        operation_id="DownloadFrozenShortlist",
        responses=JSON_FILE,
    )
    async def content(
        self, actor: NamedDependency[Actor], challenge_id: FromPath[UUID], number: FromPath[int]
    ) -> Response[bytes]:
        """The frozen bytes themselves, whose SHA-256 is the list's. The download is written down."""
        actor.account()
        return await frozen_file(
            actor, await queries.frozen_list(actor, challenge_id, number), "json"
        )

    @post(
        "/frozen-shortlists/{number:int}/annul",
        operation_id="AnnulFrozenShortlist",
        status_code=200,
    )
    async def annul(
        self,
        actor: NamedDependency[Actor],
        challenge_id: FromPath[UUID],
        number: FromPath[int],
        data: JSONBody[ReasonIn],
    ) -> FrozenOut:
        """Say that the list no longer holds. It stays readable, with the reason."""
        actor.account()
        await commands.annul_freeze(actor, challenge_id, number, data.reason)
        return _frozen(await queries.frozen_list(actor, challenge_id, number))


def _frozen(view: FrozenView) -> FrozenOut:
    annulment = view.annulment
    return FrozenOut.of(
        view,
        verified=not view.problems,
        annulled_at=annulment.at if annulment else None,
        annulled_by=annulment.by if annulment else None,
        annulled_reason=annulment.reason if annulment else None,
    )
