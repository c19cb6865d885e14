"""One reason, one mail: queued with its cause, sent once, or kept with the reason why not."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from foundation import clock
from foundation import settings as settings_module
from foundation.database import NoTransaction, execute, fetch_one, fetch_value, transaction
from foundation.jobs import failed_jobs, run_pending
from foundation.jobs.registry import find, perform
from foundation.mail import mail_by_id, queue_mail
from foundation.mail.sending import review as review_module
from foundation.mail.sending.message import compose
from foundation.mail.sending.review import Wording
from foundation.mail.sending.tasks import ATTEMPTS, SEND, give_up_lost
from foundation.mail.sending.transport import NotDelivered, SmtpTransport
from foundation.settings import UnsafeSettings
from scripts.ports import free_port
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


class Inbox:
    """An SMTP server's handler that keeps what it takes and refuses what it is told to."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.recipient_answer = "250 OK"
        self.data_answer = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_answer.startswith("250"):
            self.received.append(envelope)
        return self.data_answer


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def smtp_url(inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.fixture
def installed(settings, tmp_path):
    """Make these settings, with changes, the process's for one test."""

    def install(**changes: Any):
        changed = replace(settings, **{"data_dir": tmp_path, **changes})
        settings_module.use(changed)
        return changed

    yield install
    settings_module.use(settings)


async def queue(**changes: Any) -> None:
    parts = {
        "to": "member@example.com",
        "subject": "応募を受け付けました",
        "body": "見本太郎 様\r\n受け付けました。\n",
        "key": "entry_received:1",
        **changes,
    }
    async with transaction():
        await queue_mail(**parts)


async def only_mail():
    (mail,) = await recent_mail()
    return mail


def files(folder: Path) -> list[Path]:
    return sorted((folder / "mail").iterdir()) if (folder / "mail").exists() else []


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


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "a@example.jp\r\nBcc: b@example.jp"},
        {"to": "a@example.jp, b@example.jp"},
        {"subject": "件名\r\nBcc: b@example.jp"},
    ],
)
async def test_header_lines_cannot_be_smuggled_in(installed, inbox, smtp_url, changes):
    installed(smtp_url=smtp_url)
    await queue(**changes)
    await run_pending()
    assert {to for envelope in inbox.received for to in envelope.rcpt_tos} <= {"member@example.com"}
    for envelope in inbox.received:
        assert message_from_bytes(envelope.content, policy=default)["Bcc"] is None


async def test_a_long_address_in_the_key_keeps_no_mail_from_being_written_once(installed):
    installed()
    for _time in range(2):
        await queue(key="contest_result:" + "0123456789abcdef" * 30)
    assert await fetch_value("SELECT count(*) FROM mail_message") == 1


@pytest.mark.parametrize("changes", [{"language": "fr"}, {"key": ""}])
async def test_mistakes_of_the_caller_are_errors_of_the_caller(installed, changes):
    installed()
    with pytest.raises(ValueError, match="a mail needs"):
        await queue(**changes)


async def test_the_database_ties_state_and_columns(installed):
    installed()
    await queue()
    mail = await only_mail()
    for change in ("state = 'sent'", "sent_at = now()", "state = 'failed'", "subject = E'a\\nb'"):
        with pytest.raises(Exception, match="mail_message_"):
            await fetch_one(f"UPDATE mail_message SET {change} WHERE id = $1", mail.id)
    assert await mail_by_id(mail.id) == mail


@pytest.fixture
def review(monkeypatch):
    answers: list[Wording | None] = []

    async def reviewer(mail_id):
        return answers[-1]

    monkeypatch.setattr(review_module, "_reviewers", {"test": reviewer})
    return answers


async def test_a_reviewed_mail_says_what_holds_when_it_leaves(installed, inbox, smtp_url, review):
    installed(smtp_url=smtp_url)
    review.append(Wording("今の件名", "今の本文"))
    await queue(review="test", headers={"List-Unsubscribe": "<http://testserver/stop/x>"})
    await run_pending()
    mail = await only_mail()
    assert (mail.state, mail.subject, mail.body) == ("sent", "今の件名", "今の本文")
    read = message_from_bytes(inbox.received[0].content, policy=default)
    assert (read["Subject"], read.get_content().strip()) == ("今の件名", "今の本文")
    assert read["List-Unsubscribe"] == "<http://testserver/stop/x>"


async def test_a_mail_whose_reason_is_gone_is_kept_back_for_good(
    installed, inbox, smtp_url, review
):
    installed(smtp_url="smtp://127.0.0.1:1")
    review.append(Wording("件名", "本文"))
    await queue(review="test")
    with pytest.raises(NotDelivered):
        await run_pending()
    installed(smtp_url=smtp_url)
    review.append(None)
    mail = await only_mail()
    await perform(find(SEND), {"mail_id": str(mail.id)}, tried=1)
    assert (await only_mail()).state == "withheld"
    review.append(Wording("件名", "本文"))
    await perform(find(SEND), {"mail_id": str(mail.id)}, tried=2)
    assert inbox.received == []


async def test_what_people_wrote_never_stops_a_mail(installed, inbox, smtp_url):
    installed(smtp_url=smtp_url)
    await queue(subject=f"一行目\u2028二行目\x85{'長' * 400}", body="本\x00文\ud800")
    await run_pending()
    mail = await only_mail()
    assert mail.state == "sent"
    assert mail.subject.startswith("一行目 二行目 長")
    assert len(mail.subject) == 300
    assert len(inbox.received) == 1


@pytest.mark.parametrize("to", ["ta..naka@example.jp", "tanaka", "", "田中@example.jp", "a@-b.jp"])
async def test_a_mail_to_no_address_is_kept_as_failed(installed, to):
    installed()
    await queue(to=to)
    assert await run_pending() == 0
    mail = await only_mail()
    assert (mail.state, mail.error) == ("failed", "recipient is no mail address")


async def test_a_mail_of_before_that_cannot_be_composed_ends_as_failed(installed):
    installed()
    await queue()
    await execute("UPDATE mail_message SET recipient = 'ta..naka@example.jp'")
    await run_pending()
    mail = await only_mail()
    assert (mail.state, mail.error) == ("failed", "recipient is no mail address")
    assert await failed_jobs() == []


async def test_a_mail_of_before_with_a_line_separator_is_sent(installed, inbox, smtp_url):
    installed(smtp_url=smtp_url)
    await queue()
    await execute("UPDATE mail_message SET subject = $1", "一\u2028二\x85三")
    await run_pending()
    read = message_from_bytes(inbox.received[0].content, policy=default)
    assert read["Subject"] == "一 二 三"


async def test_a_new_text_with_a_line_separator_is_sent(installed, inbox, smtp_url, review):
    installed(smtp_url=smtp_url)
    review.append(Wording("一\u2029二", "本文"))
    await queue(review="test")
    await run_pending()
    assert (await only_mail()).subject == "一 二"


async def test_a_mail_whose_review_fails_does_not_wait_for_ever(installed, monkeypatch):
    installed()

    async def broken(mail_id):
        raise ZeroDivisionError

    monkeypatch.setattr(review_module, "_reviewers", {"test": broken})
    await queue(review="test")
    mail = await only_mail()
    with pytest.raises(ZeroDivisionError):
        await perform(find(SEND), {"mail_id": str(mail.id)}, tried=ATTEMPTS - 1)
    mail = await only_mail()
    assert (mail.state, mail.error) == ("failed", "ZeroDivisionError")


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


async def test_a_reviewer_nobody_knows_is_a_mistake_of_the_code(installed):
    installed()
    with pytest.raises(ValueError, match="nobody"):
        await queue(review="stranger")
    with pytest.raises(ValueError, match="head"):
        await queue(headers={"List-Unsubscribe": "二つの\n行"})
