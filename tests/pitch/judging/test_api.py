"""Judging by REST: the whole way, and what the problems say."""

import pytest

from tests.factories import judging
from tests.factories.identity import OTHER, api_client, seen, token_of

pytestmark = pytest.mark.usefixtures("db")


async def test_the_whole_way(new_client):
    world = await judging.judged(entry_marks=("", judging.SECOND))
    contest = f"/api/v1/contests/{world.id}"
    for position, judge in enumerate(world.judges):
        api = new_client(headers={"Authorization": f"Bearer {await token_of(judge)}"})
        listed = (await api.get(f"{contest}/ballots")).json()
        assert [one["state"] for one in listed["ballots"]] == ["not_started"] * 2
        for rank, one in enumerate(listed["ballots"]):
            address = f"/api/v1/entries/{one['entry_id']}/ballot"
            blank = (await api.get(address)).json()
            assert (blank["version"], blank["state"]) == (0, "not_started")
            keys = [criterion["id"] for criterion in blank["criteria"]]
            body = {"version": 0, "scores": dict.fromkeys(keys, 4 - rank)}
            saved = await api.put(address, json=body)
            assert saved.status_code == 200 and saved.json()["state"] == "draft"
            done = await api.post(f"{address}/submit", json={"version": 1})
            assert done.json()["state"] == "submitted"
        assert (await api.get(f"{contest}/ballots")).json()["done"] == 2, position
    secretariat = await api_client(new_client, "secretariat")
    progress = (await secretariat.get(f"{contest}/progress")).json()
    assert progress["is_complete"] and progress["settled"] == progress["expected"] == 4
    order = (await secretariat.get(f"{contest}/order")).json()
    assert [(one["rank"], one["total"]) for one in order["entries"]] == [(1, "4"), (2, "3")]
    places = {one["entry_id"]: one["rank"] for one in order["entries"]}
    decision = {"places": places, "seen": order["fingerprint"], "comment_ja": "見本の講評"}
    decided = await secretariat.post(f"{contest}/decide", json=decision)
    assert decided.status_code == 200 and decided.json()["state"] == "decided"
    nobody = new_client()
    assert (await nobody.get(f"{contest}/result")).status_code == 404
    published = await secretariat.post(f"{contest}/publish-result", json={"version": 1})
    assert published.json()["state"] == "published"
    result = (await nobody.get(f"{contest}/result")).json()
    assert [(one["place"], one["total"], one["total_exact"]) for one in result["entries"]] == [
        (1, 4.0, "4"),
        (2, 3.0, "3"),
    ]
    assert result["own"] == [] and result["sha256"] == decided.json()["sha256"]
    member = await api_client(new_client, "member", judging.SECOND)
    own = (await member.get(f"{contest}/result")).json()["own"]
    assert [one["entry_id"] for one in own] == [str(world.entries[1])]
    assert [one["mean"] for one in own[0]["criteria"]] == [3.0, 3.0]
    for act, state in (("unpublish-result", "decided"), ("take-back-decision", "taken_back")):
        reason = await seen(secretariat, f"{contest}/result", reason="見本の理由")
        done = await secretariat.post(f"{contest}/{act}", json=reason)
        assert done.json()["state"] == state
    assert (await nobody.get(f"{contest}/result")).status_code == 404


async def test_a_reason_keeps_nothing_that_steers_or_hides(new_client):
    world = await judging.judged()
    api = await api_client(new_client, "judge")
    address = f"/api/v1/entries/{world.entries[0]}/ballot"
    for nothing in ("\u200b", "\u3164 \u2028", "\u202e"):
        assert (await api.post(f"{address}/recuse", json={"reason": nothing})).status_code == 422
    sent = "\u202e顧問を\u0007\u2028している。\u200b"
    assert (await api.post(f"{address}/recuse", json={"reason": sent})).is_success
    assert (await api.get(address)).json()["recusal_reason"] == "顧問を\nしている。"


async def test_recusing_and_coming_back(new_client):
    world = await judging.judged()
    api = await api_client(new_client, "judge")
    address = f"/api/v1/entries/{world.entries[0]}/ballot"
    assert (await api.post(f"{address}/unrecuse")).status_code == 409
    made = await api.post(f"{address}/recuse", json={"reason": "顧問をしている。"})
    assert made.json()["state"] == "recused"
    assert (await api.get(address)).json()["recusal_reason"] == "顧問をしている。"
    assert (await api.post(f"{address}/unrecuse")).json()["state"] == "draft"
    await api.post(f"{address}/recuse", json={"reason": "顧問をしている。"})
    secretariat = await api_client(new_client, "secretariat")
    contest = f"/api/v1/contests/{world.id}"
    [recusal] = (await secretariat.get(f"{contest}/progress")).json()["recusals"]
    back = await secretariat.post(
        f"{contest}/recusals/{recusal['ballot_id']}/take-back", json={"version": recusal["version"]}
    )
    assert back.json()["recusals"] == []


async def test_problems_say_what_to_do(new_client):
    world = await judging.judged()
    api = await api_client(new_client, "judge")
    address = f"/api/v1/entries/{world.entries[0]}/ballot"
    key = str(world.criteria[0])
    broken = await api.put(address, json={"version": 0, "scores": {key: 9}})
    assert broken.status_code == 422
    assert broken.headers["content-type"].startswith("application/problem+json")
    assert broken.json()["errors"] == {f"score-{key}": "1から5のどれかを選んでください。"}
    assert (await api.put(address, json={"version": 0, "points": 4})).status_code == 422
    early = await api.post(f"{address}/submit", json={"version": 0})
    assert early.status_code == 422 and len(early.json()["errors"]) == 2
    assert (await api.put(address, json={"version": 0, "scores": {key: 4}})).status_code == 200
    stale = await api.put(address, json={"version": 0, "scores": {key: 3}})
    assert (stale.status_code, stale.json()["present_state"]) == (409, "draft")
    stranger = await api_client(new_client, "judge", OTHER)
    assert (await stranger.get(address)).status_code == 404
    secretariat = await api_client(new_client, "secretariat")
    closed = await secretariat.get(f"/api/v1/contests/{world.id}/order")
    assert closed.status_code == 409 and "揃っていない" in closed.json()["detail"]
    opened = await secretariat.post(
        f"/api/v1/contests/{world.id}/open-order", json={"reason": "急ぐため"}
    )
    assert opened.json()["opening_reason"] == "急ぐため"
    extended = await secretariat.post(
        f"/api/v1/contests/{world.id}/extend-judging",
        json={
            "deadline": "2026-12-31T17:00:00+09:00",
            "reason": "急病のため",
            "version": (await secretariat.get(f"/api/v1/contests/{world.id}")).json()["version"],
        },
    )
    assert extended.status_code == 200
