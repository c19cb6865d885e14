"""Write every part of the visual kit into plain HTML pages, to be looked at and checked.

    python -m scripts.gallery FOLDER [--language en]
    python -m http.server --directory FOLDER

The pages show sample content; nothing of them is part of the application.
"""

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

from foundation import clock
from foundation.access.actor import Actor
from foundation.database.lists import PageOf
from foundation.i18n import load_catalogues, using_language
from foundation.ids import derived_id
from foundation.settings import Settings
from foundation.web.forms import (
    BooleanField,
    ChoiceField,
    DateField,
    Form,
    FormData,
    MoneyField,
    MultiChoiceField,
    RowsField,
    TextAreaField,
    TextField,
)
from foundation.web.rendering import TEMPLATES, NavigationItem, make_environment

PAGES = Path(__file__).parent / "gallery_pages"
STATIC = TEMPLATES.parent / "static"
CATALOGUE = TEMPLATES.parent.parent / "locale" / "en.po"
BUREAU = {"organisation_name": "福祉局", "organisation_name_en": "Bureau of Social Welfare"}
MOMENT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)

ROLES = {"challenge_owner": "課題担当", "purchaser": "契約の担当"}
EVIDENCE = (
    "2025年9月から12月まで、都内の特別養護老人ホーム2施設で介助職員34名が使いました。"
    "使う前と後に腰の痛みと疲労を同じ質問票で調べ、体位交換と移乗の場面では背筋の筋電図も測りました。"
    "腰の痛みがある職員の割合は59％から38％に下がり、疲労の点数は10点満点で6.1から4.4になりました。"
    "背筋の活動は移乗で平均27％減りました。体格が大きい入所者では差が小さく、居室が狭いところでは使えませんでした。"
    "職員の8割が続けて使いたいと答え、準備にかかる時間は1回あたり平均40秒でした。"
)


class Indicator(Form):
    """One indicator of a plan."""

    name = TextField("指標の名前", required=True)
    target = TextField("目標")


class Sample(Form):
    """One field of each kind."""

    title = TextField("解決策の名前", required=True, hint="20字くらいで、製品名だけにします。")
    evidence = TextAreaField(
        "効果の根拠",
        required=True,
        max_length=220,
        hint="いつ、どこで、何人に対して、何をどう測ったかを書きます。",
    )
    sold_since = DateField(
        "販売を始めた日", required=True, hint="西暦で記入してください。例）2024年4月1日"
    )
    unsold = BooleanField("未発売")
    readiness = ChoiceField(
        "製品の準備度",
        [(str(n), f"段階{n}：完成した製品を、実際の現場で確かめた") for n in range(1, 10)],
        required=True,
        hint="1（原理を確かめた段階）から9（実際に使われている段階）まで",
    )
    price = MoneyField("価格（税込）", required=True, hint="1台または1か月あたり。例）1980000")
    regions = MultiChoiceField(
        "対応できる地域",
        [("ward", "区部"), ("tama", "多摩地域"), ("islands", "島しょ"), ("outside", "都外")],
    )
    power = ChoiceField("電源", [("yes", "要る"), ("no", "要らない"), ("unknown", "分からない")])
    category = ChoiceField("分野", [("care", "介護・福祉"), ("rain", "防災")], as_select=True)
    indicators = RowsField(Indicator, "実証の指標", row_label="指標")


def faulty_form() -> Sample:
    """A form as it comes back with four things to put right."""
    form = Sample.from_request(
        FormData(
            {
                "id": ["018f"],
                "title": ["移乗支援ロボット リフトアイ"],
                "evidence": [EVIDENCE],
                "sold_since-year": ["2027"],
                "sold_since-month": ["13"],
                "sold_since-day": ["1"],
                "readiness": ["8"],
                "price": ["約198万"],
                "regions": ["ward", "tama"],
                "indicators-0-name": [""],
            }
        )
    )
    form.validate()
    return form


class _Query:
    """The query of a request, as far as paging reads it."""

    def multi_items(self) -> list[tuple[str, str]]:
        return [("q", "見守り"), ("page", "2")]


def context(signed_in: bool = True) -> dict[str, Any]:
    """What `render` gives every template."""
    actor = Actor(
        account_id=derived_id("account"),
        account_name="職員A",
        membership_id=derived_id("first"),
        organisation_id=derived_id("bureau"),
        organisation_name=BUREAU["organisation_name"],
        organisation_name_en=BUREAU["organisation_name_en"],
        organisation_kind="bureau",
        role="challenge_owner",
    )
    memberships = [
        SimpleNamespace(id=derived_id("first"), role="challenge_owner", **BUREAU),
        SimpleNamespace(id=derived_id("second"), role="purchaser", **BUREAU),
    ]
    nouns = ("ホーム", "課題", "候補リスト", "実証", "認定製品", "購入")
    return {
        "request": SimpleNamespace(query_params=_Query(), url=SimpleNamespace(path="/challenges")),
        "actor": actor if signed_in else Actor(),
        "settings": Settings(demo=True),
        "navigation": [NavigationItem(noun, f"/{n}", n == 1) for n, noun in enumerate(nouns)],
        "memberships": memberships if signed_in else [],
        "notice": None,
        "csrf_token": "token",
        "current_path": "/challenges",
        "alternate_path": "/en/challenges",
        "breadcrumbs": [("課題", "/challenges"), ("介助する職員の腰の負担", None)],
        "footer_links": [
            ("このサイトについて", "/about"),
            ("オープンデータ", "/opendata"),
            ("API", "/api/v1/docs"),
        ],
        "form": faulty_form(),
        "blank": Sample(prefix="blank-"),
        "page": PageOf(list(range(10)), 2, 10, 31),
        "days": [date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 11), MOMENT],
    }


def environment() -> jinja2.Environment:
    """The application's own environment, with the gallery's pages before the kit."""
    return make_environment([PAGES, TEMPLATES], {"role_label": lambda role: ROLES.get(role, "")})


def pages() -> dict[str, str]:
    """Every page of the gallery by its file name, as HTML."""
    made = environment()
    found: dict[str, str] = {}
    with clock.frozen(MOMENT):
        for file in sorted(PAGES.glob("*.html")):
            found[file.name] = made.get_template(file.name).render(
                **context(signed_in=file.stem not in ("front", "signin", "certified", "result"))
            )
        for status, title, reason in (
            (
                403,
                "この購入は、契約の担当だけが開けます",
                "見積と予定価格を含むため、課題の担当には表示しません。",
            ),
            (404, "ページが見つかりません", "お探しのものは見つかりません。"),
            (409, "ほかの変更と重なりました", "職員Cが14:02に先に直しました。"),
            (
                500,
                "システムで問題が起きました",
                "記録番号 1a2b3c4d を添えて、運営事務局にお知らせください。",
            ),
        ):
            found[f"error-{status}.html"] = made.get_template("error.html").render(
                **context(signed_in=status != 404),
                error_status=status,
                title=title,
                reason=reason,
                reference="",
            )
    return found


def main() -> None:
    """Write the pages and a link to the static files into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="ja", choices=("ja", "en"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    static = options.folder / "static"
    if not static.is_symlink():
        static.symlink_to(STATIC)
    if CATALOGUE.exists():
        load_catalogues([CATALOGUE])
    with using_language(options.language):
        for name, html in pages().items():
            (options.folder / name).write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main()
