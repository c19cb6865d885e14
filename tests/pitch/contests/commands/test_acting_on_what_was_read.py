"""An act on a contest is about the text and dates that its sender had read; others are refused."""

from datetime import timedelta

import pytest

from foundation.database import ANY_VERSION, fetch_one
from pitch.contests.commands import act_on_contest, update_contest
from pitch.contests.queries import contest_for
from pitch.contests.states import Act
from tests.factories import contests
from tests.factories.identity import api_client, person, post, sign_in
from tests.portal.audience.forms import forms_of

pytestmark = pytest.mark.usefixtures("db")
REASON = "見本の理由"


async def _in_state(act: Act):
    """A contest that the act leads on from."""
    if act is Act.OPEN:
        return await contests.draft()
    if act is Act.REOPEN_ENTRIES:
        return await contests.judging()
    if act is Act.START_JUDGING:
        contest_id = await contests.open_()
        await contests.entry(contest_id)
        return contest_id
    contest_id = await contests.open_()
    if act is Act.RESTORE:
        secretariat = (await person("secretariat")).actor
        await act_on_contest(secretariat, contest_id, Act.CANCEL, ANY_VERSION, reason=REASON)
    return contest_id


async def _row(contest_id):
    row = await fetch_one("SELECT * FROM contest WHERE id = $1", contest_id)
    assert row is not None
    return row


async def test_a_draft_changed_since_its_page_was_shown_is_not_published(new_client):
    contest_id = await contests.draft()
    browser = new_client()
    secretariat = await person("secretariat")
    await sign_in(browser, secretariat)
    page = await browser.get(f"/contests/{contest_id}")
    old = next(form for form in forms_of(page.text) if form.action.endswith("/open"))
    read = await contest_for(secretariat.actor, contest_id)
    changed = await contests.content(challenge_id=read.challenge_id, theme_ja="だれも読まない題")
    await update_contest(secretariat.actor, contest_id, read.version, changed)
    answer = await post(browser, old.action, old.fields)
    assert answer.status_code == 409
    assert "だれも読まない題" in answer.text
    assert (await _row(contest_id))["state"] == "draft"


@pytest.mark.parametrize("act", list(Act))
async def test_every_act_names_the_version_it_is_about(new_client, act: Act):
    contest_id = await _in_state(act)
    before = await _row(contest_id)
    api = await api_client(new_client, "secretariat")
    address = f"/api/v1/contests/{contest_id}/{act.value}"
    deadline = (before["judging_deadline"] + timedelta(days=9)).isoformat()
    body = {"reason": REASON, "deadline": deadline}
    stale = before["version"] - 1
    assert (await api.post(address, json=body)).status_code == 422
    assert (await api.post(address, json={**body, "version": stale})).status_code == 409
    assert await _row(contest_id) == before
    done = await api.post(address, json={**body, "version": before["version"]})
    assert done.status_code == 200
    assert done.json()["version"] == before["version"] + 1


async def test_judging_is_extended_from_the_deadline_that_was_read(new_client):
    contest_id = await contests.judging()
    before = await _row(contest_id)
    api = await api_client(new_client, "secretariat")
    address = f"/api/v1/contests/{contest_id}/extend-judging"
    later = [(before["judging_deadline"] + timedelta(days=days)).isoformat() for days in (2, 9)]
    body = {"reason": REASON, "version": before["version"]}
    assert (await api.post(address, json={**body, "deadline": later[0]})).status_code == 200
    assert (await api.post(address, json={**body, "deadline": later[1]})).status_code == 409
    assert (await _row(contest_id))["judging_deadline"].isoformat() != later[1]
