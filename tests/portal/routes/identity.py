"""Signing in and up are open; accounts are their owner's, colleagues their organisation's."""

from foundation.access.actor import SYSTEM
from foundation.database import transaction
from foundation.identity import effects
from foundation.identity.colleagues import commands
from foundation.identity.signin import tokens
from foundation.ids import new_id
from tests.factories.identity import organisation, person
from tests.portal.routes import Route

SIGNED_IN: dict[str, int | str] = {"nobody": "login"}
OF_AN_ORGANISATION: dict[str, int | str] = {
    "nobody": "login",
    "judge": 403,
    "other_judge": 403,
    "operator": 403,
}
OPERATORS: dict[str, int | str] = {**SIGNED_IN, "operator": 200, "*": 403}
INVITING = ("member", "other_member", "secretariat")
NO_EMAIL = {"email": "nobody", "role": "member"}

ROUTES = [
    Route("GET", "/login", {"*": 200}),
    Route("POST", "/login", {"*": 422}),
    Route("POST", "/login/demo", {"*": 404}),
    Route("GET", "/signup", {"*": 200}),
    Route("POST", "/signup", {"*": 422}),
    Route("GET", "/signup/sent", {"*": 200}),
    Route("GET", "/confirm-email", {"*": 410}),
    Route("POST", "/confirm-email", {"*": 422}),
    Route("GET", "/password/forgot", {"*": 200}),
    Route("POST", "/password/forgot", {"*": 422}),
    Route("GET", "/password/sent", {"*": 200}),
    Route("GET", "/password/reset", {"*": 410}),
    Route("POST", "/password/reset", {"*": 422}),
    Route("GET", "/invitation", {"*": 410}),
    Route("POST", "/invitation", {"*": 410}),
    Route("POST", "/session/membership", {**SIGNED_IN, "*": 404}),
    Route("GET", "/account", {**SIGNED_IN, "*": 200}),
    Route("POST", "/account/name", {**SIGNED_IN, "*": 422}),
    Route("POST", "/account/password", {**SIGNED_IN, "*": 422}),
    Route("POST", "/account/tokens", {**SIGNED_IN, "*": 422}),
    Route("POST", "/account/tokens/{token_id:uuid}/revoke", {**SIGNED_IN, "*": 404}),
    Route("GET", "/colleagues", {**OF_AN_ORGANISATION, "*": 200}),
    Route(
        "POST",
        "/colleagues/invitations",
        {**SIGNED_IN, **dict.fromkeys(INVITING, 422), "*": 403},
    ),
    Route(
        "POST",
        "/colleagues/invitations/{invitation_id:uuid}/withdraw",
        {**SIGNED_IN, "member": 303, "other_member": 404, "secretariat": 404, "*": 403},
    ),
    Route(
        "POST",
        "/colleagues/{membership_id:uuid}/end",
        {**SIGNED_IN, "member": 303, "*": 404},
    ),
    Route("GET", "/admin/accounts", {**SIGNED_IN, "operator": 200, "*": 403}),
    Route("POST", "/admin/accounts", {**SIGNED_IN, "operator": 422, "*": 403}),
    Route("GET", "/admin/accounts/new", {**SIGNED_IN, "operator": 200, "*": 403}),
    Route("GET", "/admin/accounts/{account_id:uuid}", {**SIGNED_IN, "operator": 200, "*": 403}),
    Route(
        "POST",
        "/admin/accounts/{account_id:uuid}/suspend",
        {**SIGNED_IN, "operator": 303, "*": 403},
    ),
    Route(
        "POST",
        "/admin/accounts/{account_id:uuid}/reactivate",
        {**SIGNED_IN, "operator": 409, "*": 403},
    ),
    Route(
        "POST",
        "/admin/accounts/{account_id:uuid}/send-link",
        {**SIGNED_IN, "operator": 409, "*": 403},
    ),
    Route(
        "POST",
        "/admin/accounts/{account_id:uuid}/address",
        {**SIGNED_IN, "operator": 422, "*": 403},
    ),
    Route(
        "POST", "/admin/accounts/{account_id:uuid}/roles", {**SIGNED_IN, "operator": 422, "*": 403}
    ),
    Route(
        "POST",
        "/admin/accounts/{account_id:uuid}/roles/{membership_id:uuid}/end",
        {**SIGNED_IN, "operator": 303, "*": 403},
    ),
    Route("GET", "/admin/organisations", OPERATORS),
    Route("POST", "/admin/organisations", {**OPERATORS, "operator": 422}),
    Route("GET", "/admin/organisations/new", OPERATORS),
    Route("GET", "/admin/organisations/{organisation_id:uuid}", OPERATORS),
    Route("GET", "/admin/organisations/{organisation_id:uuid}/rename", OPERATORS),
    Route(
        "POST", "/admin/organisations/{organisation_id:uuid}/rename", {**OPERATORS, "operator": 422}
    ),
    Route(
        "POST",
        "/admin/organisations/{organisation_id:uuid}/withdraw-name",
        {**OPERATORS, "operator": 409},
    ),
    Route("GET", "/admin/organisations/{organisation_id:uuid}/merge", OPERATORS),
    Route(
        "POST", "/admin/organisations/{organisation_id:uuid}/merge", {**OPERATORS, "operator": 422}
    ),
    Route("GET", "/admin/organisations/{organisation_id:uuid}/close", OPERATORS),
    Route(
        "POST", "/admin/organisations/{organisation_id:uuid}/close", {**OPERATORS, "operator": 422}
    ),
    Route("POST", "/api/v1/tokens", {"*": 422}, json={}),
    Route("GET", "/api/v1/me", {"nobody": 401, "*": 200}),
    Route("GET", "/api/v1/colleagues", {**OF_AN_ORGANISATION, "nobody": 401, "*": 200}),
    Route(
        "POST",
        "/api/v1/invitations",
        {"nobody": 401, **dict.fromkeys(INVITING, 422), "*": 403},
        json=NO_EMAIL,
    ),
    # These two end what the visitors came with, so they come last.
    Route("DELETE", "/api/v1/tokens/current", {"nobody": 401, "*": 204}),
    Route("POST", "/logout", {"*": 303}),
]


async def world() -> dict[str, str]:
    """A colleague of the startup's member, with a token, and an open invitation to it."""
    owner = await person("member")
    async with transaction():
        account_id = await effects.add_account(
            SYSTEM, email=f"{new_id()}@people.example", name="見本 花子"
        )
        membership_id = await effects.add_membership(
            SYSTEM,
            account_id=account_id,
            organisation_id=owner.organisation_id,
            role="member",
        )
    token = await tokens.create_token(SYSTEM, account_id=account_id, name="見本")
    assert owner.organisation_id is not None
    invitation_id = await commands.invite_colleague(
        owner.actor,
        organisation_id=owner.organisation_id,
        email=f"{new_id()}@people.example",
        role="member",
        address="192.0.2.1",
    )
    return {
        "account_id": str(account_id),
        "organisation_id": str(await organisation("bureau")),
        "membership_id": str(membership_id),
        "token_id": str(token.id),
        "invitation_id": str(invitation_id),
    }
