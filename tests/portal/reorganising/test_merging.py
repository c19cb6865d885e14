"""Bureaus merged: what moves, what stays, and what is asked before."""

from datetime import date, timedelta
from uuid import UUID

import asyncpg
import httpx
import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import (
    ANY_VERSION,
    execute,
    fetch,
    fetch_value,
    transaction,
)
from foundation.errors import Invalid
from foundation.identity import effects
from foundation.identity.organisations import commands, holdings
from foundation.identity.organisations.names import OrganisationWords
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from matching.challenges.commands import update_challenge
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from matching.matcher.freezing.queries import frozen_list
from procurement.certification.queries.opinions import proposed_number_for
from tests.conftest import NOW
from tests.factories import challenges
from tests.factories.certification import certification
from tests.factories.identity import OTHER, organisation, person, post, signed_in, token_of
from tests.factories.solutions import solution
from tests.portal.reorganising.conftest import (
    BOTH,
    PATH,
    NewClient,
    close,
    hidden,
    merge,
    owners,
    world,
)


async def test_every_table_that_names_an_organisation_is_thought_of(db: None):
    """A new table with an organisation has to say what becomes of it here."""
    rows = await fetch(
        "SELECT c.conrelid::regclass::text AS name, a.attname AS field FROM pg_constraint c "
        "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) "
        "WHERE c.contype = 'f' AND c.confrelid = 'organisation'::regclass"
    )
    assert {f"{row['name']}.{row['field']}" for row in rows} == {
        "organisation.merged_into",
        "organisation_name.organisation",
        "membership.organisation",
        "invitation.organisation",
        "challenge.organisation",
        "pilot.organisation",
        "certification.organisation",
        # Startups are organisations that end by their own area's rules.
        "startup.id",
        "pilot.startup",
        "entry.organisation",
    }


async def test_a_merger_is_shown_before_it_is_done(new_client: NewClient, two: tuple[UUID, UUID]):
    await world()
    bureau, into = two
    operator = await signed_in(new_client, "operator")
    address = f"{PATH}/{bureau}/merge"
    form = {"successor": str(into), "reason": "2027年4月1日の組織改正による"}
    assert (await post(operator, address, {**form, "reason": ""})).status_code == 422
    preview = await post(operator, address, form)
    assert preview.status_code == 200
    assert "公開中の課題" in preview.text and f"1件が「見本局{OTHER}」に移ります" in preview.text
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", bureau) == "active"
    sent = await hidden(preview.text)
    back = await post(operator, address, {**sent, "_change": "1"})
    assert back.status_code == 200 and form["reason"] in back.text

    await challenges.draft()
    changed = await post(operator, address, sent)
    assert changed.status_code == 409 and "中身が変わりました" in changed.text
    sent = await hidden(changed.text)
    assert [(await post(operator, address, sent)).status_code for _click in range(2)] == [303, 303]
    assert await owners() == {"challenge": {into}, "pilot": {into}, "certification": {into}}
    events = await fetch("SELECT action FROM audit_event WHERE action LIKE 'organisation.m%'")
    assert len(events) == 1
    page = (await operator.get(f"{PATH}/{into}")).text
    assert "統合した組織" in page and "見本局" in page
    assert "統合ずみ" in (await operator.get(f"{PATH}/{bureau}")).text
    for act in ("rename", "merge", "close"):
        assert (await operator.get(f"{PATH}/{bureau}/{act}")).status_code == 409
    refused = await post(operator, f"{PATH}/{bureau}/close", {"reason": "もう一度", "seen": "x"})
    assert refused.status_code == 409


async def test_what_was_published_keeps_its_bureau(
    client: httpx.AsyncClient, new_client: NewClient, two: tuple[UUID, UUID]
):
    made = await world()
    number = await fetch_value(
        "SELECT decision_number FROM certification WHERE id = $1", made["certified"]
    )
    trail = await fetch("SELECT * FROM audit_event ORDER BY id")
    await merge(*two)
    public = [
        f"/challenges/{made['published']}",
        f"/pilots/{made['evaluated']}",
        f"/certified/{made['certified']}",
    ]
    for address in public:
        assert BOTH in (await client.get(address)).text, address
    certified = (await client.get(public[-1])).text
    assert number in certified
    listed = str((await client.get("/certified.json")).json())
    assert "'見本局'" in listed and OTHER not in listed
    before = await fetch("SELECT * FROM audit_event ORDER BY id LIMIT $1", len(trail))
    assert before == trail


async def test_the_successor_goes_on_with_everything(new_client: NewClient, two: tuple[UUID, UUID]):
    made = await world()
    await merge(*two)
    successor = await person("challenge_owner", OTHER)
    await update_challenge(
        successor.actor, made["draft"], 1, challenges.content(title_ja="引き継いだ題名")
    )
    owner = await signed_in(new_client, "challenge_owner", OTHER)
    page = (await owner.get(f"/challenges/{made['published']}")).text
    assert "募集を終える" in page
    history = (await owner.get(f"/challenges/{made['published']}/history")).text
    assert "ほかの局に引き継ぎました" in history
    certifier = await signed_in(new_client, "certifier", OTHER)
    page = (await certifier.get(f"/certifications/{made['certified']}")).text
    assert "取り消す" in page


async def test_numbers_of_both_bureaus_stay_and_are_not_gone_on_with(two: tuple[UUID, UUID]):
    bureau, into = two
    thing = await solution()
    for mark in ("", OTHER):
        await certification(mark=mark, solution_id=thing, decision_number="R8-見本-001")
    await merge(bureau, into)
    rows = await fetch("SELECT organisation, decision_number FROM certification")
    assert [tuple(row.values()) for row in rows] == [(into, "R8-見本-001")] * 2
    day = date(2026, 11, 24)
    assert await proposed_number_for(into, day) == "R8-見本-002"
    words = OrganisationWords(name="都市整備局")
    with clock.frozen(NOW + timedelta(days=1)):
        await commands.rename_organisation(
            SYSTEM, into, words=words, day=clock.today(), version=ANY_VERSION
        )
    assert await proposed_number_for(into, day) == "R8-都市整備-001"


async def test_people_sessions_and_tokens_go_on(new_client: NewClient, two: tuple[UUID, UUID]):
    bureau, into = two
    owner, double = await person("challenge_owner"), await person("certifier")
    browser, token = await signed_in(new_client, "challenge_owner"), await token_of(owner)
    async with transaction():
        await effects.add_membership(
            SYSTEM, account_id=double.account_id, organisation_id=into, role="certifier"
        )
    await merge(bureau, into)
    rows = await fetch(
        "SELECT account, role FROM membership WHERE organisation = $1 AND state = 'active'", into
    )
    assert sorted((row["account"], row["role"]) for row in rows) == sorted(
        [(owner.account_id, "challenge_owner"), (double.account_id, "certifier")]
    )
    assert f"見本局{OTHER}" in (await browser.get("/account")).text
    async with new_client() as api:
        me = await api.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["acting"]["organisation_id"] == str(into)


async def test_invitations_go_on_once(two: tuple[UUID, UUID]):
    office, other = await organisation("secretariat"), await organisation("secretariat", OTHER)
    for place, email in ((office, "a@x.example"), (office, "b@x.example"), (other, "b@x.example")):
        await execute(
            "INSERT INTO invitation (id, organisation, role, email, email_canonical, token_hash, "
            "state, invited_by, created_at, expires_at) VALUES ($1, $2, 'secretariat', $3, $3, $4, "
            "'open', $5, $6, $7)",
            new_id(),
            place,
            email,
            new_id().hex * 2,
            (await person("secretariat")).account_id,
            NOW,
            NOW + timedelta(days=14),
        )
    await merge(office, other)
    rows = await fetch(
        "SELECT email FROM invitation WHERE state = 'open' AND organisation = $1", other
    )
    assert sorted(row["email"] for row in rows) == ["a@x.example", "b@x.example"]
    assert await fetch_value("SELECT count(*) FROM invitation WHERE state = 'open'") == 2


async def test_only_bureaus_of_one_kind_that_have_not_ended_are_merged(two: tuple[UUID, UUID]):
    bureau, into = two
    for other in (bureau, await organisation("secretariat")):
        with pytest.raises(Invalid):
            await merge(bureau, other)
    await close(into)
    with pytest.raises(Invalid):
        await merge(bureau, into)
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", bureau) == "active"


async def test_what_no_kind_speaks_of_moves_with_the_rest(
    two: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
):
    made = await world()
    kinds = {key: one for key, one in holdings._holdings.items() if one.is_open}
    monkeypatch.setattr(holdings, "_holdings", kinds)
    await merge(*two)
    assert await owners() == {table: {two[1]} for table in ("challenge", "pilot", "certification")}
    event = "SELECT action FROM audit_event WHERE object_id = $1 AND action LIKE '%.handed_over'"
    assert await fetch_value(event, str(made["withdrawn"])) == "challenge.handed_over"


async def test_the_database_keeps_decided_certifications_where_they_are(two: tuple[UUID, UUID]):
    certified = await certification(solution_id=await solution())
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await execute(
            "UPDATE certification SET organisation = $2, published_for = organisation WHERE id = $1",
            certified,
            two[1],
        )


async def test_a_frozen_shortlist_stays_word_for_word_and_its_successor_reads_it(
    two: tuple[UUID, UUID],
):
    owner = await person("challenge_owner")
    challenge = await challenges.published()
    await shortlist_solution(owner.actor, challenge, await solution(), "見本")
    await run_pending()
    await freeze_shortlist(owner.actor, challenge, new_id(), ANY_VERSION)
    before = await frozen_list(owner.actor, challenge, 1)
    await merge(*two)
    successor = await person("challenge_owner", OTHER)
    after = await frozen_list(successor.actor, challenge, 1)
    assert (after.text, after.sha256) == (before.text, before.sha256)
    assert after.content.challenge.organisation_name == "見本局"


async def test_the_preview_says_that_a_name_to_come_is_dropped(
    new_client: NewClient, two: tuple[UUID, UUID]
):
    words = OrganisationWords(name="都市整備局")
    day = clock.today() + timedelta(days=30)
    await commands.rename_organisation(SYSTEM, two[0], words=words, day=day, version=ANY_VERSION)
    operator = await signed_in(new_client, "operator")
    form = {"successor": str(two[1]), "reason": "組織改正"}
    for act in ("merge", "close"):
        preview = await post(operator, f"{PATH}/{two[0]}/{act}", form)
        assert "予定していた名前「都市整備局」" in preview.text, act
