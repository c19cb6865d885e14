"""Startups with sensible contents, and people of them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM, Actor
from foundation.access.permissions import permissions_of
from foundation.database import execute, transaction
from foundation.identity.effects import add_account
from foundation.ids import derived_id
from matching.startups.company.corporate_number import with_check_digit
from matching.startups.company.profile import StartupProfile
from matching.startups.effects import take_in
from matching.startups.states import StartupState
from tests.factories.identity import NAME_OF_KIND, Person, person

DEFAULT_MARK = ""


def corporate_number(mark: str = DEFAULT_MARK) -> str:
    """A sample number that is the same for the same mark."""
    return with_check_digit(f"9999{derived_id('number', mark).int % 10**8:08d}")


def profile(mark: str = DEFAULT_MARK, **changes: Any) -> StartupProfile:
    """A complete profile."""
    values: dict[str, Any] = {
        "corporate_number": corporate_number(mark),
        "name_ja": NAME_OF_KIND["startup"] + mark,
        "name_kana": "ミホンスタートアップカブシキガイシャ",
        "name_en": "Mihon Startup",
        "postal_code": "1638001",
        "address_ja": "東京都見本区見本町1-2-3",
        "founded_on": date(2019, 6, 3),
        "website": "https://mihon.example/",
        "summary_ja": "介護の現場で使う機器をつくる会社。",
        "contact_email": "secret-contact@mihon.example",
    }
    return StartupProfile(**{**values, **changes})


async def startup(
    mark: str = DEFAULT_MARK,
    state: StartupState = StartupState.CONFIRMED,
    *,
    confirmed_at: datetime | None = None,
    sample: bool = True,
    **changes: Any,
) -> UUID:
    """The startup of `person("member", mark)`; the same mark gives the same one."""
    member = await person("member", mark)
    assert member.organisation_id is not None
    async with transaction():
        await take_in(
            SYSTEM,
            startup_id=member.organisation_id,
            profile=profile(mark, **changes),
            state=StartupState.REGISTERED
            if state is StartupState.RETURNED
            else StartupState.CONFIRMED
            if state is StartupState.SUSPENDED
            else state,
            confirmed_at=confirmed_at or clock.now(),
            sample=sample,
        )
    if state in (StartupState.RETURNED, StartupState.SUSPENDED):
        column = "returned_at" if state is StartupState.RETURNED else "suspended_at"
        await execute(
            f"UPDATE startup SET state = $2, {column} = $3, state_reason = '見本の理由' WHERE id = $1",
            member.organisation_id,
            state.value,
            clock.now(),
        )
    return member.organisation_id


async def newcomer(mark: str = DEFAULT_MARK) -> Actor:
    """A person with a confirmed address who acts for nobody yet."""
    account_id = derived_id("test newcomer", mark)
    async with transaction():
        await add_account(
            SYSTEM,
            email=f"newcomer.{account_id.hex[:8]}@people.example",
            name=f"担当{mark or 'A'}",
            account_id=account_id,
        )
    return Actor(
        account_id=account_id, account_name=f"担当{mark or 'A'}", permissions=permissions_of(None)
    )


async def member(mark: str = DEFAULT_MARK, state: StartupState = StartupState.CONFIRMED) -> Person:
    """A person of a startup in a state."""
    await startup(mark, state)
    return await person("member", mark)
