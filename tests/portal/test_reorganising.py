"""Bureaus merged and closed: what moves, what stays, and what is asked before."""

import asyncio
import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
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
    fetch_one,
    fetch_value,
    transaction,
)
from foundation.errors import Conflict, Invalid
from foundation.identity import effects
from foundation.identity.accounts.commands import administration
from foundation.identity.organisations import commands, holdings, reorganising
from foundation.identity.organisations.contents import contents_of
from foundation.identity.organisations.reorganising import Fate
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from matching.challenges.commands import ChallengeRecord, create_challenge, update_challenge
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from matching.matcher.freezing.queries import frozen_list
from procurement.certification.queries.opinions import proposed_number_for
from procurement.certification.states import CertificationState
from tests.conftest import NOW
from tests.factories import challenges, pilots
from tests.factories.certification import certification
from tests.factories.identity import OTHER, organisation, person, post, signed_in, token_of
from tests.factories.solutions import solution
from tests.races import while_another_writes

PATH = "/admin/organisations"
BOTH = f"見本局（現在は見本局{OTHER}）"
NewClient = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def two(db: None) -> tuple[UUID, UUID]:
    """A bureau and another of its kind."""
    return await organisation("bureau"), await organisation("bureau", OTHER)


async def hidden(text: str) -> dict[str, str]:
    pairs = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in pairs if name != "_csrf_token"}


async def merge(bureau: UUID, into: UUID) -> None:
    seen = (await contents_of(bureau)).seen
    await reorganising.merge_organisation(SYSTEM, bureau, into, reason="組織改正", seen=seen)


async def close(bureau: UUID, successor: UUID | None = None, **fates: Fate) -> None:
    seen = (await contents_of(bureau)).seen
    await reorganising.close_organisation(
        SYSTEM, bureau, fates=fates, successor_id=successor, reason="組織改正", seen=seen
    )


async def world() -> dict[str, UUID]:
    """One record of each kind and state that a bureau can hold."""
    owner = await person("challenge_owner")
    thing = await solution()
    return {
        "draft": await challenges.draft(),
        "returned": await challenges.returned(),
        "submitted": await challenges.submitted(),
        "published": await challenges.published(),
        "closed": await challenges.closed(),
        "withdrawn": await challenges.withdrawn(owner),
        "planned": await pilots.planned(),
        "running": await pilots.running(),
        "evaluated": await pilots.published(),
        "certification_draft": await certification(
            state=CertificationState.DRAFT, solution_id=thing
        ),
        "certified": await certification(solution_id=thing),
    }


async def owners() -> dict[str, set[UUID]]:
    found = {}
    for table in ("challenge", "pilot", "certification"):
        rows = await fetch(f"SELECT DISTINCT organisation FROM {table}")
        found[table] = {row["organisation"] for row in rows}
    return found


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
    words = commands.OrganisationWords(name="都市整備局")
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


async def test_closing_asks_what_becomes_of_each_kind(
    new_client: NewClient, two: tuple[UUID, UUID]
):
    made = await world()
    bureau, into = two
    operator = await signed_in(new_client, "operator")
    address = f"{PATH}/{bureau}/close"
    page = (await operator.get(address)).text
    assert "下書きと差戻し中の課題（2件）" in page and "実施中の実証と、公表前の評価（1件）" in page
    fates = {
        "challenge_drafts": "end",
        "challenges_submitted": "end",
        "challenges_published": "end",
        "pilots_planned": "end",
        "pilots_running": "hand_over",
        "certification_drafts": "end",
        "certifications_decided": "hand_over",
    }
    form: dict[str, str] = {**fates, "reason": "組織改正"}
    missing = await post(operator, address, form)
    assert missing.status_code == 422 and "引き継ぐ組織を選んでください" in missing.text
    undecided = await post(
        operator, address, {**form, "successor": str(into), "pilots_running": "end"}
    )
    assert undecided.status_code == 422
    preview = await post(operator, address, {**form, "successor": str(into)})
    assert preview.status_code == 200 and "募集を終える" in preview.text
    sent = await hidden(preview.text)
    assert [(await post(operator, address, sent)).status_code for _click in range(2)] == [303, 303]
    states = {
        name: await fetch_value(f"SELECT state FROM {table} WHERE id = $1", made[name])
        for table, names in {
            "challenge": ("draft", "returned", "submitted", "published", "closed"),
            "pilot": ("planned", "running"),
            "certification": ("certification_draft", "certified"),
        }.items()
        for name in names
    }
    assert states == {
        "draft": "draft",
        "returned": "returned",
        "submitted": "draft",
        "published": "closed",
        "closed": "closed",
        "planned": "cancelled",
        "running": "running",
        "certification_draft": "abandoned",
        "certified": "published",
    }
    of = "SELECT organisation FROM {} WHERE id = $1"
    assert await fetch_value(of.format("pilot"), made["running"]) == into
    assert await fetch_value(of.format("certification"), made["certified"]) == into
    assert await fetch_value(of.format("challenge"), made["published"]) == bureau
    left = "SELECT count(*) FROM membership WHERE organisation = $1 AND state = 'active'"
    assert await fetch_value(left, bureau) == 0
    row = await fetch_one("SELECT state, ended_at FROM organisation WHERE id = $1", bureau)
    assert row == {"state": "closed", "ended_at": NOW}


async def test_the_last_secretariat_is_not_closed(new_client: NewClient):
    office = await organisation("secretariat")
    operator = await signed_in(new_client, "operator")
    form = {"reason": "組織改正", "seen": (await contents_of(office)).seen}
    refused = await post(operator, f"{PATH}/{office}/close", form)
    assert refused.status_code == 409 and "先に新しい組織を作り" in refused.text
    assert "組織改正" in refused.text
    other = await organisation("secretariat", OTHER)
    done = await asyncio.gather(close(office), close(other), return_exceptions=True)
    assert {type(one) for one in done} == {Conflict, type(None)}
    active = "SELECT count(*) FROM organisation WHERE kind = 'secretariat' AND state = 'active'"
    assert await fetch_value(active) == 1


async def test_nothing_is_begun_in_a_bureau_that_has_ended(two: tuple[UUID, UUID]):
    owner = await person("challenge_owner")
    await merge(*two)
    with pytest.raises(Conflict):
        await create_challenge(owner.actor, new_id(), challenges.content())
    with pytest.raises(Conflict):
        await administration.give_role(
            SYSTEM, owner.account_id, role="certifier", organisation_id=two[0]
        )
    assert await fetch_value("SELECT count(*) FROM challenge") == 0


async def test_a_draft_begun_meanwhile_is_not_left_behind(two: tuple[UUID, UUID]):
    owner = await person("challenge_owner")

    async def begin() -> Any:
        return await create_challenge(owner.actor, new_id(), challenges.content())

    done = await asyncio.gather(begin(), merge(*two), begin(), return_exceptions=True)
    assert all(one is None or isinstance(one, Conflict | ChallengeRecord) for one in done)
    if done[1] is not None:
        await merge(*two)
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", two[0]) == "merged"
    made = {one.id for one in done if isinstance(one, ChallengeRecord)}
    rows = await fetch("SELECT id, organisation FROM challenge")
    assert {row["id"]: row["organisation"] for row in rows} == dict.fromkeys(made, two[1])


SUBMIT = (
    "UPDATE challenge SET state = 'submitted', submitted_at = $2, submitted_by = created_by, "
    "version = version + 1 WHERE id = $1"
)


@pytest.mark.parametrize("end", ["merge", "close"])
async def test_what_changes_its_state_meanwhile_is_not_left_behind(
    end: str, two: tuple[UUID, UUID]
):
    bureau, into = two
    draft = await challenges.draft()

    async def handed_over() -> None:
        if end == "merge":
            await merge(bureau, into)
            return
        kinds = [line.holding.key for line in (await contents_of(bureau)).lines]
        await close(bureau, into, **dict.fromkeys(kinds, Fate.HAND_OVER))

    with pytest.raises(Conflict, match="中身が変わりました"):
        await while_another_writes(SUBMIT, draft, NOW, command=handed_over())
    assert await fetch_value("SELECT state FROM organisation WHERE id = $1", bureau) == "active"
    await handed_over()
    row = await fetch_one("SELECT organisation, state FROM challenge WHERE id = $1", draft)
    assert row == {"organisation": into, "state": "submitted"}


async def test_one_record_in_the_place_of_another_is_a_change(two: tuple[UUID, UUID]):
    first, second = await challenges.draft(), await challenges.submitted()
    before = await contents_of(two[0])
    await execute(SUBMIT, first, NOW)
    await execute(
        "UPDATE challenge SET state = 'draft', submitted_at = NULL, submitted_by = NULL "
        "WHERE id = $1",
        second,
    )
    after = await contents_of(two[0])
    assert before.counts == after.counts and before.seen != after.seen


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


async def test_two_operators_who_merge_both_ways_do_not_wait_for_each_other(two: tuple[UUID, UUID]):
    one, other = two
    done = await asyncio.gather(merge(one, other), merge(other, one), return_exceptions=True)
    refused = [error for error in done if error is not None]
    assert len(refused) == 1 and isinstance(refused[0], Invalid | Conflict)


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
    words = commands.OrganisationWords(name="都市整備局")
    day = clock.today() + timedelta(days=30)
    await commands.rename_organisation(SYSTEM, two[0], words=words, day=day, version=ANY_VERSION)
    operator = await signed_in(new_client, "operator")
    form = {"successor": str(two[1]), "reason": "組織改正"}
    for act in ("merge", "close"):
        preview = await post(operator, f"{PATH}/{two[0]}/{act}", form)
        assert "予定していた名前「都市整備局」" in preview.text, act
