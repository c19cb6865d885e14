"""The ranking on the challenge's page, and the shortlist kept there and through the API."""

from uuid import UUID

import pytest

from foundation.jobs.pending import run_pending
from tests.factories import challenges, solutions
from tests.factories.identity import person, post, signed_in, token_of


@pytest.fixture
async def challenge(db: None) -> UUID:
    await solutions.solution()
    found = await challenges.published(await person("challenge_owner"))
    await run_pending()
    return found


async def _solution_id(bureau, challenge: UUID) -> str:
    token = await token_of(await person("challenge_owner"))
    answer = await bureau.get(
        f"/api/v1/challenges/{challenge}/matches", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["items"][0]["solution_id"]


async def test_the_bureau_sees_the_ranking_with_reasons(new_client, challenge):
    bureau = await signed_in(new_client, "challenge_owner")
    page = (await bureau.get(f"/challenges/{challenge}")).text
    for shown in ("合う解決策", "移乗支援ロボット リフトアイ", "照合の言葉", "<mark>移乗</mark>"):
        assert shown in page
    # No embedder in tests: the page says that words alone decide.
    assert "言葉の一致だけで並べています" in page
    assert "準備度 8" in page and "に対応しない" in page


async def test_it_speaks_english(new_client, challenge):
    bureau = await signed_in(new_client, "challenge_owner")
    page = (await bureau.get(f"/en/challenges/{challenge}")).text
    assert "Matching solutions" in page and "Add to shortlist" in page


@pytest.mark.parametrize("role", ["certifier", "member", "judge"])
async def test_others_see_the_challenge_and_no_ranking(new_client, challenge, role):
    browser = await signed_in(new_client, role)
    page = await browser.get(f"/challenges/{challenge}")
    assert page.status_code == 200 and "合う解決策" not in page.text


async def test_the_public_sees_no_ranking(client, challenge):
    assert "リフトアイ" not in (await client.get(f"/challenges/{challenge}")).text


async def test_a_candidate_is_kept_and_let_go_on_the_page(new_client, challenge):
    bureau = await signed_in(new_client, "challenge_owner")
    form = {"solution": await _solution_id(bureau, challenge), "rank": "1"}
    kept = await post(bureau, f"/challenges/{challenge}/shortlist", form)
    assert kept.status_code == 303
    assert kept.headers["location"] == f"/challenges/{challenge}#rank-1"
    page = (await bureau.get(f"/challenges/{challenge}")).text
    assert "候補に入れました" in page and "候補リスト" in page
    gone = await post(bureau, f"/challenges/{challenge}/shortlist/remove", form)
    assert gone.status_code == 303
    assert "候補に入れる" in (await bureau.get(f"/challenges/{challenge}")).text


async def test_the_secretariat_looks_and_does_not_choose(new_client, challenge):
    office = await signed_in(new_client, "secretariat")
    page = (await office.get(f"/challenges/{challenge}")).text
    assert "リフトアイ" in page and "候補に入れる" not in page


async def test_the_shortlist_through_the_api(new_client, challenge):
    browser = new_client()
    token = await token_of(await person("challenge_owner"))
    headers = {"Authorization": f"Bearer {token}"}
    solution = await _solution_id(browser, challenge)
    base = f"/api/v1/challenges/{challenge}/shortlist"
    first = await browser.put(f"{base}/{solution}", json={"note": "試したい"}, headers=headers)
    again = await browser.put(f"{base}/{solution}", json={}, headers=headers)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    (item,) = (await browser.get(base, headers=headers)).json()["items"]
    assert item["note"] == "試したい" and item["found"]["rank"] == 1
    assert (await browser.delete(f"{base}/{solution}", headers=headers)).status_code == 204
    assert (await browser.get(base, headers=headers)).json()["items"] == []


async def test_a_startup_asks_where_its_solutions_fit(new_client, challenge):
    browser = new_client()
    token = await token_of(await person("member"))
    answer = await browser.get("/api/v1/fits", headers={"Authorization": f"Bearer {token}"})
    (fit,) = answer.json()["items"]
    assert fit["challenge_id"] == str(challenge) and "移乗" in fit["terms_met"]
    assert "rank" not in fit and "score" not in fit


async def test_a_draft_of_another_bureau_is_not_even_there(new_client, db):
    draft = await challenges.draft(await person("challenge_owner"))
    browser = new_client()
    token = await token_of(await person("challenge_owner", "（別）"))
    answer = await browser.get(
        f"/api/v1/challenges/{draft}/matches", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 404
