"""Operators see what could not be sent and why, not what it said, and try again where that helps."""

from uuid import UUID

import pytest

from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.errors import Conflict, NotFound, NotPermitted
from foundation.ids import new_id
from foundation.jobs import Lane, run_pending
from foundation.mail import mail_id_of, queue_mail
from foundation.mail.commands import retry_mail
from foundation.mail.labels import ERRORS, REASONS, reason_words
from foundation.mail.queries import failed_mails, kind_of
from foundation.mail.sending import review as review_module
from foundation.mail.sending.reasons import Reason
from tests.factories.identity import person, post, signed_in

KEY = "contest_result:0196abcd-0000-7000-8000-000000000000:member@example.com"


async def queued(key: str = KEY, **changes: object) -> None:
    async with transaction():
        await queue_mail(
            **{
                "to": "member@example.com",
                "subject": "秘密の件名",
                "body": "秘密の本文",
                "key": key,
                **changes,
            }
        )


async def failed(key: str = KEY, error: str = "recipient refused (550)", **changes: object) -> None:
    await queued(key, **changes)
    await execute("DELETE FROM procrastinate_jobs")
    await execute(
        "UPDATE mail_message SET state = 'failed', error = coalesce(error, $2) WHERE id = $1",
        mail_id_of(key),
        error,
    )


async def test_an_operator_sees_the_reason_and_not_the_content(new_client):
    browser = await signed_in(new_client, "operator")
    assert "送れなかったメールはありません" in (await browser.get("/admin/mail")).text
    await failed()
    page = await browser.get("/admin/mail")
    assert "member@example.com" in page.text
    assert "コンテストの結果" in page.text and "contest_result" not in page.text
    assert "相手のサーバーが、あて先を受け付けません（recipient refused (550)）" in page.text
    assert "秘密" not in page.text
    english = await browser.get("/en/admin/mail")
    assert "Mail that could not be sent" in english.text


async def test_an_operator_tries_again(new_client):
    await failed()
    browser = await signed_in(new_client, "operator")
    answer = await post(browser, f"/admin/mail/{mail_id_of(KEY)}/retry")
    assert answer.status_code == 303
    assert await fetch_one("SELECT state, error FROM mail_message") == {
        "state": "queued",
        "error": None,
    }
    assert (await post(browser, f"/admin/mail/{mail_id_of(KEY)}/retry")).status_code == 409
    await run_pending()
    assert await fetch_value("SELECT state FROM mail_message") == "sent"
    assert await fetch_value("SELECT count(*) FROM audit_event WHERE action = 'mail.retried'") == 1


async def test_an_operator_puts_a_mail_aside_and_opens_the_account_it_was_for(new_client):
    judge = await person("judge")
    key = f"identity:first-password:{new_id()}"
    await failed(key, to=judge.email, confidential=True)
    browser = await signed_in(new_client, "operator")
    page = (await browser.get("/admin/mail")).text
    assert f"/admin/accounts/{judge.account_id}" in page
    assert "アカウントの最初のパスワード" in page and "identity:" not in page
    aside = f"/admin/mail/{mail_id_of(key)}/put-aside"
    assert aside in page
    assert [(await post(browser, aside)).status_code for _click in range(2)] == [303, 409]
    assert await fetch_value("SELECT state FROM mail_message") == "withheld"
    assert "送れなかったメールはありません" in (await browser.get("/admin/mail")).text


async def lane() -> str:
    name: str = await fetch_value("SELECT queue_name FROM procrastinate_jobs")
    return name


@pytest.fixture
def _reviewer(monkeypatch):
    async def look(mail_id: UUID) -> None:
        return None

    monkeypatch.setitem(review_module._reviewers, "tests.look", look)


@pytest.mark.usefixtures("_reviewer")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Lane.MAIL),
        ({"urgent": True}, Lane.URGENT),
        ({"review": "tests.look"}, Lane.BACKGROUND),
    ],
)
async def test_a_further_try_waits_where_the_first_did(db, changes, expected):
    await queued(**changes)
    assert await lane() == expected
    await failed(**changes)
    await retry_mail((await person("operator")).actor, mail_id_of(KEY))
    assert await lane() == expected


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason):
    assert reason_words(f"{reason} (550)") == f"{REASONS[reason]}（{reason} (550)）"


@pytest.mark.parametrize("error", list(ERRORS))
def test_the_mail_librarys_errors_have_their_words(error):
    assert reason_words(f"{error.__name__} 421") == f"{ERRORS[error]}（{error.__name__} 421）"


@pytest.mark.parametrize("changes", [{"confidential": True}, {"to": "nobody"}])
async def test_what_cannot_succeed_is_not_tried_again(db, changes):
    operator = (await person("operator")).actor
    await failed(**changes)
    (mail,) = (await failed_mails(operator)).items
    assert not mail.may_retry
    with pytest.raises(Conflict):
        await retry_mail(operator, mail.id)


async def test_only_operators_and_only_what_there_is(db):
    await failed()
    member = (await person("member")).actor
    with pytest.raises(NotPermitted):
        await failed_mails(member)
    with pytest.raises(NotPermitted):
        await retry_mail(member, mail_id_of(KEY))
    with pytest.raises(NotFound):
        await retry_mail((await person("operator")).actor, new_id())


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (KEY, "contest_result"),
        (
            "identity:already-registered:0196abcd-0000-7000-8000-000000000000",
            "identity:already-registered",
        ),
        ("mail:0196abcd-0000-7000-8000-000000000000", "mail"),
    ],
)
def test_the_kind_of_a_mail_names_nobody(key, kind):
    assert kind_of(key) == kind
