"""Mails about an account never wait behind other mail."""

import re
from uuid import uuid4

import pytest

from foundation.database import fetch, transaction
from foundation.identity.accounts import mails as account_mails
from foundation.identity.colleagues.mails import INVITATION
from foundation.mail import Letter, Reader, tell

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    "letter", [*account_mails.LETTERS, INVITATION], ids=lambda letter: letter.kind
)
async def test_it_stands_in_the_urgent_lane(letter: Letter):
    places = re.findall(r"%\((\w+)\)s|\{(\w+)\}", f"{letter.subject}{letter.body}{letter.page}")
    words = {name: "言葉" for pair in places for name in pair if name not in ("", "address")}
    reader = Reader(email="a@example.jp", language="ja")
    async with transaction():
        await tell([reader], letter.key(uuid4()), lambda: words)
    rows = await fetch("SELECT task_name, queue_name FROM procrastinate_jobs")
    assert [(row["task_name"], row["queue_name"]) for row in rows] == [("mail.send", "urgent")]
