"""From the sign-up to a candidate on the bureau's list."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from foundation import clock
from tests.journeys.hand.case import (
    EMAIL,
    FIRM,
    PASSWORD,
    PRODUCT,
    RIGHT_NUMBER,
    TITLE,
    WRONG_NUMBER,
    Case,
    reads_mail,
)


def startup_registers(case: Case) -> None:
    visitor = case.person("スタートアップの人")
    visitor.goes_to("/")
    visitor.follows("ログイン")
    visitor.follows("事業者として新しく登録する")
    visitor.writes({"メールアドレス": EMAIL, "氏名": "見本 太郎", "パスワード": PASSWORD})
    visitor.presses("確認のメールを受け取る")
    visitor.sees("確認のメールを送りました")

    reads_mail(visitor, EMAIL, "メールアドレスを確かめてください")
    visitor.follows(re.compile("confirm-email"))
    visitor.writes({"登録したときのパスワード": PASSWORD})
    visitor.presses("登録を終える")
    visitor.sees("ようこそ")

    visitor.goes_to("/startups/register")
    visitor.writes(
        {
            "法人番号": WRONG_NUMBER,
            "会社の名前": FIRM,
            "会社の名前（カナ）": "みほんほいすとこうぎょう",
            "所在地": "東京都見本区見本町1-2-3",
            "ウェブサイト": "https://hoist.example/",
            "会社の紹介": "介護の現場で人を持ち上げる機械を作っています。",
        }
    )
    visitor.dates("設立日", date(2019, 4, 1))
    visitor.presses("登録して確認を頼む")
    visitor.is_told("法人番号", "1か所を直してください")
    visitor.writes({"法人番号": RIGHT_NUMBER})
    visitor.presses("登録して確認を頼む")
    visitor.sees(FIRM)

    office = case.person("運営事務局")
    office.goes_to("/startups/review")
    office.follows("読んで決める", within=office.page.get_by_role("listitem").filter(has_text=FIRM))
    office.presses("確認して公開する")
    office.sees(FIRM)


def startup_publishes_a_solution(case: Case) -> None:
    startup = case.person("スタートアップの人")
    startup.goes_to("/")
    startup.follows("自社の解決策")
    startup.follows("解決策を登録する")
    startup.writes(
        {
            "名前": PRODUCT,
            "解決する課題": "入浴や移乗の介助で、職員が人を抱え上げて腰を痛めること。",
            "仕組み": "天井のレールを走る静かなリフトが、布のシートごと人を持ち上げて浴槽まで運ぶ。",
            "効果の根拠": "2025年に見本の施設で職員30名に3か月使い、腰の痛みの訴えを数えた。",
            "価格（税込）": "１，２００，０００",
        }
    )
    startup.ticks("分野", "福祉・介護")
    startup.dates("販売を始めた日", date(2024, 4, 1))
    startup.ticks("製品の準備度", re.compile("実際の現場で使われている"))
    startup.ticks("対応できる地域", "都内全域")
    startup.ticks("使える現場", "福祉施設")
    startup.ticks("水にぬれる", "対応する")
    startup.page.get_by_label("価格を公開する").check()
    startup.presses("下書きを保存する")
    startup.presses("公開する")
    startup.sees("公開中")
    case.places["solution"] = startup.path


def bureau_publishes_a_challenge(case: Case) -> None:
    bureau, office = case.person("課題担当"), case.person("運営事務局")
    bureau.goes_to("/challenges/new")
    bureau.writes(
        {
            "題名": TITLE,
            "解決したい課題": "特別養護老人ホームの入浴介助で人を抱え上げるため、職員の腰痛が絶えない。",
            "今の手順": "二人で抱えて浴槽へ移す。一人の入浴に20分かかる。",
            "今の費用（1年）": "4000000",
            "影響を受ける人": "介助する職員40名",
            "影響を受ける人数": "40",
            "実証の予算": "2000000",
            "担当の課": "高齢者施策推進部",
        }
    )
    bureau.selects(
        {
            "分野": "福祉・介護",
            "現場の種類": "福祉施設",
            "地域": "都内全域",
            "求める準備度": "7",
        }
    )
    bureau.ticks("制約", re.compile("^水にぬれる"))
    bureau.dates("関心の締切", clock.today() + timedelta(days=60))
    bureau.presses("保存して公開を頼む")
    bureau.sees("公開の前に、運営事務局が確かめます")
    case.places["challenge"] = bureau.path

    office.goes_to("/")
    office.follows(
        "確かめる", within=office.page.get_by_role("listitem").filter(has_text=TITLE).last
    )
    office.follows("差し戻す")
    office.presses("差し戻す")
    office.is_told("理由")
    office.writes({"理由": "入浴する人の数も書いてください。"})
    office.presses("差し戻す")

    bureau.goes_to(case.places["challenge"])
    bureau.sees("差し戻されています", "入浴する人の数も書いてください。")
    bureau.follows("書き直す")
    bureau.writes({"影響を受ける人": "介助する職員40名、入浴する入所者90名"})
    bureau.presses("保存して公開を頼む")

    office.goes_to(case.places["challenge"])
    office.sees("入浴する入所者90名")
    office.presses("公開する")
    office.sees("公開中")


def bureau_keeps_a_candidate(case: Case) -> None:
    bureau = case.person("課題担当")
    bureau.goes_to(case.places["challenge"])
    matches = bureau.page.get_by_role("region", name="合う解決策")
    row = matches.get_by_role("listitem").filter(has=bureau.page.get_by_role("link", name=PRODUCT))
    # found by words at once, by meaning when the embedder has done it
    bureau.reloads_until(row, re.compile("7語のうち"), 20)
    bureau.reloads_until(row, re.compile("意味の近さ\\s*(強い|中程度)"), 60)
    for words in ("入浴", "予算に収まる", "「水にぬれる」に対応"):
        expect(row).to_contain_text(words)
    expect(row.get_by_role("img", name="合う点").first).to_be_visible()
    bureau.presses("候補に入れる", within=row)
    expect(bureau.page.get_by_role("region", name="候補リスト", exact=True)).to_contain_text(
        PRODUCT
    )
