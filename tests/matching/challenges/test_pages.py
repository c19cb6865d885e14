"""Challenges through the browser."""

import re

import pytest

from foundation.database import fetch, fetch_one
from matching.challenges import commands
from tests.factories import challenges
from tests.factories.identity import id_in, issued, person, post, signed_in

FORM = {
    "title_ja": "介助する職員の腰の負担を減らしたい",
    "problem_ja": "移乗の介助が職員の腰に大きな負担となっている。",
    "process_cost_yen": "１８，５００，０００",
    "category": "welfare_care",
    "site_type": "welfare_facility",
    "region": "tama",
    "conditions": ["no_power", "outdoors"],
    "readiness_minimum": "7",
    "desired_start": "2027-04-01",
    "closes_on-year": "2026",
    "closes_on-month": "12",
    "closes_on-day": "11",
}


def _hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no hidden field {name}"
    return found[1]


async def test_a_bureau_writes_and_the_secretariat_publishes(new_client):
    bureau = await signed_in(new_client, "challenge_owner")
    word = await issued(bureau, "/challenges/new")
    record = id_in(word)
    saved = await post(bureau, "/challenges", {**FORM, "id": word})
    assert saved.status_code == 303 and saved.headers["location"] == f"/challenges/{record}"
    again = await post(bureau, "/challenges", {**FORM, "id": word})
    assert again.status_code == 303
    assert len(await fetch("SELECT 1 FROM challenge")) == 1
    row = await fetch_one("SELECT * FROM challenge")
    assert row["process_cost_yen"] == 18_500_000 and row["conditions"] == ["no_power", "outdoors"]
    detail = await bureau.get(f"/challenges/{record}")
    assert "下書きです" in detail.text
    version = _hidden(detail.text, "version")
    sent = await post(bureau, f"/challenges/{record}/submit", {"version": version})
    assert sent.status_code == 303
    secretariat = await signed_in(new_client, "secretariat")
    assert FORM["title_ja"] in (await secretariat.get("/challenges/review")).text
    detail = await secretariat.get(f"/challenges/{record}")
    version = _hidden(detail.text, "version")
    done = await post(secretariat, f"/challenges/{record}/publish", {"version": version})
    assert done.status_code == 303
    public = await new_client().get(f"/challenges/{record}")
    assert "C-2026-001" in public.text and "年 18,500,000円" in public.text
    assert "7以上" in public.text and "2027年4月" in public.text
    assert FORM["title_ja"] in (await new_client().get("/challenges")).text


async def test_saving_and_asking_in_one_go_says_what_is_missing(new_client):
    bureau = await signed_in(new_client, "challenge_owner")
    word = await issued(bureau, "/challenges/new")
    record = id_in(word)
    sent = {"id": word, "title_ja": "題名だけ", "_submit": "1"}
    answer = await post(bureau, "/challenges", sent)
    assert answer.status_code == 422
    assert "公開を頼むには、ここを書いてください。" in answer.text and "題名だけ" in answer.text
    assert f'action="/challenges/{record}/edit"' in answer.text
    version = _hidden(answer.text, "version")
    whole = {**FORM, "version": version, "_submit": "1"}
    assert (await post(bureau, f"/challenges/{record}/edit", whole)).status_code == 303
    assert (await fetch_one("SELECT state FROM challenge"))["state"] == "submitted"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title_ja": ""}, "書いてください。"),
        ({"title_ja": "長" * 61}, "60字以内にしてください（今は61字で、1字多い）。"),
        ({"pilot_budget_yen": "約200万円"}, "「約」や「万」を使わず"),
        ({"category": "mars"}, "一覧の中から選んでください。"),
        ({"closes_on-month": "13"}, "西暦の年月日を数字で書いてください。"),
    ],
)
async def test_a_wrong_form_comes_back_as_it_was_typed(new_client, changes, said):
    bureau = await signed_in(new_client, "challenge_owner")
    sent = {**FORM, "id": await issued(bureau, "/challenges/new"), **changes}
    answer = await post(bureau, "/challenges", sent)
    assert answer.status_code == 422 and said in answer.text
    assert FORM["problem_ja"] in answer.text and "<title>エラー：" in answer.text
    assert await fetch("SELECT 1 FROM challenge") == []


async def test_a_file_where_text_is_expected_is_refused(new_client):
    bureau = await signed_in(new_client, "challenge_owner")
    word = await issued(bureau, "/challenges/new")
    data = {**FORM, "_csrf_token": bureau.cookies["csrf"], "id": word}
    del data["problem_ja"]
    files = {"problem_ja": ("a.txt", b"text")}
    answer = await bureau.post("/challenges", data=data, files=files)
    assert answer.status_code == 422 and "ファイルではなく、文字で書いてください。" in answer.text
    assert await fetch("SELECT 1 FROM challenge") == []


async def test_a_stale_form_comes_back_and_changes_nothing(new_client):
    owner = await person("challenge_owner")
    bureau = await signed_in(new_client, "challenge_owner")
    identifier = await challenges.draft(owner)
    page = await bureau.get(f"/challenges/{identifier}/edit")
    await commands.update_challenge(
        owner.actor, identifier, 1, challenges.content(title_ja="先に直した題名")
    )
    sent = {**FORM, "version": _hidden(page.text, "version")}
    answer = await post(bureau, f"/challenges/{identifier}/edit", sent)
    assert answer.status_code == 409
    assert FORM["title_ja"] in answer.text and "ほかの人が先に変更しました" in answer.text
    assert (await fetch_one("SELECT title_ja FROM challenge"))["title_ja"] == "先に直した題名"
    stale = await post(bureau, f"/challenges/{identifier}/submit", {"version": "1"})
    assert stale.status_code == 409


async def test_a_return_asks_for_its_reason_and_shows_it_to_the_bureau_only(new_client):
    identifier = await challenges.submitted()
    secretariat = await signed_in(new_client, "secretariat")
    page = await secretariat.get(f"/challenges/{identifier}/return")
    version = _hidden(page.text, "version")
    empty = await post(secretariat, f"/challenges/{identifier}/return", {"version": version})
    assert empty.status_code == 422
    sent = {"version": version, "reason": "人数を書いてください。"}
    done = await post(secretariat, f"/challenges/{identifier}/return", sent)
    assert done.status_code == 303
    bureau = await signed_in(new_client, "challenge_owner")
    assert "人数を書いてください。" in (await bureau.get(f"/challenges/{identifier}")).text
    assert "人数を書いてください。" in (await bureau.get(f"/challenges/{identifier}/edit")).text
    other = await signed_in(new_client, "challenge_owner", "（別）")
    assert (await other.get(f"/challenges/{identifier}")).status_code == 404


async def test_who_closes_a_challenge_is_told_that_the_reason_is_public(new_client):
    identifier = await challenges.published()
    bureau = await signed_in(new_client, "challenge_owner")
    page = await bureau.get(f"/challenges/{identifier}/close")
    assert "書いた理由は公開のページに載ります。" in page.text
    silent = {"version": _hidden(page.text, "version"), "reason": ""}
    done = await post(bureau, f"/challenges/{identifier}/close", silent)
    assert done.status_code == 303
    again = await bureau.get(f"/challenges/{identifier}/close")
    assert again.status_code == 409


async def test_a_correction_is_marked_and_the_edition_before_can_be_read(new_client):
    owner = await person("challenge_owner")
    identifier = await challenges.published(owner)
    bureau = await signed_in(new_client, "challenge_owner")
    page = await bureau.get(f"/challenges/{identifier}/edit")
    assert "課題を訂正する" in page.text
    sent = {**FORM, "version": _hidden(page.text, "version"), "note": "内容を改めました"}
    done = await post(bureau, f"/challenges/{identifier}/correct", sent)
    assert done.status_code == 303
    public = await new_client().get(f"/challenges/{identifier}")
    assert "2026年11月24日 訂正" in public.text and "内容を改めました" in public.text
    history = await bureau.get(f"/challenges/{identifier}/history")
    assert "第2版" in history.text and "訂正しました" in history.text
    old = await bureau.get(f"/challenges/{identifier}/editions/1")
    assert challenges.TITLE in old.text and "前の版です" in old.text
    assert (await bureau.get(f"/challenges/{identifier}/editions/9")).status_code == 404


async def test_a_refusal_on_the_page_says_why(new_client):
    identifier = await challenges.published()
    secretariat = await signed_in(new_client, "secretariat")
    answer = await post(secretariat, f"/challenges/{identifier}/publish", {"version": "3"})
    assert answer.status_code == 409 and "すでに公開されています" in answer.text
    member = await signed_in(new_client, "member")
    refused = await member.get("/challenges/new")
    assert refused.status_code == 403 and "局の課題担当だけ" in refused.text


async def test_the_assumed_solution_says_that_it_is_not_used(new_client):
    identifier = await challenges.published()
    public = await new_client().get(f"/challenges/{identifier}")
    assert "照合には使いません" in public.text and "装着型の機器" in public.text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "closed", "withdrawn"])
async def test_every_state_has_its_page(new_client, state):
    identifier = await getattr(challenges, state)()
    for role in ("challenge_owner", "secretariat"):
        reader = await signed_in(new_client, role)
        for path in ("", "/history"):
            assert (await reader.get(f"/challenges/{identifier}{path}")).status_code == 200
            assert (await reader.get(f"/en/challenges/{identifier}{path}")).status_code == 200


async def test_english_pages_mark_what_is_japanese_only(new_client):
    identifier = await challenges.published(title_en=None)
    page = await new_client().get(f"/en/challenges/{identifier}")
    assert re.search(r'<h1[^>]* lang="ja"', page.text)
    assert "Not used for matching" in page.text and "Tama" in page.text
    listed = await new_client().get("/en/challenges")
    assert "Problems that the bureaus" in listed.text


async def test_what_is_typed_is_never_markup(new_client):
    identifier = await challenges.published(
        title_ja="<script>alert(1)</script>",
        problem_ja="<b>太字</b>",
        assumed_solution_ja="<i>斜</i>",
    )
    page = (await new_client().get(f"/challenges/{identifier}")).text
    assert "<script>alert" not in page and "<b>太字" not in page and "<i>斜" not in page


async def test_filters_show_as_chips_that_can_be_removed(new_client):
    await challenges.published(title_ja="橋を点検したい", category="infrastructure")
    page = (await new_client().get("/challenges?q=橋&category=infrastructure")).text
    assert "橋を点検したい" in page and 'href="/challenges?category=infrastructure"' in page
    nothing = (await new_client().get("/challenges?q=月")).text
    assert "条件に合う課題はありません" in nothing


@pytest.mark.parametrize("query", ["page=99", "page=-3", "q=%00", "category=%00x", "status=x"])
async def test_odd_addresses_show_a_list_all_the_same(new_client, query):
    await challenges.published()
    assert (await new_client().get(f"/challenges?{query}")).status_code == 200


async def test_a_page_beyond_the_last_shows_the_last(new_client):
    await challenges.published()
    assert challenges.TITLE in (await new_client().get("/challenges?page=99")).text
