"""Words for pilots in the reader's language."""

from foundation.i18n import format_number, pick
from foundation.i18n import gettext as _
from pitch.pilots.states import Act, Better, Outcome, PilotState, SourceKind
from pitch.pilots.verdict import Standing, plain
from pitch.pilots.views import IndicatorView, PilotRow, PilotView

Chip = tuple[str, str, str]
"""Tone, words and shape of a status chip."""


def state_label(state: str) -> str:
    """Name of a state."""
    return {
        PilotState.PLANNED: _("計画中"),
        PilotState.RUNNING: _("実施中"),
        PilotState.EVALUATED: _("評価済み"),
        PilotState.CANCELLED: _("中止"),
    }[PilotState(state)]


def outcome_label(outcome: str) -> str:
    """Name of an outcome."""
    return {
        Outcome.FULL_USE: _("本格導入"),
        Outcome.EXTEND: _("継続"),
        Outcome.STOP: _("終了"),
    }[Outcome(outcome)]


def outcome_choices() -> list[tuple[str, str]]:
    """Outcomes to choose from, with what each means."""
    return [
        (Outcome.FULL_USE.value, _("本格導入：ほかの現場にも広げ、調達に進む")),
        (Outcome.EXTEND.value, _("継続：期間や現場を変えて、もう一度確かめる")),
        (Outcome.STOP.value, _("終了：ここで終える")),
    ]


def better_choices() -> list[tuple[str, str]]:
    """Directions to choose from."""
    return [(Better.LOWER.value, _("小さいほどよい")), (Better.HIGHER.value, _("大きいほどよい"))]


def source_label(kind: str) -> str:
    """Where a pilot came from."""
    return {
        SourceKind.CONTEST_ENTRY: _("コンテストの応募から"),
        SourceKind.SHORTLIST: _("課題の候補から"),
        SourceKind.OPEN_CALL: _("公募から"),
    }[SourceKind(kind)]


def state_chip(pilot: PilotRow | PilotView) -> Chip:
    """Chip of where a pilot stands."""
    if pilot.is_past_its_period:
        return "waiting", _("期間を終えて評価の前"), "half"
    tone, shape = {
        PilotState.PLANNED: ("ended", "none"),
        PilotState.RUNNING: ("progress", "half"),
        PilotState.EVALUATED: ("done", "check"),
        PilotState.CANCELLED: ("closed", "square"),
    }[PilotState(pilot.state)]
    return tone, state_label(pilot.state), shape


def standing_chip(standing: Standing) -> Chip:
    """Chip of what can be said of an indicator; never a verdict on too few."""
    return {
        Standing.NOT_MEASURED: ("ended", _("まだ測っていません"), "none"),
        Standing.NO_VALUE: ("ended", _("数値なし"), "info"),
        Standing.NO_TARGET: ("ended", _("目標なし"), "info"),
        Standing.NO_SAMPLE: ("ended", _("人数の記録なし"), "info"),
        Standing.TOO_FEW: ("ended", _("人数が足りない"), "info"),
        Standing.REACHED: ("done", _("届いた"), "check"),
        Standing.MISSED: ("warning", _("届かなかった"), "triangle"),
    }[standing]


def number(value: float | None) -> str:
    """A measured value; the empty text for None."""
    return "" if value is None else format_number(plain(value))


def signed(value: float | None) -> str:
    """A difference with its sign; the empty text for None."""
    if value is None:
        return ""
    text = format_number(plain(value))
    return f"+{text}" if value > 0 else text


def target_words(indicator: IndicatorView) -> str:
    """45以下, 75以上; the empty text without a target."""
    if indicator.target is None:
        return ""
    value = number(indicator.target)
    if indicator.better == Better.LOWER:
        return _("%(value)s以下", value=value)
    return _("%(value)s以上", value=value)


def indicator_name(indicator: IndicatorView) -> str:
    """腰の痛みがある職員（％）."""
    name, unit = (
        pick(indicator.name_ja, indicator.name_en),
        pick(indicator.unit_ja, indicator.unit_en),
    )
    if not unit:
        return name
    if "（" in unit or "(" in unit:
        return f"{name} {unit}"
    return _("%(name)s（%(unit)s）", name=name, unit=unit)


def act_label(act: Act) -> str:
    """What an act is called on its button."""
    return {
        Act.START: _("実証を始める"),
        Act.BACK_TO_PLAN: _("計画に戻す"),
        Act.CANCEL: _("実証を中止する"),
        Act.RESUME: _("計画を再開する"),
        Act.EVALUATE: _("評価を決める"),
        Act.TAKE_BACK: _("評価を取り消す"),
        Act.PUBLISH: _("評価を公表する"),
        Act.UNPUBLISH: _("評価の公表を取り消す"),
    }[act]


def act_lead(act: Act) -> str:
    """What an act that asks for its reason means."""
    return {
        Act.BACK_TO_PLAN: _(
            "実証を計画の段階に戻し、計画を直せるようにします。公開もやめます。記録した結果は残ります。"
        ),
        Act.CANCEL: _("始める前の実証を取りやめます。計画は残り、後で再開できます。"),
        Act.RESUME: _("中止した実証を、計画の段階に戻します。"),
        Act.TAKE_BACK: _(
            "公表する前の評価を取り消して、実施中に戻します。前の評価は履歴に残ります。"
        ),
        Act.UNPUBLISH: _("評価と結果を、公開のページと解決策の実績から外します。"),
    }.get(act, "")


def done_message(act: Act) -> str:
    """What is said once an act is done."""
    return {
        Act.START: _("実証を始めました。スタートアップにメールで知らせます"),
        Act.BACK_TO_PLAN: _("計画に戻しました"),
        Act.CANCEL: _("実証を中止しました"),
        Act.RESUME: _("計画を再開しました"),
        Act.EVALUATE: _("評価を決めました。公表するまで、局の外には見えません"),
        Act.TAKE_BACK: _("評価を取り消しました"),
        Act.PUBLISH: _("評価を公表しました。スタートアップにメールで知らせます"),
        Act.UNPUBLISH: _("評価の公表を取り消しました"),
    }[act]


def event_label(action: str) -> str:
    """What was done, from the audit trail."""
    return {
        "pilot.planned": _("実証を計画しました"),
        "pilot.updated": _("計画を直しました"),
        "pilot.start": _("実証を始めました"),
        "pilot.back_to_plan": _("計画に戻しました"),
        "pilot.cancel": _("実証を中止しました"),
        "pilot.resume": _("計画を再開しました"),
        "pilot.measured": _("結果を記録しました"),
        "pilot.measurement_corrected": _("結果を訂正しました"),
        "pilot.measurement_voided": _("結果を取り消しました"),
        "pilot.evaluate": _("評価を決めました"),
        "pilot.take_back": _("評価を取り消しました"),
        "pilot.publish": _("評価を公表しました"),
        "pilot.unpublish": _("評価の公表を取り消しました"),
        "pilot.handed_over": _("ほかの局に引き継ぎました"),
        "pilot.taken_in": _("記録を取り込みました"),
    }.get(action, action)
