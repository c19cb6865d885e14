"""What people wrote can be mailed, or the mail is kept as failed; it never stops what it tells of."""

from email import message_from_bytes
from email.policy import default

import pytest

from foundation.database import execute, fetch_one, fetch_value
from foundation.jobs import failed_jobs, run_pending
from foundation.mail import mail_by_id
from tests.foundation.mail.sending.conftest import only_mail, queue

pytestmark = pytest.mark.usefixtures("db")


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
