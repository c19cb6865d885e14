"""A bureau closed: what becomes of each kind of its records is asked before."""

import asyncio
from uuid import UUID

from foundation.database import (
    fetch_one,
    fetch_value,
)
from foundation.errors import Conflict
from foundation.identity.organisations.contents import contents_of
from tests.conftest import NOW
from tests.factories.identity import OTHER, organisation, post, signed_in
from tests.portal.reorganising.conftest import (
    PATH,
    NewClient,
    close,
    hidden,
    world,
)


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
