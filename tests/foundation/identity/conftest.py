"""Cheap password hashes, and people to work with."""

from collections.abc import Awaitable, Callable, Iterator
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from foundation.access.actor import SYSTEM
from foundation.database import fetch, transaction
from foundation.identity import effects
from foundation.identity.jobs import answer_mail_request
from foundation.identity.signin import passwords

PASSWORD = "correct horse battery"
MakeAccount = Callable[..., Awaitable[UUID]]


@pytest.fixture(autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hash in a millisecond."""
    passwords.use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    passwords.use_hasher(PasswordHasher())


@pytest.fixture
def make_account(db: None) -> MakeAccount:
    """Makes an account with `PASSWORD`, and a role if asked."""

    async def make(
        email: str = "hanako@example.jp",
        *,
        name: str = "見本 花子",
        confirmed: bool = True,
        role: str | None = None,
        organisation_id: UUID | None = None,
        demo_order: int | None = None,
    ) -> UUID:
        async with transaction():
            account_id = await effects.add_account(
                SYSTEM,
                email=email,
                name=name,
                password_hash=passwords.hash_now(PASSWORD),
                confirmed=confirmed,
            )
            if role is not None:
                await effects.add_membership(
                    SYSTEM,
                    account_id=account_id,
                    organisation_id=organisation_id,
                    role=role,
                    demo_order=demo_order,
                )
        return account_id

    return make


async def answer_requests() -> None:
    """Do what the jobs of mail requests do, without sending mail."""
    for row in await fetch("SELECT id FROM mail_request ORDER BY asked_at, id"):
        await answer_mail_request(str(row["id"]))


async def mails_to(address: str) -> list[dict[str, str]]:
    """Subjects and bodies of the mails queued for an address, oldest first."""
    await answer_requests()
    return await fetch(
        "SELECT subject, body FROM mail_message WHERE recipient = $1 ORDER BY queued_at, ctid",
        address,
    )


def token_in(body: str) -> str:
    """The token of the link in a mail."""
    return body.split("token=", 1)[1].split()[0]
