"""Words for pilots in the reader's language."""

from foundation.acts import ActWords, StateWords, event_words
from foundation.i18n import format_number, pick
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from pitch.pilots.states import PILOT, Act, Better, Outcome, PilotState, SourceKind
from pitch.pilots.verdict import Standing, plain
from pitch.pilots.views import IndicatorView

STATES = {
    PilotState.PLANNED: StateWords("ended", _l("計画中"), "none"),
    PilotState.RUNNING: StateWords("progress", _l("実施中"), "half"),
    PilotState.EVALUATED: StateWords("done", _l("評価済み"), "check"),
    PilotState.CANCELLED: StateWords("closed", _l("中止"), "square"),
}
STANDINGS = {
    Standing.NOT_MEASURED: StateWords("ended", _l("まだ測っていません"), "none"),
    Standing.NO_VALUE: StateWords("ended", _l("数値なし"), "info"),
    Standing.NO_TARGET: StateWords("ended", _l("目標なし"), "info"),
    Standing.NO_SAMPLE: StateWords("ended", _l("人数の記録なし"), "info"),
    Standing.TOO_FEW: StateWords("ended", _l("人数が足りない"), "info"),
    Standing.REACHED: StateWords("done", _l("届いた"), "check"),
    Standing.MISSED: StateWords("warning", _l("届かなかった"), "triangle"),
}
"""What can be said of an indicator; never a verdict on too few."""
OUTCOMES = {
    Outcome.FULL_USE: _l("本格導入"),
    Outcome.EXTEND: _l("継続"),
    Outcome.STOP: _l("終了"),
}
SOURCES = {
    SourceKind.CONTEST_ENTRY: _l("コンテストの応募から"),
    SourceKind.SHORTLIST: _l("課題の候補から"),
    SourceKind.OPEN_CALL: _l("公募から"),
}


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


ACTS = {
    Act.START: ActWords(
        label=_l("実証を始める"),
        event=_l("実証を始めました"),
        done=_l("実証を始めました。スタートアップにメールで知らせます"),
    ),
    Act.BACK_TO_PLAN: ActWords(
        label=_l("計画に戻す"),
        event=_l("計画に戻しました"),
        lead=_l(
            "実証を計画の段階に戻し、計画を直せるようにします。公開もやめます。記録した結果は残ります。"
        ),
    ),
    Act.CANCEL: ActWords(
        label=_l("実証を中止する"),
        event=_l("実証を中止しました"),
        lead=_l("始める前の実証を取りやめます。計画は残り、後で再開できます。"),
    ),
    Act.RESUME: ActWords(
        label=_l("計画を再開する"),
        event=_l("計画を再開しました"),
        lead=_l("中止した実証を、計画の段階に戻します。"),
    ),
    Act.EVALUATE: ActWords(
        label=_l("評価を決める"),
        event=_l("評価を決めました"),
        done=_l("評価を決めました。公表するまで、局の外には見えません"),
        lead=_l("決めただけでは公表されません。公表は、次の別の操作です。"),
    ),
    Act.TAKE_BACK: ActWords(
        label=_l("評価を取り消す"),
        event=_l("評価を取り消しました"),
        lead=_l("公表する前の評価を取り消して、実施中に戻します。前の評価は履歴に残ります。"),
    ),
    Act.PUBLISH: ActWords(
        label=_l("評価を公表する"),
        event=_l("評価を公表しました"),
        done=_l("評価を公表しました。スタートアップにメールで知らせます"),
    ),
    Act.UNPUBLISH: ActWords(
        label=_l("評価の公表を取り消す"),
        event=_l("評価の公表を取り消しました"),
        lead=_l("評価と結果を、公開のページと解決策の実績から外します。"),
    ),
}
EVENTS = {
    **event_words(PILOT, ACTS),
    "pilot.planned": _l("実証を計画しました"),
    "pilot.updated": _l("計画を直しました"),
    "pilot.measured": _l("結果を記録しました"),
    "pilot.measurement_corrected": _l("結果を訂正しました"),
    "pilot.measurement_voided": _l("結果を取り消しました"),
    "pilot.handed_over": _l("ほかの局に引き継ぎました"),
    "pilot.taken_in": _l("記録を取り込みました"),
}
