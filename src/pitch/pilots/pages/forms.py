"""HTML forms of pilots: what was typed in, command arguments out."""

from typing import Any, Self
from uuid import UUID

import wtforms

from foundation import clock
from foundation.i18n import format_fiscal_year
from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.acts import ActForm
from foundation.web.forms import (
    ChoiceField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    NumberField,
    RowsField,
    TextAreaField,
    TextField,
)
from pitch.pilots.content import (
    EVALUATION_LIMITS,
    INDICATOR_LIMITS,
    LARGEST_SAMPLE,
    LARGEST_VALUE,
    LIMITS,
    MOST_INDICATORS,
    NOTE_LIMITS,
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
    budget_years,
)
from pitch.pilots.labels import better_choices, outcome_choices
from pitch.pilots.states import Better, Outcome, SourceKind
from pitch.pilots.verdict import plain
from pitch.pilots.views import IndicatorView, MeasurementView, PilotView


class IndicatorRow(wtforms.Form):
    """One indicator."""

    indicator_id = HiddenField()
    name_ja = TextField(
        _l("指標"), max_length=INDICATOR_LIMITS["name_ja"], hint=_l("例）腰の痛みがある職員")
    )
    unit_ja = TextField(
        _l("単位"), max_length=INDICATOR_LIMITS["unit_ja"], width="s", hint=_l("例）％、分、件")
    )
    method_ja = TextField(
        _l("測り方"),
        max_length=INDICATOR_LIMITS["method_ja"],
        hint=_l("例）質問票、介助の日の終わり"),
    )
    better = ChoiceField(_l("よい向き"), better_choices, default=Better.LOWER.value)
    baseline = NumberField(
        _l("使う前の値"), maximum=int(LARGEST_VALUE), hint=_l("測ってあれば。例）59")
    )
    target = NumberField(
        _l("目標の値"),
        maximum=int(LARGEST_VALUE),
        hint=_l("届いたかを、この値で判定します。例）45"),
    )
    name_en = TextField(_l("指標（英語）"), max_length=INDICATOR_LIMITS["name_en"])
    unit_en = TextField(_l("単位（英語）"), max_length=INDICATOR_LIMITS["unit_en"], width="s")
    method_en = TextField(_l("測り方（英語）"), max_length=INDICATOR_LIMITS["method_en"])

    @property
    def is_empty(self) -> bool:
        """Nothing was written."""
        written = (*INDICATOR_LIMITS, "baseline", "target")
        return all(self._fields[name].data in (None, "") for name in written)

    @property
    def content(self) -> IndicatorContent:
        """The indicator written."""
        texts: dict[str, Any] = {name: self._fields[name].data or None for name in INDICATOR_LIMITS}
        return IndicatorContent(
            id=_uuid(self.indicator_id.data),
            better=Better(self.better.data or Better.LOWER),
            baseline=self.baseline.data,
            target=self.target.data,
            **{**texts, "name_ja": self.name_ja.data or ""},
        )


class PlanForm(Form):
    """The plan of a pilot."""

    call_name_ja = TextField(
        _l("公募の名前"),
        max_length=LIMITS["call_name_ja"],
        hint=_l("例）キングサーモンプロジェクト 令和8年度 公募"),
    )
    title_ja = TextField(
        _l("題名"),
        required=True,
        max_length=LIMITS["title_ja"],
        hint=_l("何を使って、何をよくするかを一文で。"),
    )
    site_ja = TextField(
        _l("現場"),
        max_length=LIMITS["site_ja"],
        hint=_l("例）特別養護老人ホーム 2施設（多摩地域）"),
    )
    section_ja = TextField(
        _l("担当"), max_length=LIMITS["section_ja"], hint=_l("実証を受け持つ部や課。")
    )
    starts_on = DateField(_l("始める日"))
    ends_on = DateField(_l("終わる日"), hint=_l("年度をまたいでもかまいません。"))
    period_note_ja = TextField(
        _l("期間の補足"), max_length=LIMITS["period_note_ja"], hint=_l("例）夜間のみ")
    )
    plan_ja = TextAreaField(
        _l("計画"),
        max_length=LIMITS["plan_ja"],
        hint=_l("誰が、どこで、何を、どれだけ試し、何を測るか。"),
    )
    hypothesis_ja = TextAreaField(
        _l("仮説"),
        max_length=LIMITS["hypothesis_ja"],
        rows=3,
        hint=_l("使うと何がどう変わるはずか。"),
    )
    indicators = RowsField(
        IndicatorRow,
        _l("指標"),
        maximum=MOST_INDICATORS,
        hint=_l("始める前に決めます。結果を記録した後は、目標を変えられません。"),
        row_label=_l("指標"),
    )
    call_name_en = TextField(_l("公募の名前（英語）"), max_length=LIMITS["call_name_en"])
    title_en = TextField(_l("題名（英語）"), max_length=LIMITS["title_en"])
    site_en = TextField(_l("現場（英語）"), max_length=LIMITS["site_en"])
    section_en = TextField(_l("担当（英語）"), max_length=LIMITS["section_en"])
    period_note_en = TextField(_l("期間の補足（英語）"), max_length=LIMITS["period_note_en"])
    plan_en = TextAreaField(_l("計画（英語）"), max_length=LIMITS["plan_en"], rows=5)
    hypothesis_en = TextAreaField(_l("仮説（英語）"), max_length=LIMITS["hypothesis_en"], rows=3)

    @classmethod
    def of(cls, pilot: PilotView) -> Self:
        """The form with what is planned now."""
        values: dict[str, Any] = {name: getattr(pilot, name) for name in LIMITS}
        values |= {"starts_on": pilot.starts_on, "ends_on": pilot.ends_on}
        values["indicators"] = [_indicator_values(one) for one in pilot.indicators]
        return cls(data={**values, "version": str(pilot.version)})

    @property
    def content(self) -> PilotContent:
        """The plan written; only after `validate()`. Empty rows are left out."""
        texts: dict[str, Any] = {name: self._fields[name].data or None for name in LIMITS}
        rows: list[IndicatorRow] = [entry.form for entry in self.indicators.entries]
        return PilotContent(
            **{**texts, "title_ja": self.title_ja.data or ""},
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            indicators=[row.content for row in rows if not row.is_empty],
        )


class NewPilotForm(PlanForm):
    """A plan with where it comes from, already chosen."""

    makes = "pilot"

    source_kind = HiddenField()
    entry_id = HiddenField()
    challenge_id: wtforms.Field = HiddenField()
    solution_id: wtforms.Field = HiddenField()

    @property
    def source(self) -> PilotSource:
        """Where the pilot comes from; broken ids are none."""
        return PilotSource(
            kind=_kind(self.source_kind.data),
            entry_id=_uuid(self.entry_id.data),
            challenge_id=_uuid(self.challenge_id.data),
            solution_id=_uuid(self.solution_id.data),
        )


class CallForm(NewPilotForm):
    """A plan for a solution that answered an open call."""

    solution_id = ChoiceField(_l("解決策"), required=True, as_select=True)
    challenge_id = ChoiceField(
        _l("課題"), as_select=True, hint=_l("この実証が応える課題があれば選びます。")
    )


class MeasurementForm(Form):
    """One result."""

    measured_on = DateField(_l("測った日"), required=True)
    value = NumberField(_l("値"), maximum=int(LARGEST_VALUE), hint=_l("指標の単位で。例）38"))
    sample_size = IntegerField(
        _l("人数または回数"),
        minimum=1,
        maximum=LARGEST_SAMPLE,
        hint=_l("10に満たないときは、届いたかどうかを判定しません。"),
    )
    note_ja = TextField(
        _l("メモ"),
        max_length=NOTE_LIMITS["note_ja"],
        hint=_l("測ったときの様子や、数字にならない結果。評価と一緒に公開します。"),
    )
    note_en = TextField(_l("メモ（英語）"), max_length=NOTE_LIMITS["note_en"])

    @property
    def content(self) -> MeasurementContent:
        """The result written; only after `validate()`."""
        return MeasurementContent(
            measured_on=self.measured_on.data,
            value=self.value.data,
            sample_size=self.sample_size.data,
            note_ja=self.note_ja.data or None,
            note_en=self.note_en.data or None,
        )


class NewMeasurementForm(MeasurementForm):
    """A result of one of the pilot's indicators."""

    makes = "pilot_measurement"

    indicator_id = ChoiceField(_l("指標"), required=True)


class CorrectionForm(MeasurementForm):
    """A right result in the place of a wrong one."""

    reason = TextField(
        _l("訂正の理由"),
        required=True,
        max_length=LONGEST_REASON,
        hint=_l("前の結果も、この理由と一緒に残ります。例）桁を読み違えたため"),
    )

    @classmethod
    def of(cls, result: MeasurementView) -> Self:
        """The form with what was recorded."""
        names = ("measured_on", "value", "sample_size", "note_ja", "note_en")
        values = {name: getattr(result, name) for name in names}
        values["value"] = None if result.value is None else plain(result.value)
        return cls(data=values)


class EvaluationForm(ActForm):
    """How a pilot ends."""

    outcome = ChoiceField(_l("評価"), outcome_choices, required=True)
    reason_ja = TextAreaField(
        _l("理由"),
        required=True,
        max_length=EVALUATION_LIMITS["reason_ja"],
        hint=_l("どの結果から、なぜそう決めたか。公表すると公開のページに載ります。"),
    )
    owner_ja = TextField(
        _l("担当"),
        required=True,
        max_length=EVALUATION_LIMITS["owner_ja"],
        hint=_l("次の段階を受け持つ部や課、または人。"),
    )
    budget_year = ChoiceField(
        _l("予算の年度"), as_select=True, hint=_l("「終了」のときは空けておけます。")
    )
    reason_en = TextAreaField(_l("理由（英語）"), max_length=EVALUATION_LIMITS["reason_en"], rows=4)
    owner_en = TextField(_l("担当（英語）"), max_length=EVALUATION_LIMITS["owner_en"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = budget_years(clock.today())
        self.budget_year.offer(
            [("", "―"), *((str(year), format_fiscal_year(year)) for year in years)]
        )

    @property
    def content(self) -> EvaluationContent:
        """The evaluation written; only after `validate()`."""
        return EvaluationContent(
            outcome=Outcome(self.outcome.data),
            reason_ja=self.reason_ja.data or "",
            reason_en=self.reason_en.data or None,
            owner_ja=self.owner_ja.data or "",
            owner_en=self.owner_en.data or None,
            budget_year=int(self.budget_year.data) if self.budget_year.data else None,
        )


def _indicator_values(indicator: IndicatorView) -> dict[str, Any]:
    values = {name: getattr(indicator, name) for name in INDICATOR_LIMITS}
    for name in ("baseline", "target"):
        number = getattr(indicator, name)
        values[name] = None if number is None else plain(number)
    return {**values, "indicator_id": str(indicator.id), "better": indicator.better}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _kind(text: str | None) -> SourceKind:
    return SourceKind(text) if text in set(SourceKind) else SourceKind.OPEN_CALL
