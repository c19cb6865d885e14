"""HTML forms of certifications."""

from functools import partial
from typing import Any, Self

import msgspec
import wtforms

from foundation.i18n import lazy as _l
from foundation.web.acts import ActForm, ReasonForm
from foundation.web.forms import (
    ChoiceField,
    DateField,
    Form,
    HiddenField,
    MoneyField,
    RowsField,
    TextAreaField,
    TextField,
)
from matching.vocabulary.terms import choices
from procurement.certification.content import (
    COLUMNS,
    LIMITS,
    LONGEST_NAME,
    LONGEST_OPINION,
    MOST_OPINIONS,
    TESTS,
    CertificationContent,
    Opinion,
    content_of,
)
from procurement.certification.labels import unit_choices
from procurement.certification.numbers import LONGEST_NUMBER
from procurement.certification.views import CertificationView

_PASSED = [("yes", _l("満たす")), ("no", _l("満たさない"))]
_WORDS = {True: "yes", False: "no"}


class StartForm(Form):
    """The solution, or the completed pilot, that a certification begins with."""

    makes = "certification"

    solution_id = HiddenField()
    pilot_id = HiddenField()


class OpinionForm(wtforms.Form):
    """What one expert (学識経験者) said."""

    expert = TextField(_l("名前"), max_length=LONGEST_NAME, width="l")
    affiliation = TextField(
        _l("所属"), max_length=LONGEST_NAME, hint=_l("例）見本大学 工学部"), width="l"
    )
    heard_on = DateField(_l("聴いた日"))
    opinion_ja = TextAreaField(_l("意見"), max_length=LONGEST_OPINION, rows=4)
    opinion_en = TextAreaField(_l("意見（英語）"), max_length=LONGEST_OPINION, rows=3)


def _plan(name: str, label: Any, hint: Any = "", rows: int = 4) -> TextAreaField:
    return TextAreaField(label, max_length=LIMITS[name], hint=hint, rows=rows)


def _reason(name: str, label: Any) -> TextAreaField:
    return TextAreaField(label, max_length=LIMITS[name], rows=3)


class CertificationForm(Form):
    """What a certifier writes. A draft may lack anything; the decision asks for the rest."""

    category = ChoiceField(
        _l("分野"),
        partial(choices, "category"),
        as_select=True,
        hint=_l("認定一覧に載る分野です。"),
    )
    plan_goal_ja = _plan(
        "plan_goal_ja", _l("目標"), _l("何のために作り、提供するか。公開されます。")
    )
    plan_content_ja = _plan(
        "plan_content_ja", _l("内容"), _l("どんな製品やサービスか。公開されます。")
    )
    plan_period_ja = _plan("plan_period_ja", _l("実施時期"), _l("いつ行うか。公開されます。"), 3)
    plan_method_ja = _plan(
        "plan_method_ja",
        _l("方法と資金"),
        _l("どう作り、要る資金をどうまかなうか。公開されません。"),
    )
    plan_goal_en = _plan("plan_goal_en", _l("目標（英語）"), rows=3)
    plan_content_en = _plan("plan_content_en", _l("内容（英語）"), rows=3)
    plan_period_en = _plan("plan_period_en", _l("実施時期（英語）"), rows=3)
    plan_method_en = _plan("plan_method_en", _l("方法と資金（英語）"), rows=3)

    novelty_passed = ChoiceField(
        _l("新規性"),
        _PASSED,
        hint=_l("これまでの製品やサービスと別のものか、使う価値が大きく違う。"),
    )
    novelty_reason_ja = _reason("novelty_reason_ja", _l("新規性の理由"))
    benefit_passed = ChoiceField(
        _l("有益性"), _PASSED, hint=_l("技術の高度化、仕事の効率、住民の便利さに役立つ。")
    )
    benefit_reason_ja = _reason("benefit_reason_ja", _l("有益性の理由"))
    feasibility_passed = ChoiceField(
        _l("実現性"), _PASSED, hint=_l("方法と資金が、計画を確かに進めるのにふさわしい。")
    )
    feasibility_reason_ja = _reason("feasibility_reason_ja", _l("実現性の理由"))
    novelty_reason_en = _reason("novelty_reason_en", _l("新規性の理由（英語）"))
    benefit_reason_en = _reason("benefit_reason_en", _l("有益性の理由（英語）"))
    feasibility_reason_en = _reason("feasibility_reason_en", _l("実現性の理由（英語）"))

    opinions = RowsField(
        OpinionForm,
        _l("学識経験者の意見"),
        minimum=2,
        maximum=MOST_OPINIONS,
        hint=_l("決定の前に、三つの要件を満たすかどうかを聴きます。名前と意見は公開されません。"),
        row_label=_l("学識経験者"),
    )
    price_yen = MoneyField(
        _l("認定のときの価格（税込）"),
        hint=_l("会社が価格を公開していないときは、局の担当だけが見ます。"),
    )
    price_unit = ChoiceField(_l("価格の単位"), unit_choices, as_select=True)

    @classmethod
    def of(cls, certification: CertificationView) -> Self:
        """The form with what is written now."""
        content = certification.content
        values: dict[str, Any] = {name: getattr(content, name) for name in COLUMNS}
        for test in TESTS:
            values[f"{test}_passed"] = _WORDS.get(values[f"{test}_passed"])
        values["opinions"] = [msgspec.structs.asdict(one) for one in content.opinions]
        return cls(data={**values, "version": str(certification.version)})

    @property
    def content(self) -> CertificationContent:
        """What was written, after `validate()`."""
        values: dict[str, Any] = {name: self._fields[name].data for name in COLUMNS}
        for test in TESTS:
            chosen = values[f"{test}_passed"]
            values[f"{test}_passed"] = None if chosen is None else chosen == "yes"
        opinions = [Opinion(**{**one, "expert": one["expert"] or ""}) for one in self.opinions.data]
        return content_of(values, opinions)


class DecisionForm(ActForm):
    """Number and term of a decision, as proposed unless changed; `seen` is what it rests on."""

    seen = HiddenField()

    decision_number = TextField(_l("認定番号"), required=True, max_length=LONGEST_NUMBER, width="m")
    term_start = DateField(_l("期間の始まり"), required=True)
    term_end = DateField(_l("期間の終わり"), required=True)


class SuspensionForm(ReasonForm):
    """A suspension, with its last day where one is known."""

    until = DateField(
        _l("停止の最後の日"), hint=_l("決まっていないときは空けておき、後で再開します。")
    )
