"""Mails about an account never wait behind other mail."""

import inspect
from typing import Any

import pytest

from foundation.database import fetch, transaction
from foundation.identity.accounts import mails
from foundation.ids import new_id

pytestmark = pytest.mark.usefixtures("db")

SENDERS = [
    function
    for name, function in inspect.getmembers(mails, inspect.iscoroutinefunction)
    if name.startswith("send_")
]


@pytest.mark.parametrize("send", SENDERS, ids=lambda function: function.__name__)
async def test_it_stands_in_the_urgent_lane(send):
    given: dict[str, Any] = {"to": "a@example.jp", "language": "ja", "invitation_id": new_id()}
    wanted = inspect.signature(send).parameters
    async with transaction():
        await send(**{name: given.get(name, "言葉") for name in wanted})
    rows = await fetch("SELECT task_name, queue_name FROM procrastinate_jobs")
    assert [(row["task_name"], row["queue_name"]) for row in rows] == [("mail.send", "urgent")]
