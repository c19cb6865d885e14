"""Startups hear of challenges they fit, bureaus of solutions: once, and never what is not theirs."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.identity import effects
from foundation.jobs import run_pending
from foundation.jobs.registry import find, perform
from matching.alerts import commands
from matching.alerts.effects import TELL_BUREAUS, TELL_STARTUPS
from matching.alerts.kinds import Kind
from matching.alerts.sending.tasks import MOST_WAITS
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import use_embedder
from matching.solutions.commands import update_solution
from matching.solutions.content import content_of
from tests.factories import challenges
from tests.factories.identity import OTHER, person
from tests.factories.mail import recent_mail
from tests.factories.solutions import solution
from tests.matching.alerts.worlds import (
    ROADS,
    publish_challenge,
    publish_solution,
    reopen_challenge,
    told,
    withdraw_challenge,
    withdraw_solution,
)


@pytest.fixture
async def fillers(embedder):
    """Solutions of another field, so that words have weights."""
    for n in range(4):
        await solution(
            "（穴）",
            title_ja=f"路面の点検 {n}号",
            problem_ja="舗装のひび割れを見つける。",
            how_ja="車のカメラで撮る。",
            evidence_ja=None,
        )
    await run_pending()


async def test_a_new_challenge_is_told_to_the_startups_that_fit(alerts, fillers):
    member = await person("member")
    await person("member", "（穴）")
    await solution()
    challenge_id = await publish_challenge()
    (mail,) = await alerts()
    assert (mail.recipient, mail.state) == (member.email, "sent")
    assert challenges.TITLE[:20] in mail.subject
    assert "移乗支援ロボット リフトアイ" in mail.body
    assert f"/challenges/{challenge_id}" in mail.body
    assert "位" not in mail.body.replace("単位", "") and "点数" not in mail.body


async def test_all_members_hear_of_it_once_each_in_their_language(alerts, fillers):
    member = await person("member")
    async with transaction():
        account = await effects.add_account(SYSTEM, email="second@people.example", name="見本 花子")
        await effects.add_membership(
            SYSTEM, account_id=account, organisation_id=member.organisation_id, role="member"
        )
    await execute("UPDATE account SET language = 'en' WHERE id = $1", account)
    await solution()
    await solution(
        title_ja="介助スーツ", title_en=None, problem_ja="移乗と体位交換で腰にかかる負担。"
    )
    await publish_challenge()
    mails = {mail.recipient: mail for mail in await alerts()}
    assert set(mails) == {member.email, "second@people.example"}
    english = mails["second@people.example"]
    assert english.language == "en" and "Ease the load on care staff" in english.body
    assert "/en/stop/" in english.body and "Transfer robot Lift Ai" in english.body
    assert "介助スーツ" in mails[member.email].body


async def test_a_new_solution_is_told_to_the_bureaus_it_fits(alerts, fillers):
    owner, other = await person("challenge_owner"), await person("challenge_owner", OTHER)
    await person("pilot_owner")
    await challenges.published(owner)
    await challenges.published(other, **ROADS)
    await run_pending()
    await execute("DELETE FROM mail_message")
    await execute("DELETE FROM alert_sent")
    solution_id = await publish_solution()
    (mail,) = await alerts()
    assert mail.recipient == owner.email
    assert f"/solutions/{solution_id}" in mail.body and challenges.TITLE in mail.body
    assert "1,980,000" not in mail.body and "198" not in mail.body


async def test_a_closed_challenge_is_told_to_nobody(alerts, fillers):
    await person("member")
    await solution()
    challenge_id = await publish_challenge()
    await withdraw_challenge(challenge_id)
    assert await alerts() == []
    assert await told() == 0


async def test_what_is_withdrawn_while_the_mail_waits_is_not_sent_and_can_be_told_later(
    alerts, fillers
):
    await person("member")
    await solution()
    await run_pending(delayed=True)
    challenge_id = await publish_challenge()
    await perform(find(TELL_STARTUPS), {"document_id": str(challenge_id), "waited": MOST_WAITS})
    assert await told() == 1
    await withdraw_challenge(challenge_id)
    (mail,) = [mail for mail in await alerts() if mail.state != "queued"]
    assert mail.state == "withheld"
    assert await told() == 0
    await reopen_challenge(challenge_id)
    assert sorted(mail.state for mail in await alerts()) == ["sent", "withheld"]


async def test_words_that_are_hidden_while_the_mail_waits_are_not_named(alerts, fillers):
    member = await person("member")
    made = await solution(
        evidence_ja="施設で職員の腰痛が減った。", evidence_public=True, problem_ja="移乗は重い。"
    )
    await run_pending(delayed=True)
    challenge_id = await publish_challenge(problem_ja="移乗で職員の腰痛が増えている。")
    await perform(find(TELL_STARTUPS), {"document_id": str(challenge_id), "waited": MOST_WAITS})
    assert "腰痛" in await fetch_value("SELECT said::text FROM alert_sent")
    row = await fetch_one("SELECT * FROM solution WHERE id = $1", made)
    assert row is not None
    hidden = content_of({**row, "evidence_public": False})
    await update_solution(member.actor, made, row["version"], hidden)
    mail = (await alerts())[-1]
    assert mail.state == "sent"
    assert "移乗" in mail.body and "腰痛" not in mail.body


async def test_who_stops_it_while_the_mail_waits_gets_none(alerts, fillers):
    member = await person("member")
    await solution()
    await run_pending(delayed=True)
    challenge_id = await publish_challenge()
    await perform(find(TELL_STARTUPS), {"document_id": str(challenge_id), "waited": MOST_WAITS})
    await commands.choose_by_link(member.account_id, Kind.CHALLENGE_FITS, wanted=False)
    assert [mail.state for mail in await alerts()] == ["withheld"]


async def test_who_does_not_want_it_or_is_gone_gets_none(alerts, fillers):
    member = await person("member")
    await solution()
    await commands.choose(member.actor, {Kind.CHALLENGE_FITS: False})
    await publish_challenge()
    assert await alerts() == []
    await commands.choose(member.actor, {Kind.CHALLENGE_FITS: True})
    await execute(
        "UPDATE account SET state = 'suspended', suspended_at = now() WHERE id = $1",
        member.account_id,
    )
    await publish_challenge(title_ja="もう一つの腰の負担", title_en=None)
    assert await alerts() == []


async def test_nobody_is_told_of_what_is_their_own(alerts, fillers):
    owner, member = await person("challenge_owner"), await person("member")
    async with transaction():
        await effects.add_membership(
            SYSTEM,
            account_id=member.account_id,
            organisation_id=owner.organisation_id,
            role="challenge_owner",
        )
    await solution()
    await publish_challenge(owner)
    assert await alerts() == []


async def test_reopening_and_running_again_tells_nothing_twice(alerts, fillers):
    await person("member")
    await solution()
    challenge_id = await publish_challenge()
    assert len(await alerts()) == 1
    await withdraw_challenge(challenge_id)
    await reopen_challenge(challenge_id)
    for _ in range(3):
        await perform(find(TELL_STARTUPS), {"document_id": str(challenge_id)})
    assert len(await alerts()) == 1


async def test_it_waits_for_vectors_and_then_goes_by_words(alerts, fillers, embedder):
    await person("member")
    await solution()
    await run_pending()
    embedder.broken = True
    challenge_id = await publish_challenge()
    with pytest.raises(EmbeddingUnavailable):
        await run_pending()
    await run_pending()
    waiting = await fetch_value(
        "SELECT args->>'waited' FROM procrastinate_jobs WHERE task_name = $1 AND status = 'todo'",
        TELL_STARTUPS,
    )
    assert waiting == "1"
    assert await told() == 0
    await perform(find(TELL_STARTUPS), {"document_id": str(challenge_id), "waited": MOST_WAITS})
    assert await told() == 1


async def test_without_an_embedder_words_decide_at_once(alerts, fillers):
    use_embedder(None)
    await person("member")
    await solution()
    await publish_challenge()
    (mail,) = await alerts()
    assert "意味の近さ" not in mail.body


async def test_a_solution_withdrawn_at_once_is_told_to_nobody(alerts, fillers):
    await challenges.published(await person("challenge_owner"))
    solution_id = await publish_solution()
    await withdraw_solution(solution_id)
    await perform(find(TELL_BUREAUS), {"document_id": str(solution_id)})
    assert await alerts() == []


async def test_the_mail_carries_the_one_click_stop(alerts, fillers, settings):
    await person("member")
    await solution()
    await publish_challenge()
    (mail,) = await alerts()
    file = Path(settings.data_dir) / "mail" / f"{mail.id}.eml"
    raw = file.read_bytes()
    read = message_from_bytes(raw, policy=default)
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = read["List-Unsubscribe"].strip("<>")
    assert address.startswith("http://testserver/stop/challenge_fits.") and address in mail.body
    assert f"List-Unsubscribe: <{address}>".encode() in raw.splitlines()


async def test_the_sample_data_and_the_past_tell_nobody(alerts, fillers):
    await person("member")
    await solution()
    assert await fetch_value("SELECT count(*) FROM alert_publication") == 0
    assert [mail for mail in await recent_mail() if "/stop/" in mail.body] == []
