"""What is done for an address with an account is done for one without: no answer's time tells."""

import pytest

from foundation.database import fetch, fetch_value
from foundation.jobs.pending import run_pending
from tests.factories.identity import post
from tests.factories.statements import counted
from tests.foundation.identity.conftest import PASSWORD

KNOWN, UNKNOWN = "hanako@example.jp", "nobody@example.jp"
FORMS = {
    "/password/forgot": {},
    "/signup": {"name": "見本 太郎", "password": PASSWORD},
    "/login": {"password": "not the right one"},
}


@pytest.mark.parametrize("path", FORMS)
async def test_the_same_statements_and_jobs(path, new_client, make_account, monkeypatch):
    await make_account(KNOWN)
    done = []
    for email in (KNOWN, UNKNOWN):
        async with new_client() as browser:
            await browser.get(path)
            with counted(monkeypatch) as asked:
                answer = await post(browser, path, {**FORMS[path], "email": email})
        jobs = await fetch_value("SELECT count(*) FROM procrastinate_jobs")
        done.append((answer.status_code, asked, jobs))
    (status, first, jobs), (again, second, more) = done
    assert (status, first) == (again, second)
    assert more == 2 * jobs


async def test_what_was_asked_for_is_answered_once_and_not_kept(client, make_account):
    await make_account(KNOWN)
    for email in (KNOWN, UNKNOWN):
        await post(client, "/password/forgot", {"email": email})
    await post(client, "/signup", {**FORMS["/signup"], "email": "taro@startup.example"})
    assert await fetch_value("SELECT count(*) FROM mail_request") == 3
    await run_pending()
    assert await fetch_value("SELECT count(*) FROM mail_request") == 0
    mails = await fetch("SELECT recipient FROM mail_message ORDER BY recipient")
    assert [mail["recipient"] for mail in mails] == [KNOWN, "taro@startup.example"]
    assert await fetch_value("SELECT count(*) FROM account") == 2
