"""Words of the vocabularies and states in the reader's language."""

from datetime import date

from foundation import clock
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.i18n import lazy as _l
from matching.challenges.states import Act, ChallengeState
from matching.vocabulary.terms import term_label, terms

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS_AHEAD = 36

FIELD_LABELS = {
    "title": _l("題名"),
    "section": _l("担当の課"),
    "problem": _l("解決したい課題"),
    "process": _l("今の手順"),
    "process_cost_yen": _l("今の費用"),
    "process_cost_note": _l("今の費用の内訳"),
    "assumed_solution": _l("想定する解決策"),
    "affected": _l("影響を受ける人"),
    "affected_count": _l("影響を受ける人数"),
    "site_type": _l("現場の種類"),
    "site": _l("現場"),
    "region": _l("地域"),
    "conditions": _l("制約"),
    "conditions_note": _l("制約の説明"),
    "readiness_minimum": _l("準備度"),
    "pilot_budget_yen": _l("実証の予算"),
    "later_budget_yen": _l("導入後の予算"),
    "category": _l("分野"),
    "desired_start": _l("開始の希望"),
    "closes_on": _l("関心の締切"),
}


def condition_choices() -> list[tuple[str, str]]:
    """Conditions with what they mean."""
    return [
        (
            key,
            f"{term.en}: {term.meaning_en}"
            if language() == "en"
            else f"{term.ja}（{term.meaning_ja}）",
        )
        for key, term in terms("condition").items()
    ]


def readiness_label(level: int | None) -> str:
    """7以上（実際の現場で試作機を実演した段階）; the empty text for None."""
    if level is None:
        return ""
    return _(
        "%(level)s以上（%(meaning)s段階）", level=level, meaning=term_label("readiness", level)
    )


def readiness_choices() -> list[tuple[str, str]]:
    """Levels to ask for, and none."""
    levels = [(key, readiness_label(int(key))) for key in terms("readiness")]
    return [("", _("問わない")), *levels]


def format_month(day: date | None) -> str:
    """2027年4月 / Apr 2027; the empty text for None."""
    if day is None:
        return ""
    if language() == "en":
        return f"{_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月"


def month_choices(present: date | None = None) -> list[tuple[str, str]]:
    """The months from this one on, and the one chosen before."""
    first = clock.today().replace(day=1)
    months = [
        date(first.year + (first.month - 1 + ahead) // 12, (first.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(MONTHS_AHEAD)
    ]
    if present is not None and present not in months:
        months = sorted([present, *months])
    return [(month.isoformat(), format_month(month)) for month in months]


def state_label(state: str) -> str:
    """Name of a state."""
    return {
        ChallengeState.DRAFT: _("下書き"),
        ChallengeState.SUBMITTED: _("公開の確認中"),
        ChallengeState.RETURNED: _("差戻し"),
        ChallengeState.PUBLISHED: _("公開中"),
        ChallengeState.CLOSED: _("募集終了"),
        ChallengeState.WITHDRAWN: _("取下げ"),
    }[ChallengeState(state)]


STATE_TONES = {
    ChallengeState.DRAFT: ("ended", "none"),
    ChallengeState.SUBMITTED: ("waiting", "half"),
    ChallengeState.RETURNED: ("warning", "triangle"),
    ChallengeState.PUBLISHED: ("open", "dot"),
    ChallengeState.CLOSED: ("closed", "square"),
    ChallengeState.WITHDRAWN: ("ended", "square"),
}


def state_tone(state: str) -> tuple[str, str]:
    """Tone and shape of a state's chip."""
    return STATE_TONES[ChallengeState(state)]


def field_label(name: str) -> str:
    """Name of a content field; the English text of a field says so."""
    if name.endswith("_en"):
        return _("%(field)s（英語）", field=FIELD_LABELS[name[:-3]])
    return str(FIELD_LABELS.get(name) or FIELD_LABELS[name.removesuffix("_ja")])


def done_message(act: Act) -> str:
    """What is said once an act is done."""
    return {
        Act.SUBMIT: _("公開の確認を運営事務局に頼みました"),
        Act.TAKE_BACK: _("下書きに戻しました"),
        Act.PUBLISH: _("公開しました。担当者にメールで知らせます"),
        Act.RETURN: _("差し戻しました。担当者にメールで知らせます"),
        Act.CLOSE: _("募集を終えました"),
        Act.WITHDRAW: _("取り下げました"),
        Act.REOPEN: _("ふたたび公開しました"),
    }[act]


def event_label(action: str) -> str:
    """What was done, from the audit trail."""
    return {
        "challenge.created": _("下書きを作りました"),
        "challenge.updated": _("下書きを直しました"),
        "challenge.submit": _("公開の確認を頼みました"),
        "challenge.take_back": _("下書きに戻しました"),
        "challenge.publish": _("公開しました"),
        "challenge.return": _("差し戻しました"),
        "challenge.corrected": _("訂正しました"),
        "challenge.close": _("募集を終えました"),
        "challenge.withdraw": _("取り下げました"),
        "challenge.reopen": _("ふたたび公開しました"),
        "challenge.left": _("続けずに残しました"),
        "challenge.handed_over": _("ほかの局に引き継ぎました"),
        "challenge.taken_in": _("記録を取り込みました"),
    }.get(action, action)


def act_words(act: Act) -> tuple[str, str, str]:
    """Title, lead and button of the page that asks for an act's reason."""
    return {
        Act.RETURN: (
            _("課題を差し戻す"),
            _("直すところを具体的に書いてください。課題担当にメールで届きます。"),
            _("差し戻す"),
        ),
        Act.CLOSE: (
            _("募集を終える"),
            _(
                "新しい候補を募るのをやめます。課題は公開のまま残り、ふたたび公開することもできます。"
            ),
            _("募集を終える"),
        ),
        Act.WITHDRAW: (
            _("課題を取り下げる"),
            _("公開をやめます。見られるのは、課題を出した局と運営事務局だけになります。"),
            _("取り下げる"),
        ),
        Act.REOPEN: (
            _("ふたたび公開する"),
            _("同じ番号でもう一度公開します。理由は履歴に残ります。"),
            _("公開する"),
        ),
    }[act]
