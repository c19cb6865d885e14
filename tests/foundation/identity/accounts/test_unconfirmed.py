"""A first mail that did not arrive is put right: the link again, or the address corrected."""

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import execute, fetch_one, fetch_value
from foundation.errors import Conflict, Invalid, NotPermitted
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import (
    administration,
    credentials,
    registration,
    unconfirmed,
)
from foundation.identity.accounts.links import link_works, newest_link
from foundation.identity.signin import commands
from foundation.identity.states import LinkPurpose
from tests.factories.identity import person, post, sign_in
from tests.foundation.identity.conftest import PASSWORD, answer_requests, mails_to, token_in

EMAIL, RIGHT = "saburo@bureua.example", "Saburo@bureau.example"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def operator(client):
    who = await person("operator")
    await sign_in(client, who)
    return who


async def unreached(email: str = EMAIL):
    """An account whose first mail was refused."""
    created = await administration.create_account(
        SYSTEM, email=email, name="見本 三郎", role="judge"
    )
    await refuse(email)
    return created.id


async def refuse(email: str) -> None:
    await execute(
        "UPDATE mail_message SET state = 'failed', body = '', error = 'recipient refused (550)' "
        "WHERE recipient = $1",
        email,
    )


async def first_password_works(link: str) -> bool:
    return await link_works(token_in(link), LinkPurpose.RESET_PASSWORD)


async def failed() -> int:
    return await fetch_value("SELECT count(*) FROM mail_message WHERE state = 'failed'")


async def test_the_accounts_page_says_why_and_sends_the_link_again(client, operator):
    account_id = await unreached()
    address = f"/admin/accounts/{account_id}"
    page = (await client.get(address)).text
    assert "本人へのメールを送れませんでした" in page and "recipient refused (550)" in page
    seen = {"after": str(await newest_link(account_id))}
    assert seen["after"] in page
    for _click in range(2):
        assert (await post(client, f"{address}/send-link", seen)).status_code == 303
    _refused, mail = await mails_to(EMAIL)
    assert await first_password_works(mail["body"])
    assert await failed() == 0
    assert "本人へのメールを送れませんでした" not in (await client.get(address)).text


async def test_a_fresh_link_ends_the_one_before():
    created = await administration.create_account(SYSTEM, email=EMAIL, name="見本 三郎")
    link = await unconfirmed.send_link_again(SYSTEM, created.id)
    assert created.password_link is not None and link is not None
    assert not await first_password_works(created.password_link)
    assert await first_password_works(link)
    action = "SELECT count(*) FROM audit_event WHERE action = 'account.link_sent'"
    assert await fetch_value(action) == 1


async def test_the_address_is_corrected_and_the_mail_goes_there(client, operator):
    account_id = await unreached()
    address = f"/admin/accounts/{account_id}"
    old = await newest_link(account_id)
    for _click in range(2):
        answer = await post(client, f"{address}/address", {"email": f"　{RIGHT} "})
        assert answer.status_code == 303
    (mail,) = await mails_to(RIGHT)
    assert await first_password_works(mail["body"]) and await newest_link(account_id) != old
    assert await queries.account_id_of(RIGHT.lower()) == account_id
    assert await queries.account_id_of(EMAIL) is None
    assert await failed() == 0
    event = await fetch_one(
        "SELECT before, after FROM audit_event WHERE action = 'account.email_corrected'"
    )
    assert event == {"before": {"email": EMAIL}, "after": {"email": RIGHT}}
    await credentials.reset_password(token=token_in(mail["body"]), password=PASSWORD)
    assert await commands.login(RIGHT, PASSWORD, "192.0.2.1")


async def test_what_is_no_address_or_anothers_is_refused_with_what_was_typed(client, operator):
    account_id = await unreached()
    for typed in ("nobody", operator.email.upper()):
        answer = await post(client, f"/admin/accounts/{account_id}/address", {"email": typed})
        assert answer.status_code == 422 and typed in answer.text
    with pytest.raises(Invalid):
        await unconfirmed.correct_email(SYSTEM, account_id, operator.email)
    assert await queries.account_id_of(EMAIL) == account_id


async def test_a_sign_up_gets_the_link_that_proves_its_address():
    await registration.register(email=EMAIL, name="花子", password=PASSWORD, address="192.0.2.1")
    await answer_requests()
    account_id = await queries.account_id_of(EMAIL)
    link = await unconfirmed.send_link_again(SYSTEM, account_id)
    assert link is not None and "/confirm-email?" in link
    assert await link_works(token_in(link), LinkPurpose.CONFIRM_EMAIL)


async def test_only_accounts_that_wait_for_their_holder_and_only_operators(client, operator):
    confirmed = (await person("judge")).account_id
    waiting = await unreached()
    member = (await person("member")).actor
    for act in (
        lambda who, account: unconfirmed.send_link_again(who, account),
        lambda who, account: unconfirmed.correct_email(who, account, RIGHT),
    ):
        with pytest.raises(Conflict):
            await act(SYSTEM, confirmed)
        with pytest.raises(NotPermitted):
            await act(member, waiting)
    await administration.suspend_account(SYSTEM, waiting)
    with pytest.raises(Conflict):
        await unconfirmed.send_link_again(SYSTEM, waiting)
    page = await client.get(f"/admin/accounts/{confirmed}")
    assert "send-link" not in page.text
