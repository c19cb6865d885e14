"""Certifications by REST: the whole way, and what the problems say."""

import pytest

from foundation.database import fetch_value
from tests.factories.certification import certification, content, opinions
from tests.factories.identity import OTHER, api_client, seen
from tests.factories.solutions import solution

ADDRESS = "/api/v1/certifications"


def body(**changes):
    """A content as JSON."""
    import msgspec

    return msgspec.to_builtins(content(**changes))


async def test_the_whole_way(new_client):
    solution_id = await solution()
    api = await api_client(new_client, "certifier")
    made = await api.post(
        ADDRESS, json={"solution_id": str(solution_id)}, headers={"Idempotency-Key": "a"}
    )
    assert made.status_code == 201 and made.json()["state"] == "draft"
    again = await api.post(
        ADDRESS, json={"solution_id": str(solution_id)}, headers={"Idempotency-Key": "a"}
    )
    assert again.json()["id"] == made.json()["id"]
    one = f"{ADDRESS}/{made.json()['id']}"
    changed = await api.put(one, json={"version": 1, "content": body()})
    assert changed.status_code == 200 and changed.json()["version"] == 2
    decided = await api.post(f"{one}/decide", json={"version": 2, "seen": changed.json()["seen"]})
    assert decided.json()["decision_number"] == "R8-見本-001"
    assert decided.json()["term_end"] == "2029-03-31"
    assert decided.json()["acts"] == ["publish", "take-back"]
    published = await api.post(f"{one}/publish", json=await seen(api, one))
    assert published.json()["standing"] == "in_term"
    evidence = await api.get(f"{one}/evidence")
    assert evidence.json()["decision_number"] == "R8-見本-001"
    suspended = await api.post(
        f"{one}/suspend", json=await seen(api, one, reason="点検", until="2026-12-01")
    )
    assert suspended.json()["standing"] == "suspended"
    resumed = await api.post(f"{one}/resume", json=await seen(api, one, reason="済んだ"))
    assert resumed.json()["standing"] == "in_term"
    revoked = await api.post(f"{one}/revoke", json=await seen(api, one, reason="取下げ"))
    assert revoked.json()["standing"] == "revoked" and revoked.json()["acts"] == []
    listed = await api.get(ADDRESS)
    assert [item["id"] for item in listed.json()["items"]] == [made.json()["id"]]


async def test_one_expert_is_a_problem_at_its_field(new_client):
    api = await api_client(new_client, "certifier")
    made = await api.post(
        ADDRESS,
        json={"solution_id": str(await solution()), "content": body(opinions=opinions(1))},
    )
    answer = await api.post(
        f"{ADDRESS}/{made.json()['id']}/decide", json={"version": 1, "seen": made.json()["seen"]}
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "2人以上" in answer.json()["errors"]["opinions"]
    assert await fetch_value("SELECT state FROM certification") == "draft"


async def test_states_and_tenants_are_problems_too(new_client):
    record_id = await certification()
    own = await api_client(new_client, "certifier")
    conflict = await own.post(f"{ADDRESS}/{record_id}/publish", json={"version": 1})
    assert conflict.status_code == 409 and conflict.json()["present_state"] == "published"
    other = await api_client(new_client, "certifier", OTHER)
    refused = await other.post(
        f"{ADDRESS}/{record_id}/revoke", json={"reason": "なし", "version": 1}
    )
    assert refused.status_code == 403 and "認定担当" in refused.json()["detail"]
    nobody = new_client()
    assert (await nobody.get(ADDRESS)).status_code == 401
    assert (await nobody.get(f"{ADDRESS}/{record_id}/evidence")).status_code == 401
    unknown = await own.post(ADDRESS, json={"solution": "x"})
    assert unknown.status_code in (400, 422)


@pytest.mark.parametrize(
    ("role", "method", "reasons", "price"),
    [
        ("purchaser", True, True, True),
        ("certifier", True, True, True),
        ("member", True, False, True),
        ("secretariat", False, False, False),
        ("judge", False, False, False),
    ],
)
async def test_each_audience_gets_its_part(new_client, role, method, reasons, price):
    record_id = await certification()
    api = await api_client(new_client, role)
    found = (await api.get(f"{ADDRESS}/{record_id}")).json()
    assert (found["content"]["plan_method_ja"] is not None) is method
    assert (found["content"]["novelty_reason_ja"] is not None) is reasons
    assert bool(found["content"]["opinions"]) is reasons
    assert (found["evidence_sha256"] is not None) is reasons
    assert (found["content"]["price_yen"] is not None) is price
