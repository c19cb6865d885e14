"""Words, conditions and places on pages and through the API, with and without a script."""

from uuid import UUID

import pytest

from foundation.jobs.pending import run_pending
from matching.embedding.selection import use_embedder
from tests.factories import challenges, solutions
from tests.factories.identity import person, post, signed_in, token_of
from tests.factories.index import WordEmbedder


@pytest.fixture
async def solution(db: None) -> UUID:
    return await solutions.solution()


@pytest.fixture
async def challenge(solution: UUID) -> UUID:
    found = await challenges.published(await person("challenge_owner"))
    await run_pending()
    return found


async def _api(client, role: str = "challenge_owner") -> dict[str, str]:
    return {"Authorization": f"Bearer {await token_of(await person(role))}"}


async def test_a_word_is_added_left_out_and_put_back_without_a_script(new_client, challenge):
    bureau = await signed_in(new_client, "challenge_owner")
    address = f"/challenges/{challenge}"
    added = await post(bureau, f"{address}/criteria/words", {"add": "夜間", "version": "0"})
    assert added.status_code == 303 and added.headers["location"] == f"{address}#matches"
    page = (await bureau.get(address)).text
    assert "「夜間」を使わない" in page and "照合の言葉を変えました" in page
    await post(bureau, f"{address}/criteria/words", {"remove": "移乗", "version": "1"})
    page = (await bureau.get(address)).text
    assert "<s>移乗</s>" in page and "<mark>移乗</mark>" not in page
    await post(bureau, f"{address}/criteria/words", {"restore": "移乗", "version": "2"})
    assert "<mark>移乗</mark>" in (await bureau.get(address)).text


async def test_a_script_gets_the_section_alone(new_client, challenge):
    bureau = await signed_in(new_client, "challenge_owner")
    answer = await post(
        bureau,
        f"/challenges/{challenge}/criteria/words",
        {"add": "夜間", "version": "0"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<section") and "<html" not in answer.text
    assert "「夜間」を使わない" in answer.text and 'value="1"' in answer.text


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({"add": "", "version": "0"}, 422, "足す言葉を書いてください"),
        ({"add": "昼間", "version": "7"}, 409, "先に変えました"),
    ],
)
async def test_what_is_refused_is_said_where_it_was_asked(
    new_client, challenge, form, status, said
):
    bureau = await signed_in(new_client, "challenge_owner")
    address = f"/challenges/{challenge}/criteria/words"
    by_script = await post(bureau, address, form, headers={"HX-Request": "true"})
    assert by_script.status_code == status and said in by_script.text
    page = await post(bureau, address, form)
    assert page.status_code == status and said in page.text and "<html" in page.text


async def test_a_condition_is_demanded_and_who_does_not_meet_it_is_gone(
    new_client, challenge, solution
):
    bureau = await signed_in(new_client, "challenge_owner")
    address = f"/challenges/{challenge}"
    form = {"mode.condition:no_power": "must", "mode.pilot": "shown", "version": "0"}
    done = await post(bureau, f"{address}/criteria/conditions", form)
    assert done.status_code == 303
    page = (await bureau.get(address)).text
    assert "合う解決策はまだありません" in page and "「必ず」の条件を減らすか" in page
    place = (await bureau.get(f"{address}/matches/{solution}")).text
    assert "「必ず」の条件に合わないため、載っていません。" in place and "電源がない" in place


async def test_the_page_of_a_place_shows_both_texts_marked(new_client, challenge, solution):
    bureau = await signed_in(new_client, "challenge_owner")
    page = (await bureau.get(f"/challenges/{challenge}/matches/{solution}")).text
    assert "1件のうち1位です。" in page
    first, second = page.split("both-texts__one")[1:3]
    assert "<mark>移乗</mark>" in first and "<mark>移乗</mark>" in second
    english = (await bureau.get(f"/en/challenges/{challenge}/matches/{solution}")).text
    assert "Rank 1 of 1." in english and 'lang="ja"' in english


async def test_a_solution_is_asked_about_by_name(new_client, challenge, solution):
    bureau = await signed_in(new_client, "challenge_owner")
    address = f"/challenges/{challenge}/matches"
    one = await bureau.get(address, params={"name": "リフトアイ"})
    assert one.status_code == 303 and one.headers["location"].endswith(f"/matches/{solution}")
    await solutions.solution(title_ja="移乗支援ロボット 二号")
    several = await bureau.get(address, params={"name": "移乗支援"})
    assert several.status_code == 200 and "二号" in several.text
    none = await bureau.get(address, params={"name": "<b>%_"})
    assert "という名前の解決策は公開されていません" in none.text and "<b>%" not in none.text
    assert (await bureau.get(address)).status_code == 200


async def test_criteria_through_the_api(new_client, challenge, solution):
    browser = new_client()
    headers = await _api(browser)
    address = f"/api/v1/challenges/{challenge}/criteria"
    before = (await browser.get(address, headers=headers)).json()
    assert before["version"] == 0 and before["added"] == []
    keys = {row["key"]: row["choices"] for row in before["conditions"]}
    assert "must" in keys["condition:no_power"] and "must" not in keys["pilot"]
    sent = {"version": 0, "added": ["夜間"], "removed": ["移乗"], "conditions": {"pilot": "shown"}}
    after = await browser.put(address, json=sent, headers=headers)
    assert after.status_code == 200, after.text
    assert after.json()["version"] == 1 and after.json()["removed"] == ["移乗"]
    again = await browser.put(address, json=sent, headers=headers)
    assert again.status_code == 200 and again.json()["version"] == 1
    stale = await browser.put(address, json={**sent, "added": ["昼"]}, headers=headers)
    assert stale.status_code == 409
    assert stale.headers["content-type"].startswith("application/problem+json")
    wrong = await browser.put(
        address, json={"version": 1, "conditions": {"pilot": "must"}}, headers=headers
    )
    assert wrong.status_code == 422
    matches = (await browser.get(f"/api/v1/challenges/{challenge}/matches", headers=headers)).json()
    assert "夜間" in matches["terms"] and matches["dropped_terms"] == ["移乗"]
    assert matches["criteria_version"] == 1 and matches["engine"] == "postgresql"
    place = (
        await browser.get(f"/api/v1/challenges/{challenge}/matches/{solution}", headers=headers)
    ).json()
    assert (place["verdict"], place["rank"], place["compared"]) == ("listed", 1, 1)
    assert place["reasons"]["score"] == matches["items"][0]["reasons"]["score"]


async def test_similar_ones_are_everybodys_and_public_only(new_client, db):
    use_embedder(WordEmbedder())
    try:
        first = await challenges.published(await person("challenge_owner"))
        other = await person("challenge_owner", "（別）")
        like = await challenges.published(other, title_ja="介助する職員の腰の痛みを減らしたい")
        await challenges.draft(other, title_ja="介助する職員の腰の下書き")
        own = await challenges.published(
            await person("challenge_owner"), title_ja="介助する職員の腰の別の課題"
        )
        one = await solutions.solution()
        near = await solutions.solution("（別）", title_ja="移乗支援ロボット 二号")
        await run_pending()
        browser = new_client()
        found = (await browser.get(f"/api/v1/challenges/{first}/similar")).json()["items"]
        assert [item["challenge_id"] for item in found] == [str(like)]
        assert str(own) not in str(found)
        page = (await browser.get(f"/challenges/{first}")).text
        assert "ほかの局の似た課題" in page and f"/challenges/{like}" in page
        items = (await browser.get(f"/api/v1/solutions/{one}/similar")).json()["items"]
        assert [item["solution_id"] for item in items] == [str(near)]
        page = (await browser.get(f"/solutions/{one}")).text
        assert "似た解決策" in page and f"/solutions/{near}" in page
        unknown = await browser.get(f"/api/v1/challenges/{UUID(int=5)}/similar")
        assert unknown.status_code == 404
    finally:
        use_embedder(None)
