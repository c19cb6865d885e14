"""Leading challenges from state to state, and what is refused."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM, Actor
from foundation.audit import events_about
from foundation.database import ANY_VERSION, execute, fetch, transaction
from foundation.errors import (
    Conflict,
    Invalid,
    NotAuthenticated,
    NotFound,
    NotPermitted,
)
from foundation.identity import effects as identity
from foundation.ids import new_id
from matching.challenges import commands
from matching.challenges.states import CHALLENGE, Act, ChallengeState
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.mail import recent_mail


async def test_a_challenge_goes_from_draft_to_publication(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    made = await commands.create_challenge(owner.actor, new_id(), challenges.content())
    assert (made.state, made.version, made.number) == ("draft", 1, None)
    sent = await commands.submit_challenge(owner.actor, made.id, made.version)
    out = await commands.publish_challenge(secretariat.actor, made.id, sent.version)
    assert (out.state, out.number) == ("published", "C-2026-001")
    row = await challenges.row(made.id)
    assert row["published_by"] == secretariat.account_id and row["edition"] == 1
    assert row["published_at"] == clock.now()
    actions = [event.action for event in await events_about("challenge", made.id)]
    assert actions == ["challenge.created", "challenge.submit", "challenge.publish"]


async def test_nobody_and_other_bureaus(db):
    other = await person("challenge_owner", "（別）")
    with pytest.raises(NotAuthenticated):
        await commands.create_challenge(ANONYMOUS, new_id(), challenges.content())
    hidden = await challenges.draft()
    with pytest.raises(NotFound):
        await commands.submit_challenge(other.actor, hidden, ANY_VERSION)
    public = await challenges.published()
    for act in (
        commands.close_challenge(other.actor, public, "", ANY_VERSION),
        commands.withdraw_challenge(other.actor, public, "理由", ANY_VERSION),
        commands.take_back_challenge(other.actor, public, ANY_VERSION),
    ):
        with pytest.raises(NotPermitted):
            await act
    with pytest.raises(NotAuthenticated):
        await commands.close_challenge(ANONYMOUS, public, "", ANY_VERSION)
    assert (await challenges.row(public))["state"] == "published"


async def test_a_return_needs_a_reason_and_tells_the_owner(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    identifier = await challenges.submitted(owner)
    with pytest.raises(Invalid) as refused:
        await commands.return_challenge(secretariat.actor, identifier, "  ", ANY_VERSION)
    assert set(refused.value.errors) == {"reason"}
    with pytest.raises(Invalid):
        await commands.return_challenge(secretariat.actor, identifier, "長" * 1001, ANY_VERSION)
    await commands.return_challenge(
        secretariat.actor, identifier, "人数を書いてください。", ANY_VERSION
    )
    [mail] = [one for one in await recent_mail() if one.recipient == owner.email]
    assert "差し戻しました" in mail.subject and "人数を書いてください。" in mail.body
    assert f"/challenges/{identifier}" in mail.body
    await commands.submit_challenge(owner.actor, identifier, ANY_VERSION)
    published = await commands.publish_challenge(secretariat.actor, identifier, ANY_VERSION)
    assert published.number == "C-2026-001"
    mails = [one for one in await recent_mail() if one.recipient == owner.email]
    assert any("C-2026-001" in one.subject for one in mails)


async def test_the_mail_speaks_the_owners_language(db):
    owner = await person("challenge_owner")
    await execute("UPDATE account SET language = 'en' WHERE id = $1", owner.account_id)
    await challenges.published(owner)
    [mail] = [one for one in await recent_mail() if one.recipient == owner.email]
    assert mail.language == "en" and "published" in mail.subject
    assert "Ease the load" in mail.body and "/en/challenges/" in mail.body


async def test_nobody_publishes_what_they_submitted(db):
    identifier = await challenges.submitted()
    secretariat = await person("secretariat")
    await execute(
        "UPDATE challenge SET submitted_by = $2 WHERE id = $1", identifier, secretariat.account_id
    )
    with pytest.raises(NotPermitted):
        await commands.publish_challenge(secretariat.actor, identifier, ANY_VERSION)


async def test_a_last_day_in_the_past_keeps_it_from_being_published(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    late = await challenges.draft(owner, closes_on=date(2026, 11, 23))
    with pytest.raises(Invalid) as refused:
        await commands.submit_challenge(owner.actor, late, ANY_VERSION)
    assert set(refused.value.errors) == {"closes_on"}
    today = await challenges.submitted(owner, closes_on=date(2026, 11, 24))
    with clock.frozen(datetime(2026, 11, 25, 3, tzinfo=UTC)), pytest.raises(Invalid):
        await commands.publish_challenge(secretariat.actor, today, ANY_VERSION)


async def test_numbers_follow_the_fiscal_year_and_have_no_gaps(db):
    secretariat = await person("secretariat")
    ids = [await challenges.submitted(closes_on=None) for _ in range(4)]
    await asyncio.gather(
        *(commands.publish_challenge(secretariat.actor, one, ANY_VERSION) for one in ids[:3])
    )
    with clock.frozen(datetime(2027, 3, 31, 15, tzinfo=UTC)):
        last = await commands.publish_challenge(secretariat.actor, ids[3], ANY_VERSION)
    numbers = sorted(row["number"] for row in await fetch("SELECT number FROM challenge"))
    assert numbers == ["C-2026-001", "C-2026-002", "C-2026-003", "C-2027-001"]
    assert last.number == "C-2027-001"


async def test_two_who_publish_at_once_publish_once(db):
    one, two = await person("secretariat"), await person("secretariat", "（別）")
    identifier = await challenges.submitted()
    results = await asyncio.gather(
        *(commands.publish_challenge(who.actor, identifier, ANY_VERSION) for who in (one, two)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["ChallengeRecord", "Conflict"]
    assert len(await fetch("SELECT 1 FROM challenge_edition")) == 1


async def test_closing_and_withdrawing_have_their_way_back(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    identifier = await challenges.published(owner)
    closed = await commands.close_challenge(
        owner.actor, identifier, "候補がそろったため", ANY_VERSION
    )
    assert closed.state == "closed" and (await challenges.row(identifier))["closed_at"] is not None
    with pytest.raises(Invalid):
        await commands.reopen_challenge(owner.actor, identifier, "", ANY_VERSION)
    reopened = await commands.reopen_challenge(
        owner.actor, identifier, "候補が辞退したため", ANY_VERSION
    )
    assert (reopened.state, reopened.number) == ("published", "C-2026-001")
    await commands.withdraw_challenge(owner.actor, identifier, "誤って公開したため", ANY_VERSION)
    with pytest.raises(NotPermitted):
        await commands.reopen_challenge(owner.actor, identifier, "直したため", ANY_VERSION)
    back = await commands.reopen_challenge(secretariat.actor, identifier, "直したため", ANY_VERSION)
    assert back.state == "published" and (await challenges.row(identifier))["withdrawn_at"] is None


_CALLS = {
    Act.SUBMIT: lambda actor, one: commands.submit_challenge(actor, one, ANY_VERSION),
    Act.TAKE_BACK: lambda actor, one: commands.take_back_challenge(actor, one, ANY_VERSION),
    Act.PUBLISH: lambda actor, one: commands.publish_challenge(actor, one, ANY_VERSION),
    Act.RETURN: lambda actor, one: commands.return_challenge(actor, one, "理由", ANY_VERSION),
    Act.CLOSE: lambda actor, one: commands.close_challenge(actor, one, "", ANY_VERSION),
    Act.WITHDRAW: lambda actor, one: commands.withdraw_challenge(actor, one, "理由", ANY_VERSION),
    Act.REOPEN: lambda actor, one: commands.reopen_challenge(actor, one, "理由", ANY_VERSION),
}


@pytest.mark.parametrize("state", list(ChallengeState))
async def test_every_way_that_is_not_in_the_table_is_a_conflict(db, state):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    both = Actor(
        account_id=secretariat.account_id,
        organisation_id=owner.organisation_id,
        permissions=owner.actor.permissions | secretariat.actor.permissions,
    )
    identifier = await getattr(challenges, state.value)(owner)
    allowed = set(CHALLENGE.acts_from({"state": state}))
    for act in set(Act) - allowed:
        with pytest.raises(Conflict) as refused:
            await _CALLS[act](both, identifier)
        assert refused.value.present_state == state
    assert (await challenges.row(identifier))["state"] == state


async def test_what_changes_for_the_public_queues_its_indexing(db):
    owner = await person("challenge_owner")

    async def queued() -> int:
        rows = await fetch("SELECT 1 FROM procrastinate_jobs WHERE task_name LIKE 'search.%'")
        await execute("DELETE FROM procrastinate_jobs")
        return len(rows)

    identifier = await challenges.submitted(owner)
    assert await queued() == 0
    secretariat = await person("secretariat")
    await commands.publish_challenge(secretariat.actor, identifier, ANY_VERSION)
    assert await queued() == 1
    await commands.correct_challenge(
        owner.actor, identifier, 3, challenges.content(title_ja="別の題名"), "直した"
    )
    assert await queued() == 1
    await commands.close_challenge(owner.actor, identifier, "", ANY_VERSION)
    assert await queued() == 1


async def test_whoever_has_left_the_bureau_is_told_nothing_more_of_its_challenges(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    identifier = await challenges.submitted(owner)
    async with transaction():
        await identity.end_membership(SYSTEM, owner.membership_id)
        await identity.add_membership(
            SYSTEM, account_id=owner.account_id, organisation_id=None, role="judge"
        )
    await commands.return_challenge(
        secretariat.actor, identifier, "人数を書いてください。", ANY_VERSION
    )
    assert [one for one in await recent_mail() if one.recipient == owner.email] == []
