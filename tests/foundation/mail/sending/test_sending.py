"""One reason, one mail: queued with its cause, sent once, or kept with the reason why not."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from foundation import clock
from foundation.database import NoTransaction, execute, transaction
from foundation.jobs import failed_jobs, run_pending
from foundation.jobs.registry import find, perform
from foundation.mail import queue_mail
from foundation.mail.sending.message import compose
from foundation.mail.sending.tasks import ATTEMPTS, SEND, give_up_lost
from foundation.mail.sending.transport import NotDelivered, SmtpTransport
from foundation.settings import UnsafeSettings
from scripts.ports import free_port
from tests.factories.mail import recent_mail
from tests.foundation.mail.sending.conftest import files, only_mail, queue

pytestmark = pytest.mark.usefixtures("db")


async def test_a_mail_becomes_one_file_named_by_its_id(installed, tmp_path):
    installed()
    await queue()
    mail = await only_mail()
    assert (mail.state, mail.sent_at, mail.body) == (
        "queued",
        None,
        "見本太郎 様\n受け付けました。\n",
    )
    assert files(tmp_path) == []
    await run_pending()
    (file,) = files(tmp_path)
    assert file.name == f"{mail.id}.eml"
    assert file.stat().st_mode & 0o077 == 0
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["Subject"] == "応募を受け付けました"
    assert read["Message-ID"].startswith(f"<{mail.id}@")
    mail = await only_mail()
    assert (mail.state, mail.sent_at, mail.error) == ("sent", clock.now(), None)


async def test_the_same_key_twice_is_one_mail(installed, tmp_path):
    installed()
    await queue()
    await queue(subject="別の件名")
    await run_pending()
    await queue()
    await run_pending()
    assert (await only_mail()).subject == "応募を受け付けました"
    assert len(files(tmp_path)) == 1


async def test_a_mail_shares_the_fate_of_its_transaction(installed):
    installed()
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await queue_mail("a@example.jp", "件名", "本文", "k")
            raise ZeroDivisionError
    assert await recent_mail() == []
    assert await run_pending() == 0
    with pytest.raises(NoTransaction):
        await queue_mail("a@example.jp", "件名", "本文", "k")


async def test_a_job_that_runs_twice_sends_once(installed, inbox, smtp_url):
    installed(smtp_url=smtp_url)
    await queue()
    await run_pending()
    mail = await only_mail()
    await perform(find(SEND), {"mail_id": str(mail.id)})
    assert len(inbox.received) == 1


async def test_a_mail_goes_out_by_smtp(installed, inbox, smtp_url):
    changed = installed(smtp_url=smtp_url, mail_from="キングサーモン <no-reply@example.jp>")
    await queue()
    await run_pending()
    (envelope,) = inbox.received
    assert (envelope.mail_from, envelope.rcpt_tos) == (
        "no-reply@example.jp",
        ["member@example.com"],
    )
    read = message_from_bytes(envelope.content, policy=default)
    assert read["From"] == changed.mail_from
    assert read["Subject"] == "応募を受け付けました"
    assert "受け付けました。" in read.get_content()
    assert (await only_mail()).state == "sent"
    assert files(changed.data_dir) == []


@pytest.mark.parametrize("answer", ["recipient_answer", "data_answer"])
async def test_what_the_server_will_never_take_is_given_up_at_once(
    installed, inbox, smtp_url, answer
):
    installed(smtp_url=smtp_url)
    setattr(inbox, answer, "550 no such mailbox member@example.com")
    await queue()
    await run_pending()
    mail = await only_mail()
    assert mail.state == "failed"
    assert mail.error is not None
    assert "550" in mail.error
    assert "member@" not in mail.error
    assert await failed_jobs() == []


@pytest.mark.parametrize("answer", ["recipient_answer", "data_answer"])
async def test_what_the_server_takes_later_is_sent_later(installed, inbox, smtp_url, answer):
    installed(smtp_url=smtp_url)
    setattr(inbox, answer, "451 try again member@example.com")
    await queue()
    with pytest.raises(NotDelivered) as caught:
        await run_pending()
    assert "member@" not in str(caught.value)
    mail = await only_mail()
    assert mail.state == "queued"
    assert mail.error is not None
    assert "451" in mail.error
    setattr(inbox, answer, "250 OK")
    await perform(find(SEND), {"mail_id": str(mail.id)}, tried=1)
    assert ((await only_mail()).state, (await only_mail()).error) == ("sent", None)


async def test_the_last_failure_is_written_down_and_can_still_be_repaired(
    installed, inbox, smtp_url
):
    installed(smtp_url="smtp://127.0.0.1:1")
    await queue()
    mail = await only_mail()
    with pytest.raises(NotDelivered):
        await perform(find(SEND), {"mail_id": str(mail.id)}, tried=ATTEMPTS - 1)
    assert (await only_mail()).state == "failed"
    installed(smtp_url=smtp_url)
    await perform(find(SEND), {"mail_id": str(mail.id)})
    assert (await only_mail()).state == "sent"


async def test_a_password_is_never_sent_in_the_clear(inbox):
    def login(*_: object) -> AuthResult:
        raise AssertionError("the password was sent")

    controller = Controller(
        inbox, hostname="127.0.0.1", port=free_port(), authenticator=login, auth_require_tls=False
    )
    controller.start()
    try:
        transport = SmtpTransport(f"smtp://user:secret@127.0.0.1:{controller.port}")
        message = compose(
            mail_id=(await _queued_id()),
            sender="a@example.jp",
            recipient="b@example.jp",
            subject="件名",
            body="本文",
            language="ja",
            written_at=clock.now(),
        )
        with pytest.raises(NotDelivered):
            await transport.deliver(await _queued_id(), message)
    finally:
        controller.stop()
    assert inbox.received == []


async def _queued_id():
    await queue()
    return (await only_mail()).id


def test_another_kind_of_address_is_no_smtp_server():
    with pytest.raises(UnsafeSettings):
        SmtpTransport("https://example.jp")


async def test_a_confidential_body_is_wiped_once_sent_except_in_the_demo(
    installed, inbox, smtp_url
):
    installed(smtp_url=smtp_url, demo=False)
    await queue(confidential=True)
    await run_pending()
    assert (await only_mail()).body == ""
    assert len(inbox.received) == 1
    installed(demo=True)
    with clock.frozen(clock.now() + timedelta(seconds=1)):
        await queue(confidential=True, key="other")
    await run_pending()
    assert (await recent_mail())[0].body != ""


async def test_a_mail_whose_job_is_lost_does_not_wait_for_ever(installed):
    installed()
    await queue()
    with clock.frozen(clock.now() + timedelta(days=2)):
        await give_up_lost()
        assert (await only_mail()).state == "queued"
        await execute("DELETE FROM procrastinate_jobs")
        await give_up_lost()
    mail = await only_mail()
    assert mail.state == "failed"
    assert "job" in (mail.error or "")


async def test_a_link_that_was_not_sent_is_not_kept(installed):
    installed(demo=False, cookie_secure=False, secret_key="0123456789abcdef" * 3)
    await queue(confidential=True, to="nobody")
    await queue(confidential=True, key="second")
    await execute("UPDATE mail_message SET recipient = 'nobody' WHERE message_key = 'second'")
    await run_pending()
    assert {mail.body for mail in await recent_mail()} == {""}
