"""What people may do with challenges, and what is refused."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID

import asyncpg
import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM, Actor
from foundation.audit import events_about
from foundation.database import ANY_VERSION, execute, fetch, fetch_one, transaction
from foundation.errors import (
    Conflict,
    Invalid,
    MadeAlready,
    NotAuthenticated,
    NotFound,
    NotPermitted,
)
from foundation.identity import effects as identity
from foundation.ids import new_id
from matching.challenges import commands, effects, queries
from matching.challenges.states import TRANSITIONS, Act, ChallengeState
from matching.vocabulary.provenance import Provenance
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.mail import recent_mail


async def _row(challenge_id: UUID) -> dict:
    row = await fetch_one("SELECT * FROM challenge WHERE id = $1", challenge_id)
    assert row is not None
    return row


async def test_a_challenge_goes_from_draft_to_publication(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    made = await commands.create_challenge(owner.actor, new_id(), challenges.content())
    assert (made.state, made.version, made.number) == ("draft", 1, None)
    sent = await commands.submit_challenge(owner.actor, made.id, made.version)
    out = await commands.publish_challenge(secretariat.actor, made.id, sent.version)
    assert (out.state, out.number) == ("published", "C-2026-001")
    row = await _row(made.id)
    assert row["published_by"] == secretariat.account_id and row["edition"] == 1
    assert row["published_at"] == clock.now()
    actions = [event.action for event in await events_about("challenge", made.id)]
    assert actions == ["challenge.created", "challenge.submit", "challenge.publish"]


async def test_a_draft_needs_a_title_only_and_submission_the_rest(db):
    owner = await person("challenge_owner")
    with pytest.raises(Invalid) as empty:
        await commands.create_challenge(owner.actor, new_id(), challenges.content(title_ja="  "))
    assert set(empty.value.errors) == {"title_ja"}
    bare = dict.fromkeys(("problem_ja", "category", "site_type", "region", "process_ja"))
    made = await commands.create_challenge(owner.actor, new_id(), challenges.content(**bare))
    with pytest.raises(Invalid) as missing:
        await commands.submit_challenge(owner.actor, made.id, ANY_VERSION)
    assert set(missing.value.errors) == {"problem_ja", "category", "site_type", "region"}
    assert (await _row(made.id))["state"] == "draft"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_ja", "長" * 61),
        ("problem_ja", "長" * 1201),
        ("category", "no_such_field"),
        ("region", "mars"),
        ("conditions", ["no_power", "no_such_condition"]),
        ("readiness_minimum", 10),
        ("pilot_budget_yen", -1),
        ("affected_count", 10**12),
    ],
)
async def test_content_that_breaks_a_rule_is_refused_at_its_field(db, field, value):
    owner = await person("challenge_owner")
    with pytest.raises(Invalid) as refused:
        await commands.create_challenge(owner.actor, new_id(), challenges.content(**{field: value}))
    assert set(refused.value.errors) == {field}
    assert await fetch("SELECT 1 FROM challenge") == []


async def test_texts_are_tidied(db):
    identifier = await challenges.draft(
        title_ja=" 一行\nに\u202eする\x00 ", process_ja=" \n ", desired_start=date(2027, 4, 20),
        conditions=["outdoors", "no_power", "outdoors"],
    )  # fmt: skip
    row = await _row(identifier)
    assert row["title_ja"] == "一行 にする" and row["process_ja"] is None
    assert row["desired_start"] == date(2027, 4, 1)
    assert row["conditions"] == ["no_power", "outdoors"]


async def test_the_same_id_twice_is_one_draft_and_another_bureaus_id_is_not_found(db):
    owner, other = await person("challenge_owner"), await person("challenge_owner", "（別）")
    identifier = new_id()
    first = await commands.create_challenge(owner.actor, identifier, challenges.content())
    again = await commands.create_challenge(owner.actor, identifier, challenges.content())
    assert first == again
    with pytest.raises(MadeAlready):
        other_text = challenges.content(title_ja="別の題名")
        await commands.create_challenge(owner.actor, identifier, other_text)
    with pytest.raises(NotFound):
        await commands.create_challenge(other.actor, identifier, challenges.content())
    assert len(await fetch("SELECT 1 FROM challenge")) == 1


async def test_the_id_of_another_bureaus_published_challenge_is_not_found_either(db):
    other = await person("challenge_owner", "（別）")
    with pytest.raises(NotFound):
        await commands.create_challenge(
            other.actor, await challenges.published(), challenges.content()
        )


@pytest.mark.parametrize("role", ["pilot_owner", "purchaser", "member", "secretariat", "operator"])
async def test_only_challenge_owners_write(db, role):
    who = await person(role)
    with pytest.raises(NotPermitted):
        await commands.create_challenge(who.actor, new_id(), challenges.content())
    identifier = await challenges.published()
    with pytest.raises(NotPermitted):
        await commands.update_challenge(who.actor, identifier, 3, challenges.content())
    with pytest.raises(NotPermitted):
        await commands.correct_challenge(who.actor, identifier, 3, challenges.content(), "理由")


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
    assert (await _row(public))["state"] == "published"


async def test_a_stale_version_changes_nothing(db):
    owner = await person("challenge_owner")
    identifier = await challenges.draft(owner)
    await commands.update_challenge(
        owner.actor, identifier, 1, challenges.content(title_ja="先の題名")
    )
    with pytest.raises(Conflict) as refused:
        await commands.update_challenge(
            owner.actor, identifier, 1, challenges.content(title_ja="後の題名")
        )
    assert refused.value.present_state == "draft"
    assert (await _row(identifier))["title_ja"] == "先の題名"
    with pytest.raises(Conflict):
        await commands.submit_challenge(owner.actor, identifier, 1)


async def test_what_was_submitted_is_not_rewritten_and_can_be_taken_back(db):
    owner = await person("challenge_owner")
    identifier = await challenges.submitted(owner)
    with pytest.raises(Conflict) as refused:
        await commands.update_challenge(owner.actor, identifier, 2, challenges.content())
    assert refused.value.present_state == "submitted"
    back = await commands.take_back_challenge(owner.actor, identifier, ANY_VERSION)
    assert back.state == "draft" and (await _row(identifier))["submitted_at"] is None


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
    assert closed.state == "closed" and (await _row(identifier))["closed_at"] is not None
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
    assert back.state == "published" and (await _row(identifier))["withdrawn_at"] is None


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
    allowed = {way.act for way in TRANSITIONS[state].values()}
    for act in set(Act) - allowed:
        with pytest.raises(Conflict) as refused:
            await _CALLS[act](both, identifier)
        assert refused.value.present_state == state
    assert (await _row(identifier))["state"] == state


async def test_a_correction_keeps_the_edition_before(db):
    owner = await person("challenge_owner")
    identifier = await challenges.published(owner)
    version = (await _row(identifier))["version"]
    new = challenges.content(pilot_budget_yen=3_000_000)
    with pytest.raises(Invalid) as same:
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(), "直した"
        )
    assert set(same.value.errors) == {"note"}
    with pytest.raises(Invalid):
        await commands.correct_challenge(owner.actor, identifier, version, new, " ")
    with pytest.raises(Invalid):
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(problem_ja=None), "直した"
        )
    await commands.correct_challenge(owner.actor, identifier, version, new, "予算を改めた")
    with pytest.raises(Conflict):
        await commands.correct_challenge(
            owner.actor, identifier, version, challenges.content(), "戻した"
        )
    editions = await queries.editions_of(owner.actor, identifier)
    assert [(one.edition, one.changed_fields, one.note) for one in editions] == [
        (2, ("pilot_budget_yen",), "予算を改めた"),
        (1, (), None),
    ]
    old = await queries.edition_of(owner.actor, identifier, 1)
    assert old.content.pilot_budget_yen == 2_000_000
    public = await queries.challenge_for(ANONYMOUS, identifier)
    assert public.content.pilot_budget_yen == 3_000_000
    assert [one.note for one in public.corrections] == ["予算を改めた"]
    assert public.corrections[0].by is None


async def test_only_what_is_public_is_corrected(db):
    owner = await person("challenge_owner")
    identifier = await challenges.draft(owner)
    with pytest.raises(Conflict):
        await commands.correct_challenge(
            owner.actor, identifier, 1, challenges.content(title_ja="別の題名"), "直した"
        )


async def test_editions_are_final_and_the_database_ties_state_to_columns(db):
    identifier = await challenges.published()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute("UPDATE challenge_edition SET note = 'x'")
    for statement in (
        "UPDATE challenge SET number = NULL WHERE id = $1",
        "UPDATE challenge SET state = 'closed' WHERE id = $1",
        "UPDATE challenge SET state = 'withdrawn', withdrawn_at = now() WHERE id = $1",
        "UPDATE challenge SET state = 'draft' WHERE id = $1",
        "UPDATE challenge SET readiness_minimum = 0 WHERE id = $1",
        "UPDATE challenge SET problem_ja = '' WHERE id = $1",
        "UPDATE challenge SET state = 'somewhere' WHERE id = $1",
    ):
        with pytest.raises(asyncpg.CheckViolationError):
            await execute(statement, identifier)


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


async def test_history_is_taken_in_once_with_numbers_of_its_own_year(db):
    owner = await person("challenge_owner")
    identifier = new_id()
    given = {
        "challenge_id": identifier,
        "organisation_id": owner.organisation_id,
        "content": challenges.content(site_type=None, region=None),
        "state": ChallengeState.CLOSED,
        "published_at": datetime(2020, 8, 1, 1, tzinfo=UTC),
        "closed_at": datetime(2020, 9, 30, 1, tzinfo=UTC),
        "provenance": Provenance(programme="見本事業", sample_fields=["published"]),
    }
    async with transaction():
        assert await effects.take_in(SYSTEM, **given)
        assert not await effects.take_in(SYSTEM, **given)
    view = await queries.challenge_for(ANONYMOUS, identifier)
    assert (view.number, view.state) == ("C-2020-001", "closed")
    assert view.provenance is not None and view.provenance.programme == "見本事業"


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
