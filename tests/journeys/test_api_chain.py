"""The whole chain through the API alone, by what its OpenAPI document tells."""

import csv
import io
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from foundation import clock
from tests.journeys.cast import Cast, everybody
from tests.journeys.documented import Undocumented
from tests.journeys.server import DemoServer

FIRM, NUMBER, WRONG_NUMBER = "見本ロボット工房株式会社", "3700000000125", "4700000000125"
PRODUCT = "配膳ロボット ハコビ"
EXPERTS = ("見本 花子", "見本 次郎")
INDEXED_SECONDS = 20


@pytest.fixture(scope="module")
def cast(demo: DemoServer) -> Iterator[Cast]:
    with everybody(demo) as people:
        yield people


@pytest.mark.slow
def test_the_whole_chain_through_the_api(cast: Cast):
    solution = publish_solution(cast)
    challenge = publish_challenge(cast)
    keep_candidate(cast, challenge, solution)
    contest, entry = open_and_enter(cast, challenge, solution)
    judge(cast, contest, entry)
    publish_result(cast, contest, entry)
    pilot = run_pilot(cast, entry)
    number = certify(cast, pilot)
    download(cast, number)


def test_the_client_refuses_what_is_not_documented(cast: Cast):
    for wrong in (
        lambda: cast.bureau("DeleteChallenge"),
        lambda: cast.bureau("ListChallenges", query={"color": "red"}),
        lambda: cast.bureau("CreateChallenge", body={"title_ja": "題名", "colour": "red"}),
        lambda: cast.bureau("CreateChallenge", body={"title_ja": 1}),
        lambda: cast.bureau("CreateChallenge", body={}),
    ):
        with pytest.raises(Undocumented):
            wrong()


def publish_solution(cast: Cast) -> str:
    profile = {"corporate_number": WRONG_NUMBER, "name_ja": FIRM, "name_kana": "みほんろぼっと"}
    profile |= {"address_ja": "東京都見本区見本町2-3-4"}
    refused = cast.startup("RegisterStartup", body=profile, expect=422)
    assert refused["errors"].keys() == {"corporate_number"}
    made = cast.startup("RegisterStartup", body={**profile, "corporate_number": NUMBER})
    content = {
        "title_ja": PRODUCT,
        "problem_ja": "食事を運ぶ職員の手が足りず、配膳が遅れること。",
        "how_ja": "棚を持つ台車のロボットが、廊下を自分で走って食事を運ぶ。",
        "evidence_ja": "2025年に見本の病院で2か月使い、配膳の時間を測った。",
        "on_sale_since": "2024-04-01",
        "readiness": 9,
        "price_yen": 980000,
        "price_public": True,
        "categories": ["welfare_care"],
        "regions": ["all_tokyo"],
        "site_types": ["welfare_facility"],
    }
    key = "a-solution-sent-twice"
    solution = cast.startup("CreateSolution", body=content, key=key)["id"]
    assert cast.startup("CreateSolution", body=content, key=key)["id"] == solution
    seen = {"version": 1}
    cast.startup("PublishSolution", body=seen, solution_id=solution, expect=409)
    cast.office("ConfirmStartup", body=seen, startup_id=made["id"])
    cast.startup("PublishSolution", body=seen, solution_id=solution)
    return str(solution)


def publish_challenge(cast: Cast) -> str:
    content = {
        "title_ja": "食堂から居室への配膳を、少ない人数で行いたい",
        "problem_ja": "入所者の居室へ食事を運ぶ職員の手が足りず、配膳が遅れる。",
        "category": "welfare_care",
        "site_type": "welfare_facility",
        "region": "all_tokyo",
        "pilot_budget_yen": 1500000,
    }
    made = cast.bureau("CreateChallenge", body=content)
    at = {"challenge_id": made["id"]}
    asked = cast.bureau("SubmitChallenge", body={"version": made["version"]}, **at)
    back = {"reason": "運ぶ食事の数も書いてください。", "version": asked["version"]}
    cast.office("ReturnChallenge", body=back, **at)
    seen = cast.bureau("GetChallenge", **at)
    content["affected_ja"] = "入所者80名"
    change = {"version": seen["version"], "content": content}
    seen = cast.bureau("UpdateChallenge", body=change, **at)
    cast.bureau("UpdateChallenge", body=change, **at, expect=409)
    seen = cast.bureau("SubmitChallenge", body={"version": seen["version"]}, **at)
    seen = {"version": seen["version"]}
    cast.bureau("PublishChallenge", body=seen, **at, expect=403)
    assert cast.office("PublishChallenge", body=seen, **at)["state"] == "published"
    return str(made["id"])


def ranked(cast: Cast, challenge: str, solution: str) -> dict[str, Any]:
    """A solution among the matches, once the job that indexes it has run."""
    deadline = time.monotonic() + INDEXED_SECONDS
    while time.monotonic() < deadline:
        matches = cast.bureau("ListMatches", challenge_id=challenge, query={"limit": "20"})
        for item in matches["items"]:
            if item["solution_id"] == solution:
                return dict(item)
        time.sleep(0.2)
    raise AssertionError("the solution was not found in time")


def keep_candidate(cast: Cast, challenge: str, solution: str) -> None:
    found = ranked(cast, challenge, solution)
    assert found["rank"] <= 3
    assert found["reasons"]["terms_met"] and found["reasons"]["facts"]
    assert found["reasons"]["closeness"]
    place = {"challenge_id": challenge, "solution_id": solution}
    cast.bureau("AddToShortlist", body={"note": "すぐに試せる"}, **place)
    kept = cast.bureau("GetShortlist", challenge_id=challenge)["items"]
    assert [item["solution_id"] for item in kept] == [solution]
    fits = cast.startup("ListOwnFits")["items"]
    assert challenge in {item["challenge_id"] for item in fits}


def in_days(days: int) -> str:
    day = clock.today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 17, tzinfo=clock.TOKYO).isoformat()


def open_and_enter(cast: Cast, challenge: str, solution: str) -> tuple[str, str]:
    contest = cast.office(
        "CreateContest",
        body={
            "challenge_id": challenge,
            "theme_ja": "配膳を助ける技術",
            "description_ja": "居室への配膳を助ける方法を募ります。",
            "entry_deadline": in_days(20),
            "judging_deadline": in_days(30),
            "judge_ids": [cast.judge("GetMe")["account_id"]],
            "criteria": [
                {
                    "name_ja": name,
                    "weight": weight,
                    "descriptors": [{"value": n, "ja": f"{n}の段階"} for n in range(1, 6)],
                }
                for name, weight in (("効果", 70), ("続けやすさ", 30))
            ],
        },
    )["id"]
    cast.startup("GetContest", contest_id=contest, expect=404)
    seen = {"version": cast.office("GetContest", contest_id=contest)["version"]}
    opened = cast.office("ActOnContest", body=seen, contest_id=contest, act="open")
    body = {"solution_id": solution, "message_ja": "すぐにお貸しできます。"}
    entry = cast.startup("EnterContest", body=body, contest_id=contest)["id"]
    start = {"reason": "応募がそろったため", "version": opened["version"]}
    cast.office("ActOnContest", body=start, contest_id=contest, act="start-judging")
    late = cast.startup("EnterContest", body=body, contest_id=contest, expect=409)
    assert late["detail"]
    return str(contest), str(entry)


def judge(cast: Cast, contest: str, entry: str) -> None:
    ballot = cast.judge("GetOwnBallot", entry_id=entry)
    criteria = [one["id"] for one in ballot["criteria"]]
    saved = cast.judge(
        "SaveBallot",
        entry_id=entry,
        body={
            "version": ballot["version"],
            "scores": dict.fromkeys(criteria, 4),
            "comments": dict.fromkeys(criteria, "実績から見て確かです。"),
        },
    )
    cast.office("GetComputedOrder", contest_id=contest, expect=409)
    cast.judge("SubmitBallot", entry_id=entry, body={"version": saved["version"]})
    assert cast.office("GetJudgingProgress", contest_id=contest)["is_complete"]


def publish_result(cast: Cast, contest: str, entry: str) -> None:
    order = cast.office("GetComputedOrder", contest_id=contest)
    assert [one["rank"] for one in order["entries"]] == [1]
    decision = {
        "places": {entry: 1},
        "comment_ja": "すぐに試せる提案でした。",
        "seen": order["fingerprint"],
    }
    decided = cast.office("DecideResult", body=decision, contest_id=contest)
    cast.startup("GetResult", contest_id=contest, expect=404)
    cast.office("PublishResult", body={"version": decided["version"]}, contest_id=contest)
    assert cast.startup("GetResult", contest_id=contest)["comment_ja"] == decision["comment_ja"]


def run_pilot(cast: Cast, entry: str) -> str:
    today = clock.today()
    made = cast.pilots(
        "PlanPilot",
        body={
            "source": {"kind": "contest_entry", "entry_id": entry},
            "content": {
                "title_ja": "配膳ロボットを居室で試す",
                "site_ja": "特別養護老人ホーム 1施設",
                "section_ja": "施設課",
                "starts_on": today.isoformat(),
                "ends_on": (today + timedelta(days=60)).isoformat(),
                "hypothesis_ja": "配膳にかかる時間が減る。",
                "plan_ja": "二つの階で1か月使い、配膳の時間を測る。",
                "indicators": [
                    {
                        "name_ja": "配膳の時間",
                        "unit_ja": "分",
                        "method_ja": "毎日測る",
                        "better": "lower",
                        "baseline": 40,
                        "target": 25,
                    }
                ],
            },
        },
    )
    at = {"pilot_id": made["id"]}
    cast.nobody("GetPilot", **at, expect=404)
    started = cast.pilots("StartPilot", body={"version": made["version"]}, **at)
    result = {"measured_on": today.isoformat(), "value": 22.5, "sample_size": 30}
    indicator = made["indicators"][0]["id"]
    cast.pilots("RecordMeasurement", body={"indicator_id": indicator, "content": result}, **at)
    evaluation = {
        "outcome": "full_use",
        "reason_ja": "配膳の時間が目標まで減った。",
        "owner_ja": "施設課",
        "budget_year": clock.fiscal_year(today) + 1,
    }
    assert cast.pilots("GetPilot", **at)["version"] > started["version"]
    decision = {"content": evaluation, "version": cast.pilots("GetPilot", **at)["version"]}
    decided = cast.pilots("EvaluatePilot", body=decision, **at)
    assert cast.nobody("GetPilot", **at)["evaluation"] is None
    cast.pilots("PublishEvaluation", body={"version": decided["version"]}, **at)
    assert cast.nobody("GetPilot", **at)["evaluation"]["outcome"] == "full_use"
    return str(made["id"])


def certify(cast: Cast, pilot: str) -> str:
    made = cast.certifier("CreateCertification", body={"pilot_id": pilot})
    at = {"certification_id": made["id"]}
    opinion: dict[str, object] = {
        "affiliation": "見本大学",
        "heard_on": clock.today().isoformat(),
        "opinion_ja": "三つの要件を満たす。",
    }
    content = {
        "category": "welfare_care",
        "plan_goal_ja": "配膳の人手を減らす。",
        "plan_content_ja": "食事を運ぶロボット。",
        "plan_period_ja": "令和9年4月から。",
        "plan_method_ja": "自己資金で作る。",
        **{f"{test}_passed": True for test in ("novelty", "benefit", "feasibility")},
        **{f"{test}_reason_ja": "満たす。" for test in ("novelty", "benefit", "feasibility")},
        "opinions": [{"expert": EXPERTS[0], **opinion}],
    }
    both = {**content, "opinions": [{"expert": name, **opinion} for name in EXPERTS]}
    version = made["version"]
    seen = cast.certifier(
        "UpdateCertification", body={"version": version, "content": content}, **at
    )
    version = seen["version"]
    seen_now = {"version": version, "seen": seen["seen"]}
    refused = cast.certifier("DecideCertification", body=seen_now, **at, expect=422)
    assert "opinions" in refused["errors"]
    seen = cast.certifier("UpdateCertification", body={"version": version, "content": both}, **at)
    decided = cast.certifier(
        "DecideCertification", body={name: seen[name] for name in ("version", "seen")}, **at
    )
    cast.nobody("GetCertified", **at, expect=404)
    published = cast.certifier("PublishCertification", body={"version": decided["version"]}, **at)
    assert cast.nobody("GetCertified", **at)["title_ja"] == PRODUCT
    return str(published["decision_number"])


def download(cast: Cast, number: str) -> None:
    query = {"category": "welfare_care", "q": "ロボット"}
    listed = cast.purchaser("ListCertified", query=query)["items"]
    assert number in {item["decision_number"] for item in listed}
    sheet = cast.purchaser("DownloadCertifiedCsv", query=query)
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(listed)
    mine = next(row for row in rows if row["認定番号"] == number)
    assert (mine["製品・サービス"], mine["事業者名"]) == (PRODUCT, FIRM)
    document = cast.purchaser("DownloadCertifiedJson", query=query)
    assert {item["decision_number"] for item in document["items"]} == {
        row["認定番号"] for row in rows
    }
    pages = PdfReader(io.BytesIO(cast.purchaser("DownloadCertifiedPdf", query=query))).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    for words in (PRODUCT, FIRM, number, f"1／{len(pages)}"):
        assert "".join(words.split()) in text
