"""Whatever happens in whatever order, nobody is told of one thing twice, nor of their own."""

import re
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation import clock
from foundation.database import execute, fetch
from foundation.errors import Conflict
from foundation.ids import new_id
from foundation.jobs.registry import find, perform
from matching.alerts import commands
from matching.alerts.effects import TELL_BUREAUS, TELL_STARTUPS
from matching.alerts.kinds import Frequency
from tests.conftest import _EMPTY_EVERYTHING
from tests.factories.identity import OTHER, person
from tests.factories.solutions import solution
from tests.matching.alerts.worlds import (
    publish_challenge,
    publish_solution,
    reopen_challenge,
    withdraw_challenge,
)

STEPS = st.lists(
    st.sampled_from(
        ("challenge", "solution", "withdraw", "reopen", "run", "again", "digest", "day", "fail")
    ),
    min_size=4,
    max_size=14,
)
_LINK = re.compile(r"/(?:challenges|solutions)/([0-9a-f-]{36})")


@pytest.mark.slow
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
async def test_nobody_is_told_twice(steps, alerts, embedder):
    await _empty()
    at = [datetime.fromisoformat("2026-11-24T03:00:00+00:00")]
    made: list[tuple[str, str]] = []
    await _people()
    for number, step in enumerate(steps):
        with clock.frozen(at[0]):
            await _step(step, number, made, at, alerts)
    with clock.frozen(at[0] + timedelta(days=1)):
        await perform(find("alerts.digests"), {})
        mails = await alerts()
    sent = [mail for mail in mails if mail.state == "sent"]
    told = Counter(
        (mail.recipient, link) for mail in sent for link in _subjects(mail.body, dict(made))
    )
    assert not [pair for pair, times in told.items() if times > 1], told


def _subjects(body: str, made: dict[str, str]) -> set[str]:
    """What a mail tells of: the first link of one about a fit, every one of a digest."""
    links = [link for link in _LINK.findall(body) if link in made]
    return set(links) if "■" in body else set(links[:1])


async def _people() -> None:
    for n in range(3):
        await solution("（穴）", title_ja=f"路面 {n}", problem_ja="舗装の穴。", how_ja="車で撮る。")
    await solution()
    await solution(OTHER, title_ja="介助スーツ", problem_ja="移乗で腰にかかる負担。")
    for role, mark in (("member", ""), ("member", OTHER), ("challenge_owner", "")):
        who = await person(role, mark)
        await commands.save_search(who.actor, new_id(), "q=腰", Frequency.DAILY)
        await commands.save_search(who.actor, new_id(), "kind=solution", Frequency.DAILY)


async def _step(step, number, made, at, alerts) -> None:
    challenges = [key for key, kind in made if kind == "challenge"]
    if step == "challenge":
        made.append((str(await publish_challenge(title_ja=f"腰の負担 {number}")), "challenge"))
    elif step == "solution":
        made.append((str(await publish_solution(title_ja=f"腰の支え {number}")), "solution"))
    elif step in ("withdraw", "reopen") and challenges:
        act = withdraw_challenge if step == "withdraw" else reopen_challenge
        with suppress(Conflict):
            await act(challenges[0])
    elif step == "run":
        await alerts()
    elif step == "again":
        for key, kind in made:
            name = TELL_STARTUPS if kind == "challenge" else TELL_BUREAUS
            await perform(find(name), {"document_id": key, "waited": 99})
    elif step == "digest":
        await perform(find("alerts.digests"), {})
    elif step == "day":
        at[0] += timedelta(days=1)
    elif step == "fail":
        # a job that died after its work is run once more
        for row in await fetch("SELECT id FROM mail_message WHERE state = 'sent'"):
            await perform(find("mail.send"), {"mail_id": str(row["id"])})


async def _empty() -> None:
    await execute(_EMPTY_EVERYTHING)
