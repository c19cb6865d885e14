"""People of the organisation acted for, over REST."""

from datetime import datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from foundation.access.actor import Actor
from foundation.identity.answers import client_address
from foundation.identity.colleagues import commands, queries
from foundation.identity.policy import may_invite
from foundation.web import WebRequest
from foundation.web.api import ApiController, Schema, creation_id


class ColleagueOut(Schema):
    """A person who acts for the organisation."""

    membership_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    since: datetime


class InvitationIn(Schema):
    """Whom to invite, in which role."""

    email: str
    role: str


class InvitationOut(Schema):
    """The invitation that was mailed."""

    id: UUID


class ColleaguesApi(ApiController):
    """People of the organisation acted for."""

    path = "/api/v1"
    tags = ["Account"]

    @get("/colleagues", operation_id="ListColleagues")
    async def list_colleagues(self, actor: NamedDependency[Actor]) -> list[ColleagueOut]:
        """Everybody who acts for the organisation."""
        actor.account()
        return [ColleagueOut.of(row) for row in await queries.colleagues(actor)]

    @post("/invitations", operation_id="InviteColleague")
    async def invite(
        self, request: WebRequest, actor: NamedDependency[Actor], data: JSONBody[InvitationIn]
    ) -> InvitationOut:
        """Invite a colleague by mail."""
        actor.account()
        may_invite(actor, actor.organisation_id).require()
        return InvitationOut(
            id=await commands.invite_colleague(
                actor,
                organisation_id=queries.organisation_of(actor),
                email=data.email,
                role=data.role,
                address=client_address(request),
                invitation_id=creation_id(request, actor),
            )
        )


API = (ColleaguesApi,)
