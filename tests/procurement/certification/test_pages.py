"""The certifier's pages: from choosing to publication, and what the forms answer."""

import re
from datetime import UTC, datetime

import pytest

from foundation import clock
from foundation.database import ANY_VERSION, fetch_value
from foundation.ids import new_id
from foundation.web.forms import issue
from procurement.certification import commands
from procurement.certification.states import CertificationState
from tests.factories import pilots
from tests.factories.certification import certification, certifier, content
from tests.factories.identity import OTHER, id_in, issued, person, post, signed_in
from tests.factories.solutions import solution


def filled(**changes):
    """The form as a browser sends it, with everything a decision needs."""
    fields = {
        "category": "welfare_care",
        "plan_goal_ja": "介助の負担を減らす。",
        "plan_content_ja": "提供と保守。",
        "plan_period_ja": "3年。",
        "plan_method_ja": "自己資金。",
        "price_yen": "１，９８０，０００",
        "price_unit": "unit",
    }
    for test in ("novelty", "benefit", "feasibility"):
        fields |= {f"{test}_passed": "yes", f"{test}_reason_ja": "満たす理由。"}
    for number, name in enumerate(("見本A", "見本B")):
        row = f"opinions-{number}"
        fields |= {
            f"{row}-expert": name,
            f"{row}-affiliation": "見本大学",
            f"{row}-heard_on-year": "2026",
            f"{row}-heard_on-month": "11",
            f"{row}-heard_on-day": "10",
            f"{row}-opinion_ja": "よい。",
        }
    return fields | changes


async def drafted():
    actor = await certifier()
    return await commands.create_certification(actor, new_id(), await solution())


async def test_what_a_draft_lacks_is_said_before_number_and_dates(new_client):
    made = await drafted()
    browser = await signed_in(new_client, "certifier")
    address = f"/certifications/{made.id}"
    saved = await post(browser, f"{address}/edit", {"version": "1", "_decide": "1"})
    assert saved.headers["location"] == f"{address}/decide"
    page = await browser.get(f"{address}/decide")
    assert page.status_code == 422
    assert "decision_number" not in page.text and 'href="#plan_goal_ja"' in page.text


async def test_what_was_begun_is_offered_instead_of_a_second_draft(new_client):
    chosen = await solution(title_ja="選ばれるロボット")
    browser = await signed_in(new_client, "certifier")
    ids = [await issued(browser, "/certifications/new?q=選ばれる") for _twice in range(2)]
    for word in ids:
        answer = await post(browser, "/certifications", {"id": word, "solution_id": str(chosen)})
        assert answer.headers["location"] == f"/certifications/{id_in(ids[0])}/edit"
    assert await fetch_value("SELECT count(*) FROM certification") == 1
    again = (await browser.get("/certifications/new?q=選ばれる")).text
    assert f'href="/certifications/{id_in(ids[0])}/edit"' in again and "これを選ぶ" not in again


async def test_the_whole_way_by_hand(new_client):
    solution_id = await solution(title_ja="選ばれるロボット")
    browser = await signed_in(new_client, "certifier")
    page = await browser.get("/certifications/new?q=選ばれる")
    assert "選ばれるロボット" in page.text
    word = await issued(browser, "/certifications/new?q=選ばれる")
    record_id = id_in(word)
    for _twice in range(2):
        answer = await post(
            browser, "/certifications", {"id": word, "solution_id": str(solution_id)}
        )
        assert answer.headers["location"] == f"/certifications/{record_id}/edit"
    assert await fetch_value("SELECT count(*) FROM certification") == 1

    address = f"/certifications/{record_id}"
    page = await browser.get(f"{address}/edit")
    assert page.text.count("rows-field__title") == 2
    sent = filled(version="1", _decide="1")
    answer = await post(browser, f"{address}/edit", sent)
    assert answer.headers["location"] == f"{address}/decide"
    page = await browser.get(f"{address}/decide")
    assert 'value="R8-見本-001"' in page.text and 'value="2029"' in page.text
    form = {
        "version": "2",
        "seen": re.search(r'name="seen"[^>]*value="([^"]+)"', page.text)[1],
        "decision_number": "R8-見本-001",
        "term_start-year": "2026",
        "term_start-month": "11",
        "term_start-day": "24",
        "term_end-year": "2029",
        "term_end-month": "3",
        "term_end-day": "31",
    }
    answer = await post(browser, f"{address}/decide", form)
    assert answer.headers["location"] == address
    again = await post(browser, f"{address}/decide", form)
    assert again.status_code == 409
    page = await browser.get(address)
    assert "決定済みです。まだ公表していません。" in page.text
    assert (await browser.get(f"/certified/{record_id}")).status_code == 404
    answer = await post(browser, f"{address}/publish", {"version": "3"})
    assert answer.status_code == 303
    page = await browser.get(f"/certified/{record_id}")
    assert page.status_code == 200 and "見本A" in page.text
    page = await browser.get(f"{address}/evidence")
    assert page.headers["content-disposition"].startswith("attachment")


async def test_a_row_more_and_a_row_less_keep_what_was_typed(new_client):
    made = await drafted()
    browser = await signed_in(new_client, "certifier")
    address = f"/certifications/{made.id}/edit"
    page = await post(browser, address, filled(version="1", _add="opinions"))
    assert page.status_code == 200
    assert page.text.count("rows-field__title") == 3 and "見本B" in page.text
    page = await post(browser, address, filled(version="1", _remove="opinions-0"))
    assert "見本A" not in page.text and "見本B" in page.text


async def test_one_expert_is_refused_in_the_form(new_client):
    made = await drafted()
    browser = await signed_in(new_client, "certifier")
    one = {name: value for name, value in filled(version="1").items() if "opinions-1" not in name}
    assert (await post(browser, f"/certifications/{made.id}/edit", one)).status_code == 303
    page = await post(
        browser,
        f"/certifications/{made.id}/decide",
        {
            "version": "2",
            "decision_number": "R8-見本-001",
            "term_start": "2026-11-24",
            "term_end": "2029-03-31",
        },
    )
    assert page.status_code == 422
    assert "2人以上から聴いてください（今は1人）" in page.text
    assert await fetch_value("SELECT state FROM certification") == "draft"


async def test_a_stale_form_comes_back_filled(new_client):
    made = await drafted()
    browser = await signed_in(new_client, "certifier")
    address = f"/certifications/{made.id}/edit"
    assert (await post(browser, address, filled(version="1"))).status_code == 303
    page = await post(browser, address, filled(version="1", plan_goal_ja="遅れた目標"))
    assert page.status_code == 409
    assert "遅れた目標" in page.text and "ほかの人が先に変更しました" in page.text


async def test_overlong_and_odd_values_come_back_with_their_errors(new_client):
    made = await drafted()
    browser = await signed_in(new_client, "certifier")
    page = await post(
        browser,
        f"/certifications/{made.id}/edit",
        filled(
            **{
                "version": "1",
                "plan_goal_ja": "あ" * 2001,
                "price_yen": "約198万",
                "opinions-0-heard_on-month": "13",
                "category": "none",
            }
        ),
    )
    assert page.status_code == 422
    for text in ("1字多い", "「約」や「万」を使わず", "西暦の年月日", "一覧の中から選んで"):
        assert text in page.text
    assert await fetch_value("SELECT version FROM certification") == 1


async def test_begin_with_a_completed_pilot(new_client):
    pilot_id = await pilots.published()
    browser = await signed_in(new_client, "certifier")
    page = await browser.get("/certifications/new")
    assert "この実証から始める" in page.text
    sent = {"id": await issued(browser, "/certifications/new"), "pilot_id": str(pilot_id)}
    answer = await post(browser, "/certifications", sent)
    assert answer.status_code == 303
    assert await fetch_value("SELECT pilot_outcome FROM certification") == "full_use"
    other = await person("certifier", OTHER)
    elsewhere = await signed_in(new_client, "certifier", OTHER)
    assert "この実証から始める" not in (await elsewhere.get("/certifications/new")).text
    refused = await post(
        elsewhere,
        "/certifications",
        {"id": issue(other.actor, "certification"), "pilot_id": str(pilot_id)},
    )
    assert refused.status_code == 422


async def test_a_pilots_evaluation_is_published_before_the_certification(new_client):
    pilot_id = await pilots.evaluated()
    actor = await certifier()
    made = await commands.create_certification(
        actor, new_id(), pilot_id=pilot_id, content=content()
    )
    await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
    browser = await signed_in(new_client, "certifier")
    page = await post(browser, f"/certifications/{made.id}/publish", {"version": "2"})
    assert page.status_code == 409 and "先に実証担当が評価を公表します" in page.text
    assert await fetch_value("SELECT state FROM certification") == "decided"


@pytest.mark.parametrize("chosen", [{}, {"solution_id": "x"}, {"solution_id": str(new_id())}])
async def test_nothing_to_certify(new_client, chosen):
    browser = await signed_in(new_client, "certifier")
    word = issue((await person("certifier")).actor, "certification")
    page = await post(browser, "/certifications", {"id": word, **chosen})
    assert page.status_code == 422 and "もう一度送って" not in page.text


async def test_suspend_with_a_last_day_then_revoke(new_client):
    record_id = await certification()
    browser = await signed_in(new_client, "certifier")
    address = f"/certifications/{record_id}"
    assert (await browser.get(f"{address}/suspend")).status_code == 200
    empty = await post(browser, f"{address}/suspend", {"reason": " "})
    assert empty.status_code == 422
    past = await post(
        browser, f"{address}/suspend", {"reason": "点検", "until": "2026-11-01", "version": "1"}
    )
    assert past.status_code == 422 and "過ぎています" in past.text
    done = await post(
        browser, f"{address}/suspend", {"reason": "点検", "until": "2026-12-01", "version": "1"}
    )
    assert done.status_code == 303
    page = await browser.get(address)
    assert "2026年12月1日まで停止しています" in page.text
    assert (
        await post(browser, f"{address}/revoke", {"reason": "直らない", "version": "2"})
    ).status_code == 303
    page = await browser.get(f"/en/certified/{record_id}")
    assert "Revoked on 24 Nov 2026" in page.text and "直らない" in page.text


async def test_the_list_shows_the_own_bureau_only(new_client):
    await certification(state=CertificationState.DRAFT)
    await certification(OTHER, decision_number="R8-よそ-001")
    browser = await signed_in(new_client, "certifier")
    page = await browser.get("/certifications")
    assert "続きを書く" in page.text and "R8-よそ-001" not in page.text
    page = await browser.get("/certifications?state=revoked")
    assert "この状態の認定はありません" in page.text


async def test_the_firm_sees_its_published_ones(new_client):
    shown = await certification(decision_number="R8-見本-007")
    await certification(state=CertificationState.DECIDED, decision_number="R8-見本-008")
    browser = await signed_in(new_client, "member")
    page = await browser.get("/certifications")
    assert "R8-見本-007" in page.text and "R8-見本-008" not in page.text
    page = await browser.get(f"/certified/{shown}")
    assert "自己資金1億円" in page.text and "見本 学識経験者A" not in page.text
    other = await signed_in(new_client, "member", OTHER)
    assert "R8-見本-007" not in (await other.get("/certifications")).text


async def test_pages_speak_english(new_client):
    record_id = await certification(state=CertificationState.DRAFT)
    browser = await signed_in(new_client, "certifier")
    for path in ("", "/new", f"/{record_id}", f"/{record_id}/edit", f"/{record_id}/decide"):
        page = await browser.get(f"/en/certifications{path}")
        assert page.status_code == 200 and 'lang="en"' in page.text, path


async def test_a_lapsed_suspension_is_over_without_anybody(new_client):
    from datetime import date

    from procurement.certification.effects import PastChange

    suspension = PastChange(
        at=datetime(2026, 11, 1, 3, tzinfo=UTC), reason_ja="点検", until=date(2026, 11, 10)
    )
    record_id = await certification(
        state=CertificationState.SUSPENDED,
        decided_at=datetime(2026, 10, 1, 3, tzinfo=UTC),
        suspensions=[suspension],
    )
    browser = await signed_in(new_client, "certifier")
    page = await browser.get(f"/certifications/{record_id}")
    assert "認定期間中" in page.text and "停止する" in page.text
    assert clock.today() == date(2026, 11, 24)
