"""Judging through the browser: the ballot, progress, the decision and the result."""

import re
from datetime import UTC, datetime

import pytest

from foundation import clock
from foundation.database import fetch_value
from pitch.judging.ballots import commands as balloting
from tests.factories import judging
from tests.factories.identity import person, post, sign_in, signed_in
from tests.factories.statements import counted

pytestmark = pytest.mark.usefixtures("db")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no hidden field {name}"
    return found[1]


def form(world: judging.Judged, *scores: int, comment: str = "理由", **fields: str) -> dict:
    """A ballot as the browser sends it."""
    named = dict(zip(world.criteria, scores, strict=False))
    return {
        **{f"score-{key}": str(value) for key, value in named.items()},
        **{f"comment-{key}": comment for key in named},
        "version": "0",
        "act": "submit",
        **fields,
    }


async def test_a_judge_goes_from_entry_to_entry(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "judge")
    home = await browser.get("/judging")
    assert "0／2件を提出" in home.text and "続きを採点する" in home.text
    first, second = (f"/judging/{world.id}/{entry}" for entry in world.entries)
    page = await browser.get(first)
    assert "E-01" in page.text and "まだ書いていません" in page.text
    kept = await post(
        browser, first, form(world, 4, act="draft", version=hidden(page.text, "version"))
    )
    assert (kept.status_code, kept.headers["location"]) == (303, second)
    again = await browser.get(first)
    assert "12:00:00 保存済み" in again.text and "残り：実現可能性" in again.text
    assert 'value="4" checked' in again.text
    done = await post(browser, second, form(world, 5, 3))
    assert (done.status_code, done.headers["location"]) == (303, first)
    last = await post(browser, first, form(world, 4, 4, version="1"))
    assert (last.status_code, last.headers["location"]) == (303, "/judging")
    assert "2／2件を提出" in (await browser.get("/judging")).text
    shown = await browser.get(first)
    assert "取り戻して直す" in shown.text and 'type="radio"' not in shown.text
    assert (await post(browser, f"{first}/take-back", {"version": "2"})).status_code == 303
    assert 'type="radio"' in (await browser.get(first)).text


async def test_an_incomplete_ballot_comes_back_as_typed(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "judge")
    address = f"/judging/{world.id}/{world.entries[0]}"
    back = await post(browser, address, form(world, 5, comment="", feedback="残すことば"))
    assert back.status_code == 422
    assert "5を付けた理由を書いてください" in back.text
    assert "「実現可能性」に、1から5のどれかを選んでください" in back.text
    assert "残すことば" in back.text and 'value="5" checked' in back.text
    assert "まだ保存していません" in back.text and "<title>エラー：" in back.text
    for broken in ({f"score-{world.criteria[0]}": "6"}, {"feedback": "長" * 1001}):
        assert (await post(browser, address, form(world, 3, 3, **broken))).status_code == 422
    assert await fetch_value("SELECT count(*) FROM ballot") == 0


async def test_a_stale_and_a_late_ballot_come_back_as_typed(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "judge")
    address = f"/judging/{world.id}/{world.entries[0]}"
    judge = world.judges[0].actor
    await balloting.save_ballot(judge, world.entries[0], 0, world.content(2, 2))
    stale = await post(browser, address, form(world, 4, 3, comment="新しい理由"))
    assert stale.status_code == 409
    assert "別の画面で先に直されています" in stale.text and "新しい理由" in stale.text
    with clock.frozen(datetime(2027, 1, 5, 3, tzinfo=UTC)):
        await sign_in(browser, world.judges[0])
        late = await post(browser, address, form(world, 4, 3, version="1", comment="遅れた理由"))
        assert late.status_code == 409
        assert "締切を過ぎたため" in late.text and "遅れた理由" in late.text
        assert "審査の締切を過ぎました" in (await browser.get(address)).text
    assert await fetch_value("SELECT version FROM ballot") == 1


async def test_a_judge_steps_aside_and_comes_back(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "judge")
    address = f"/judging/{world.id}/{world.entries[0]}"
    assert "回避する理由" in (await browser.get(f"{address}/recuse")).text
    assert (await post(browser, f"{address}/recuse", {"reason": ""})).status_code == 422
    done = await post(browser, f"{address}/recuse", {"reason": "顧問をしている。"})
    assert done.headers["location"] == "/judging"
    assert "顧問をしている。" in (await browser.get(address)).text
    assert (await post(browser, f"{address}/unrecuse")).status_code == 303
    assert 'type="radio"' in (await browser.get(address)).text


async def test_a_second_click_is_read_as_the_first_was(new_client):
    world = await judging.judged()
    await judging.complete(world)
    browser = await signed_in(new_client, "secretariat")
    address = f"/contests/{world.id}/decide"
    sent = {
        "seen": hidden((await browser.get(address)).text, "seen"),
        f"place-{world.entries[0]}": "１\u200b",
        f"place-{world.entries[1]}": " 2、",
        "comment_ja": "見本の講評\u3000",
    }
    for _click in range(2):
        done = await post(browser, address, sent)
        assert (done.status_code, done.headers["location"]) == (303, f"/contests/{world.id}/result")
    for name, value in ((f"place-{world.entries[0]}", "²"), ("place-x", "1"), ("feedback", "x")):
        other = await post(browser, address, {**sent, name: value})
        assert other.status_code == 409


async def test_the_secretariat_brings_a_contest_to_its_result(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "secretariat")
    base = f"/contests/{world.id}"
    assert "審査中：0／4票" in (await browser.get(base)).text
    progress = await browser.get(f"{base}/progress")
    assert progress.text.count("未着手") == 4
    closed = await browser.get(f"{base}/decide")
    assert closed.headers["location"] == f"{base}/progress"
    assert (await post(browser, f"{base}/open-order", {"reason": " "})).status_code == 422
    await judging.complete(world)
    page = await browser.get(f"{base}/decide")
    assert "4.60" in page.text and "2.60" in page.text and "5点にした理由" in page.text
    sent = {
        "seen": hidden(page.text, "seen"),
        f"place-{world.entries[0]}": "1",
        f"place-{world.entries[1]}": "2",
        "comment_ja": "見本の講評",
    }
    wrong = {**sent, f"place-{world.entries[0]}": "2", f"place-{world.entries[1]}": "1"}
    back = await post(browser, f"{base}/decide", wrong)
    assert back.status_code == 422 and "違える理由" in back.text
    stale = await post(browser, f"{base}/decide", {**sent, "seen": "0" * 64})
    assert stale.status_code == 409 and "変わりました" in stale.text
    for _click in range(2):
        done = await post(browser, f"{base}/decide", sent)
        assert (done.status_code, done.headers["location"]) == (303, f"{base}/result")
    other = await post(browser, f"{base}/decide", {**sent, "comment_ja": "別の講評"})
    assert other.status_code == 409 and "別の内容ですでに決まっています" in other.text
    assert (await browser.get(f"{base}/decide")).headers["location"] == f"{base}/result"
    nobody = new_client()
    assert (await nobody.get(f"{base}/result")).status_code == 404
    shown = await browser.get(f"{base}/result")
    assert "決定済み・未公表" in shown.text
    version = hidden(shown.text, "version")
    for _click in range(2):
        out = await post(browser, f"{base}/publish-result", {"version": version})
        assert out.status_code == 303
    public = await nobody.get(f"{base}/result")
    assert public.status_code == 200 and "見本の講評" in public.text and "4.60" in public.text
    assert "結果を見る" in (await nobody.get(base)).text
    assert (
        await post(browser, f"{base}/take-back-decision", {"reason": "理由", "version": "2"})
    ).status_code == 409
    assert (await post(browser, f"{base}/unpublish-result", {"reason": ""})).status_code == 422
    assert (
        await post(browser, f"{base}/unpublish-result", {"reason": "誤り", "version": "2"})
    ).status_code == 303
    assert (await nobody.get(f"{base}/result")).status_code == 404
    back = await post(browser, f"{base}/take-back-decision", {"reason": "票を直す", "version": "3"})
    assert back.headers["location"] == f"{base}/progress"


async def test_the_secretariat_extends_and_takes_recusals_back(new_client):
    world = await judging.judged()
    await balloting.recuse(world.judges[0].actor, world.entries[0], "顧問をしている。")
    browser = await signed_in(new_client, "secretariat")
    base = f"/contests/{world.id}"
    page = await browser.get(f"{base}/progress")
    assert "顧問をしている。" in page.text
    ballot_id = await fetch_value("SELECT id FROM ballot")
    seen = {"version": str(await fetch_value("SELECT version FROM ballot"))}
    assert (await post(browser, f"{base}/recusals/{ballot_id}/take-back", seen)).status_code == 303
    version = await fetch_value("SELECT version FROM contest")
    deadline = {
        "deadline-year": "2026",
        "deadline-month": "12",
        "deadline-day": "1",
        "version": str(version),
    }
    early = await post(browser, f"{base}/extend-judging", {**deadline, "reason": "急病"})
    assert early.status_code == 422 and "急病" in early.text
    later = {**deadline, "deadline-day": "30", "deadline-time": "12:00"}
    assert (
        await post(browser, f"{base}/extend-judging", {**later, "reason": "急病"})
    ).status_code == 303
    assert "12月30日" in (await browser.get(f"{base}/progress")).text


async def test_a_startup_sees_its_own_marks_and_nobody_elses(new_client):
    world = await judging.published()
    own = await signed_in(new_client, "member", judging.SECOND)
    page = (await own.get(f"/contests/{world.id}/result")).text
    assert "自社の応募の評点" in page and page.count("自社の提案") == 1
    assert "自社の応募の評点" not in (await new_client().get(f"/contests/{world.id}/result")).text


async def test_pages_are_english_too(new_client):
    world = await judging.judged()
    browser = await signed_in(new_client, "judge")
    page = await browser.get(f"/en/judging/{world.id}/{world.entries[0]}")
    assert "Submit, next" in page.text and "Transfer robot Lift Ai" in page.text
    await judging.published(world)
    page = await new_client().get(f"/en/contests/{world.id}/result")
    assert "How the winner" in page.text and "Place 1" in page.text


async def test_queries_do_not_grow_with_entries(new_client, monkeypatch):

    async def needed(entries: int) -> list[int]:
        marks = [f"（{entries}-{number}）" for number in range(entries)]
        world = await judging.published(await judging.judged(entry_marks=marks))
        other = await judging.judged(entry_marks=[f"{mark}b" for mark in marks])
        judge, secretariat = new_client(), new_client()
        await sign_in(judge, await person("judge"))
        await sign_in(secretariat, world.secretariat)
        found = []
        for browser, address in (
            (judge, "/judging"),
            (judge, f"/judging/{other.id}/{other.entries[0]}"),
            (secretariat, f"/contests/{other.id}/progress"),
            (secretariat, f"/contests/{world.id}/result"),
            (secretariat, f"/contests/{other.id}"),
        ):
            await browser.get(address)
            with counted(monkeypatch) as asked:
                assert (await browser.get(address)).status_code == 200
            found.append(len(asked))
        return found

    assert await needed(1) == await needed(3)
