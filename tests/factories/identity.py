"""People and organisations, and browsers they are signed in with."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import httpx

from foundation.access.actor import SYSTEM, Actor
from foundation.access.permissions import permissions_of
from foundation.database import transaction
from foundation.identity import effects
from foundation.identity.signin.middleware import cookie_name
from foundation.identity.signin.sessions import open_session
from foundation.identity.signin.tokens import create_token
from foundation.ids import derived_id
from portal.roles import ROLE_WORDS

KIND_OF_ROLE = {words.role: words.organisation_kind for words in ROLE_WORDS}
NAME_OF_KIND = {
    "bureau": "見本局",
    "startup": "見本スタートアップ株式会社",
    "secretariat": "見本運営事務局",
}
CSRF_COOKIE = "csrf"
OTHER = "（別）"
"""Mark of a second organisation of the same kind."""


@dataclass(frozen=True)
class Person:
    """One person in one membership."""

    account_id: UUID
    membership_id: UUID
    organisation_id: UUID | None
    organisation_name: str | None
    role: str
    name: str
    email: str

    @property
    def actor(self) -> Actor:
        """The person as commands and queries know them."""
        return Actor(
            account_id=self.account_id,
            account_name=self.name,
            membership_id=self.membership_id,
            organisation_id=self.organisation_id,
            organisation_name=self.organisation_name,
            organisation_kind=KIND_OF_ROLE[self.role],
            role=self.role,
            permissions=permissions_of(self.role),
        )


async def organisation(kind: str, mark: str = "") -> UUID:
    """An organisation of a kind; the same mark gives the same one."""
    organisation_id = derived_id("test organisation", kind, mark)
    async with transaction():
        await effects.create_organisation(
            SYSTEM, kind=kind, name=NAME_OF_KIND[kind] + mark, organisation_id=organisation_id
        )
    return organisation_id


async def person(role: str, mark: str = "") -> Person:
    """A person in a role of the organisation with this mark (judges and operators in none)."""
    kind = KIND_OF_ROLE[role]
    organisation_id = await organisation(kind, mark) if kind else None
    account_id = derived_id("test account", role, mark)
    name, email = f"{role}{mark}", f"{role}.{account_id.hex[:8]}@people.example"
    async with transaction():
        await effects.add_account(SYSTEM, email=email, name=name, account_id=account_id)
        membership_id = await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=organisation_id, role=role
        )
    return Person(
        account_id=account_id,
        membership_id=membership_id,
        organisation_id=organisation_id,
        organisation_name=NAME_OF_KIND[kind] + mark if kind else None,
        role=role,
        name=name,
        email=email,
    )


async def sign_in(browser: httpx.AsyncClient, who: Person) -> None:
    """Let a browser hold a session of this person, without the sign-in page."""
    async with transaction():
        secret = await open_session(who.account_id, who.membership_id)
    browser.cookies.set(cookie_name(), secret, domain="testserver.local")


async def signed_in(
    new_client: Callable[..., httpx.AsyncClient], role: str, mark: str = ""
) -> httpx.AsyncClient:
    """A browser in which a person of this role is signed in."""
    browser = new_client()
    await sign_in(browser, await person(role, mark))
    return browser


async def token_of(who: Person) -> str:
    """A bearer token of this person."""
    created = await create_token(
        who.actor, account_id=who.account_id, name="test", membership_id=who.membership_id
    )
    return created.token


async def seen(client: httpx.AsyncClient, address: str, **body: object) -> dict[str, object]:
    """The body of an act on the record as it stands there now."""
    return {"version": (await client.get(address)).json()["version"], **body}


async def api_client(
    new_client: Callable[..., httpx.AsyncClient], role: str, mark: str = ""
) -> httpx.AsyncClient:
    """An API client that acts as a person of this role."""
    token = await token_of(await person(role, mark))
    return new_client(headers={"Authorization": f"Bearer {token}"})


async def post(
    browser: httpx.AsyncClient,
    path: str,
    data: Mapping[str, object] | None = None,
    **options: object,
) -> httpx.Response:
    """Send a form as a browser does: with the CSRF token of a page seen before."""
    if CSRF_COOKIE not in browser.cookies:
        await browser.get("/login")
    sent = {"_csrf_token": browser.cookies[CSRF_COOKIE], **(data or {})}
    return await browser.post(path, data=sent, **options)  # type: ignore[arg-type]


async def issued(browser: httpx.AsyncClient, page: str) -> str:
    """The id that a page's form was given for the record it makes, as its hidden field holds it."""
    text = (await browser.get(page)).text
    found = re.search(r'name="id" value="([^"]+)"', text)
    assert found, f"{page} has no form that makes a record"
    return found[1]


def id_in(word: str) -> str:
    """The id of the record itself in what a hidden field holds."""
    return word.partition(".")[0]
