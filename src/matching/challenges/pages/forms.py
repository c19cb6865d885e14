"""HTML forms of challenges."""

from datetime import date
from typing import Any, Self

from foundation.i18n import lazy as _l
from foundation.text import whole_number
from foundation.web.forms import (
    ChoiceField,
    DateField,
    Form,
    IntegerField,
    MoneyField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)
from matching.challenges.content import CONTENT_FIELDS, LIMITS, ChallengeContent, content_of
from matching.challenges.labels import condition_choices, month_choices, readiness_choices
from matching.challenges.views import ChallengeView
from matching.vocabulary.terms import choices


class ChallengeForm(Form):
    """What a challenge says. A draft needs its title only; the rest is asked for at submission."""

    makes = "challenge"

    title_ja = TextField(
        _l("題名"),
        required=True,
        max_length=LIMITS["title_ja"],
        hint=_l(
            "困りごとを一文で。製品や方法の名前は入れません。例）介助する職員の腰の負担を減らしたい"
        ),
    )
    problem_ja = TextAreaField(
        _l("解決したい課題"),
        max_length=LIMITS["problem_ja"],
        hint=_l(
            "誰が、どこで、何に困り、どうなればよいか。照合に使うのは、題名とここと今の手順です。"
        ),
    )
    process_ja = TextAreaField(
        _l("今の手順"),
        max_length=LIMITS["process_ja"],
        rows=4,
        hint=_l("今はどう行い、どれだけの人手や時間がかかっているか。"),
    )
    process_cost_yen = MoneyField(_l("今の費用（1年）"), hint=_l("税込みの金額。例）18500000"))
    process_cost_note_ja = TextField(
        _l("今の費用の内訳"),
        max_length=LIMITS["process_cost_note_ja"],
        hint=_l("何の費用か。例）人件費と休務の代替"),
    )
    assumed_solution_ja = TextAreaField(
        _l("想定する解決策"),
        max_length=LIMITS["assumed_solution_ja"],
        rows=3,
        hint=_l("思い当たる方法があれば。公開しますが、照合には使いません。"),
    )
    category = ChoiceField(_l("分野"), lambda: choices("category"), as_select=True)
    affected_ja = TextField(
        _l("影響を受ける人"),
        max_length=LIMITS["affected_ja"],
        hint=_l("例）介助職員62名、入所者120名"),
    )
    affected_count = IntegerField(
        _l("影響を受ける人数"), unit=_l("人"), hint=_l("合わせて何人か。")
    )
    site_type = ChoiceField(_l("現場の種類"), lambda: choices("site_type"), as_select=True)
    site_ja = TextField(
        _l("現場"),
        max_length=LIMITS["site_ja"],
        hint=_l("例）障害者支援施設（多摩地域）"),
    )
    region = ChoiceField(_l("地域"), lambda: choices("region"), as_select=True)
    conditions = MultiChoiceField(
        _l("制約"), condition_choices, hint=_l("現場に当てはまるものをすべて選んでください。")
    )
    conditions_note_ja = TextField(
        _l("制約の説明"),
        max_length=LIMITS["conditions_note_ja"],
        hint=_l("例）電源のない居室がある"),
    )
    readiness_minimum = ChoiceField(
        _l("求める準備度"),
        readiness_choices,
        hint=_l("この段階以上の解決策を求めます。"),
        as_select=True,
    )
    pilot_budget_yen = MoneyField(_l("実証の予算"), hint=_l("今回の実証に使える上限。例）2000000"))
    later_budget_yen = MoneyField(
        _l("導入後の予算（1年）"), hint=_l("実証の後、本格導入で見込む上限。")
    )
    desired_start = ChoiceField(_l("開始の希望"), as_select=True)
    closes_on = DateField(
        _l("関心の締切"), hint=_l("この日まで解決策を募ります。決めないときは空けておきます。")
    )
    section_ja = TextField(
        _l("担当の課"),
        max_length=LIMITS["section_ja"],
        hint=_l("問い合わせを受ける課。例）障害者施策推進部"),
    )

    title_en = TextField(_l("題名（英語）"), max_length=LIMITS["title_en"])
    problem_en = TextAreaField(
        _l("解決したい課題（英語）"), max_length=LIMITS["problem_en"], rows=5
    )
    process_en = TextAreaField(_l("今の手順（英語）"), max_length=LIMITS["process_en"], rows=4)
    process_cost_note_en = TextField(
        _l("今の費用の内訳（英語）"), max_length=LIMITS["process_cost_note_en"]
    )
    assumed_solution_en = TextAreaField(
        _l("想定する解決策（英語）"), max_length=LIMITS["assumed_solution_en"], rows=3
    )
    affected_en = TextField(_l("影響を受ける人（英語）"), max_length=LIMITS["affected_en"])
    site_en = TextField(_l("現場（英語）"), max_length=LIMITS["site_en"])
    conditions_note_en = TextField(
        _l("制約の説明（英語）"), max_length=LIMITS["conditions_note_en"]
    )
    section_en = TextField(_l("担当の課（英語）"), max_length=LIMITS["section_en"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = _month(self.desired_start.data)
        self.desired_start.offer(month_choices(chosen))

    @classmethod
    def of(cls, challenge: ChallengeView) -> Self:
        """The form with what the challenge says now."""
        values: dict[str, Any] = {name: getattr(challenge.content, name) for name in CONTENT_FIELDS}
        level, start = values["readiness_minimum"], values["desired_start"]
        values["readiness_minimum"] = None if level is None else str(level)
        values["desired_start"] = None if start is None else start.isoformat()
        return cls(data={**values, "version": str(challenge.version)})

    @property
    def content(self) -> ChallengeContent:
        """What was written, after `validate()`."""
        values = {name: self._fields[name].data for name in CONTENT_FIELDS}
        level = values["readiness_minimum"]
        values["readiness_minimum"] = whole_number(level or "")
        values["desired_start"] = _month(values["desired_start"])
        values["title_ja"] = values["title_ja"] or ""
        return content_of(values)


class CorrectionForm(ChallengeForm):
    """A correction (訂正) of what is public."""

    note = TextField(
        _l("何を訂正したか"),
        required=True,
        max_length=1000,
        hint=_l("公開のページに日付とともに載ります。例）実証の予算を書き改めました"),
    )


def _month(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
