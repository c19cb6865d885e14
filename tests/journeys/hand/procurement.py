"""From the certification to the downloaded list."""

import csv
import io
import json

from pypdf import PdfReader

from foundation import clock
from tests.journeys.browser import Person, asked
from tests.journeys.hand.case import FIRM, PRODUCT, RIGHT_NUMBER, Case


def product_is_certified(case: Case) -> None:
    certifier = case.person("認定担当")
    certifier.goes_to("/")
    certifier.follows("認定を始める")
    certifier.presses(
        "この実証から始める",
        within=certifier.page.get_by_role("listitem").filter(has_text=PRODUCT),
    )
    certifier.writes(
        {
            "目標": "入浴介助で人を抱え上げることをなくす。",
            "内容": "天井のレールを走るリフトと、体を包む布のシート。",
            "実施時期": "令和9年4月から提供する。",
            "方法と資金": "自社の工場で作り、自己資金でまかなう。",
            "新規性の理由": "布のシートごと運ぶものはほかにない。",
            "有益性の理由": "腰の痛みがある職員が減った。",
            "実現性の理由": "生産の体制と資金が整っている。",
        }
    )
    for test in ("新規性", "有益性", "実現性"):
        certifier.ticks(test, "満たす")
    if certifier.page.get_by_role("combobox", name=asked("分野")).input_value() == "":
        certifier.selects({"分野": "福祉・介護"})
    expert_speaks(certifier, 1, "見本 花子")
    certifier.presses("保存して決定に進む")
    certifier.is_told("学識経験者の意見")
    case.places["certification"] = certifier.path.removesuffix("/decide")

    expert_speaks(certifier, 2, "見本 次郎")
    certifier.presses("保存して決定に進む")
    number = certifier.page.get_by_role("textbox", name=asked("認定番号")).input_value()
    certifier.presses("認定を決定する")
    certifier.sees("まだ公表していません", number)
    visitor, public = case.person("訪問者"), case.places["certification"].split("/")[-1]
    assert visitor.page.goto(f"/certified/{public}").status == 404
    certifier.presses("公表する")
    visitor.goes_to(f"/certified/{public}")
    visitor.sees(PRODUCT, number)
    case.places["number"] = number


def expert_speaks(certifier: Person, number: int, name: str) -> None:
    row = certifier.page.get_by_role("group", name=f"学識経験者 {number}", exact=True)
    certifier.writes(
        {"名前": name, "所属": "見本大学 工学部", "意見": "三つの要件を満たすと考える。"},
        within=row,
    )
    certifier.dates("聴いた日", clock.today(), within=row)


def purchaser_downloads_the_list(case: Case) -> None:
    purchaser = case.person("契約担当")
    purchaser.goes_to("/")
    purchaser.follows("認定製品")
    purchaser.unfolds("絞り込む")
    purchaser.selects({"分野": "福祉・介護"})
    purchaser.writes({"言葉": "リフト"})
    purchaser.page.get_by_role("search").get_by_role("button", name="絞り込む").click()
    purchaser.sees(PRODUCT, case.places["number"])
    shown = purchaser.page.get_by_role("table").get_by_role("row").count() - 1

    purchaser.unfolds("件を保存")
    sheet = purchaser.downloads("CSV")
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert len(rows) == shown
    mine = next(row for row in rows if row["製品・サービス"] == PRODUCT)
    assert mine["認定番号"] == case.places["number"]
    assert mine["事業者名"] == FIRM
    assert mine["法人番号"] == RIGHT_NUMBER.replace("-", "")
    assert mine["価格（税込、円）"] == "1200000"

    document = json.loads(purchaser.downloads("JSON"))
    assert document["count"] == shown
    assert PRODUCT in {item["title_ja"] for item in document["items"]}

    pages = PdfReader(io.BytesIO(purchaser.downloads("PDF"))).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    for words in (PRODUCT, FIRM, case.places["number"]):
        assert any("".join(words.split()) in text for text in texts), texts
    for number, text in enumerate(texts, start=1):
        assert f"{number}／{len(pages)}" in text
