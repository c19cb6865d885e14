"""Who sends the strange input: nobody, and one person of each role, in the world of the demo data."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx

from foundation.database import fetch
from foundation.errors import DomainError
from portal.demo.loading import load_demo
from tests.factories.identity import CSRF_COOKIE, Person, sign_in, token_of

NewClient = Callable[..., httpx.AsyncClient]
NOBODY = "nobody"


@dataclass
class Visitor:
    """One visitor: a browser for pages, a token for the API."""

    name: str
    browser: httpx.AsyncClient
    person: Person | None = None
    token: str | None = None

    async def arrive(self) -> None:
        """Be signed in and hold a form token, also after an act has ended the session."""
        if self.person is not None:
            await sign_in(self.browser, self.person)
        if CSRF_COOKIE not in self.browser.cookies:
            await self.browser.get("/about")

    async def renew(self) -> None:
        """Take a new token, where a call may have ended the one in use."""
        if self.person is not None:
            with suppress(DomainError):
                self.token = await token_of(self.person)

    @property
    def form_token(self) -> str:
        """What forms of this visitor carry."""
        return self.browser.cookies.get(CSRF_COOKIE) or ""


async def everybody(new_client: NewClient) -> list[Visitor]:
    """The demo data loaded, and its visitors in a fixed order."""
    await load_demo()
    visitors = [Visitor(NOBODY, new_client())]
    for row in await fetch(
        "SELECT DISTINCT ON (m.role) m.role, m.id AS membership, a.id AS account, a.name, a.email,"
        " o.id AS organisation, o.name AS organisation_name FROM membership m"
        " JOIN account a ON a.id = m.account LEFT JOIN organisation o ON o.id = m.organisation"
        " WHERE m.state = 'active' AND a.state = 'active' ORDER BY m.role, a.email, m.id"
    ):
        person = Person(
            account_id=row["account"],
            membership_id=row["membership"],
            organisation_id=row["organisation"],
            organisation_name=row["organisation_name"],
            role=row["role"],
            name=row["name"],
            email=row["email"],
        )
        visitors.append(Visitor(person.role, new_client(), person, await token_of(person)))
    return visitors
