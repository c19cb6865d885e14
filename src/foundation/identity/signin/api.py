"""Tokens, and who a token acts for, over REST."""

from datetime import datetime
from uuid import UUID

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from foundation.access.actor import Actor
from foundation.access.request import identity_of
from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _
from foundation.identity.answers import client_address
from foundation.identity.signin import tokens
from foundation.identity.signin.tokens import DEFAULT_DAYS
from foundation.web import WebRequest
from foundation.web.api import NO_TOKEN, ApiController, Schema


class TokenIn(Schema):
    """Who wants a token, and for what.

    `membership_id` chooses the role it acts in; without it, it is the person's oldest one of now. The
    token ends with that role.
    """

    email: str
    password: str
    name: str
    membership_id: UUID | None = None
    days: int = DEFAULT_DAYS


class TokenOut(Schema):
    """A new token. Its text is given this once."""

    id: UUID
    token: str
    expires_at: datetime


class MembershipOut(Schema):
    """One role of the person."""

    id: UUID
    role: str
    organisation_id: UUID | None
    organisation_name: str | None
    organisation_kind: str | None


class MeOut(Schema):
    """The person, the role acted in, and what it allows."""

    account_id: UUID
    name: str
    email: str
    acting: MembershipOut | None
    memberships: list[MembershipOut]
    permissions: list[str]


class Tokens(ApiController):
    """Bearer tokens."""

    path = "/api/v1/tokens"
    tags = ["Account"]

    @post(operation_id="CreateToken", security=NO_TOKEN)
    async def create(self, request: WebRequest, data: JSONBody[TokenIn]) -> TokenOut:
        """Make a token with e-mail address and password; counted and limited as signing in is."""
        created = await tokens.create_token_by_password(
            email=data.email,
            password=data.password,
            address=client_address(request),
            name=data.name,
            membership_id=data.membership_id,
            days=data.days,
        )
        return TokenOut.of(created)

    @delete("/current", operation_id="RevokeCurrentToken")
    async def revoke(self, request: WebRequest, actor: NamedDependency[Actor]) -> None:
        """Stop the token that this request came with."""
        token_id = identity_of(request).token_id
        if token_id is None:
            raise NotAuthenticated(_("鍵を添えて送ってください。"))
        await tokens.revoke_token(actor, token_id)


class Me(ApiController):
    """Who a token acts for."""

    path = "/api/v1/me"
    tags = ["Account"]

    @get(operation_id="GetMe")
    async def me(self, request: WebRequest, actor: NamedDependency[Actor]) -> MeOut:
        """The person and the role acted in."""
        account_id, identity = actor.account(), identity_of(request)
        memberships = [MembershipOut.of(choice) for choice in identity.memberships]
        return MeOut(
            account_id=account_id,
            name=actor.account_name,
            email=identity.email,
            acting=next((m for m in memberships if m.id == actor.membership_id), None),
            memberships=memberships,
            permissions=sorted(actor.permissions),
        )


API = (Tokens, Me)
