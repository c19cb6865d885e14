"""From a contest to the published evaluation of a pilot."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from foundation import clock
from tests.journeys.hand.case import CRITERIA, EMAIL, FIRM, PRODUCT, THEME, TITLE, Case, reads_mail


def contest_is_opened_and_entered(case: Case) -> None:
    office, startup = case.person("運営事務局"), case.person("スタートアップの人")
    office.goes_to("/contests")
    office.follows("コンテストを作る")
    office.page.get_by_role("combobox", name=re.compile("^課題")).select_option(
        label=next(
            text
            for text in office.page.get_by_role("option").all_inner_texts()
            if text.endswith(TITLE)
        )
    )
    office.writes({"テーマ": THEME, "募集の内容": "入浴介助で人を抱え上げない方法を募ります。"})
    office.dates("応募の締切", clock.today() + timedelta(days=20), "17:00")
    office.dates("審査の締切", clock.today() + timedelta(days=30), "17:00")
    office.ticks("審査する人", "審査員A")
    for number, (name, weight) in enumerate(zip(CRITERIA, ("60", "40"), strict=True), start=1):
        if number > 1:
            office.presses("基準を足す")
        row = office.page.get_by_role("group", name=f"基準 {number}", exact=True)
        steps = {f"{step}の意味": f"{name}が{step}の段階" for step in range(1, 6)}
        office.writes({"基準": name, "重み": weight, **steps}, within=row)
    office.presses("下書きを保存")
    case.places["contest"] = office.path
    office.presses("募集を始める")
    office.sees("募集中")

    startup.goes_to("/contests")
    startup.follows(re.compile(THEME))
    startup.follows("応募する")
    startup.ticks("応募する解決策", PRODUCT)
    startup.writes({"審査員へのひとこと": "浴室の天井に合わせて作ります。"})
    startup.presses("応募する")
    startup.sees("応募しました")
    case.places["entry"] = startup.path
    reads_mail(startup, EMAIL, re.compile("応募"))
    startup.sees(PRODUCT)


def judging_begins_early(case: Case) -> None:
    office = case.person("運営事務局")
    office.goes_to(case.places["contest"])
    early = "応募を締め切り、審査を始める"
    office.presses(early, within=office.opens(early))
    office.is_told("理由")
    office.writes(
        {"理由": "応募がそろったため、締切を待たずに始めます。"}, within=office.folded(early)
    )
    office.presses(early, within=office.folded(early))
    office.sees("審査中")


def judge_scores(case: Case) -> None:
    judge = case.person("審査員")
    judge.goes_to("/judging")
    judge.follows(PRODUCT)
    for number, name in enumerate(CRITERIA, start=1):
        box = judge.page.get_by_role("group", name=f"{number}. {name}")
        box.get_by_text(f"{name}が4の段階").click()
        expect(box.get_by_role("radio", name=f"{name}が4の段階")).to_be_checked()
        judge.writes({"ひとこと": f"{name}は、実績から見て確かです。"}, within=box)
    judge.writes({"応募者へ伝えたいこと": "浴室の工事の期間を短くできるとよいです。"})
    judge.presses("提出して次へ")
    judge.sees("提出しました")


def result_is_published(case: Case) -> None:
    office, startup = case.person("運営事務局"), case.person("スタートアップの人")
    office.goes_to(case.places["contest"])
    office.follows("審査の進み具合")
    office.follows("順位を見て決める")
    office.sees("4.0")
    office.writes({"講評": "実績が確かで、すぐに試せる提案でした。"})
    office.presses("この順位に決める")
    office.sees("まだ公表していません")

    visitor = case.person("訪問者")
    address = case.places["contest"] + "/result"
    assert visitor.page.goto(address).status == 404
    office.presses("結果を公表する")
    office.sees("結果を公表しました")
    visitor.goes_to(address)
    visitor.sees(PRODUCT, FIRM, "実績が確かで、すぐに試せる提案でした。")
    for name in CRITERIA:
        visitor.sees(name)
    reads_mail(startup, EMAIL, re.compile("結果"))


def pilot_is_run(case: Case) -> None:
    owner = case.person("実証担当")
    owner.goes_to(case.places["contest"])
    owner.follows(
        "実証を計画する", within=owner.page.get_by_role("listitem").filter(has_text=PRODUCT)
    )
    owner.sees(PRODUCT)
    owner.writes(
        {
            "題名": "入浴介助に天井走行リフトを試す",
            "現場": "特別養護老人ホーム 1施設（多摩地域）",
            "担当": "高齢者施策推進部",
            "仮説": "リフトを使うと、介助のあとに腰が痛む職員が減る。",
            "計画": "職員12名が3週間使い、介助のたびに腰の痛みを答える。",
        }
    )
    owner.dates("始める日", clock.today())
    owner.dates("終わる日", clock.today() + timedelta(days=90))
    row = owner.page.get_by_role("group", name="指標 1", exact=True)
    owner.writes(
        {
            "指標": "腰の痛みがある職員",
            "単位": "％",
            "測り方": "質問票",
            "使う前の値": "59",
            "目標の値": "45",
        },
        within=row,
    )
    owner.presses("計画を保存する")
    case.places["pilot"] = owner.path
    owner.presses("実証を始める")
    owner.sees("実施中")
    owner.follows("結果を記録する")
    owner.ticks("指標", re.compile("腰の痛みがある職員"))
    owner.dates("測った日", clock.today())
    owner.writes({"値": "38", "人数または回数": "12", "メモ": "使い方はすぐに覚えられた。"})
    owner.presses("結果を記録する")
    owner.sees("使い方はすぐに覚えられた。")

    owner.follows("評価を決める")
    owner.ticks("評価", re.compile("^本格導入"))
    owner.writes(
        {"理由": "腰の痛みがある職員が目標まで減った。", "担当": "高齢者施策推進部 施設課"}
    )
    owner.selects({"予算の年度": "令和9年度"})
    owner.presses("評価を決める")
    owner.sees("評価は決まりましたが、まだ公表していません")
    visitor = case.person("訪問者")
    visitor.goes_to(case.places["pilot"])
    expect(visitor.page.get_by_text("本格導入")).to_have_count(0)
    owner.presses("評価を公表する")
    visitor.goes_to(case.places["pilot"])
    visitor.sees("本格導入", "腰の痛みがある職員が目標まで減った。")
