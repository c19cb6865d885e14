"""A mail that is asked about once more, when it is about to leave."""

from email import message_from_bytes
from email.policy import default

import pytest

from foundation.jobs import run_pending
from foundation.jobs.registry import find, perform
from foundation.mail.sending import review as review_module
from foundation.mail.sending.review import Wording
from foundation.mail.sending.tasks import ATTEMPTS, SEND
from foundation.mail.sending.transport import NotDelivered
from tests.foundation.mail.sending.conftest import only_mail, queue

pytestmark = pytest.mark.usefixtures("db")


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


async def test_a_reviewer_nobody_knows_is_a_mistake_of_the_code(installed):
    installed()
    with pytest.raises(ValueError, match="nobody"):
        await queue(review="stranger")
    with pytest.raises(ValueError, match="head"):
        await queue(headers={"List-Unsubscribe": "二つの\n行"})
