"""Words of the vocabularies and states in the reader's language."""

from datetime import date

from foundation import clock
from foundation.acts import ActWords, StateWords, event_words
from foundation.i18n import format_month, language
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from matching.challenges.states import CHALLENGE, Act, ChallengeState
from matching.vocabulary.terms import term_label, terms

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


STATES = {
    ChallengeState.DRAFT: StateWords("ended", _l("下書き"), "none"),
    ChallengeState.SUBMITTED: StateWords("waiting", _l("公開の確認中"), "half"),
    ChallengeState.RETURNED: StateWords("warning", _l("差戻し"), "triangle"),
    ChallengeState.PUBLISHED: StateWords("open", _l("公開中"), "dot"),
    ChallengeState.CLOSED: StateWords("closed", _l("募集終了"), "square"),
    ChallengeState.WITHDRAWN: StateWords("ended", _l("取下げ"), "square"),
}


def field_label(name: str) -> str:
    """Name of a content field; the English text of a field says so."""
    if name.endswith("_en"):
        return _("%(field)s（英語）", field=FIELD_LABELS[name[:-3]])
    return str(FIELD_LABELS.get(name) or FIELD_LABELS[name.removesuffix("_ja")])


ACTS = {
    Act.SUBMIT: ActWords(
        label=_l("公開を頼む"),
        event=_l("公開の確認を頼みました"),
        done=_l("公開の確認を運営事務局に頼みました"),
    ),
    Act.TAKE_BACK: ActWords(label=_l("下書きに戻す"), event=_l("下書きに戻しました")),
    Act.PUBLISH: ActWords(
        label=_l("公開する"),
        event=_l("公開しました"),
        done=_l("公開しました。担当者にメールで知らせます"),
    ),
    Act.RETURN: ActWords(
        label=_l("課題を差し戻す"),
        event=_l("差し戻しました"),
        done=_l("差し戻しました。担当者にメールで知らせます"),
        lead=_l("直すところを具体的に書いてください。課題担当にメールで届きます。"),
        button=_l("差し戻す"),
    ),
    Act.CLOSE: ActWords(
        label=_l("募集を終える"),
        event=_l("募集を終えました"),
        lead=_l(
            "新しい候補を募るのをやめます。課題は公開のまま残り、ふたたび公開することもできます。"
        ),
        hint=_l("書いた理由は公開のページに載ります。例）候補がそろったため"),
    ),
    Act.WITHDRAW: ActWords(
        label=_l("課題を取り下げる"),
        event=_l("取り下げました"),
        lead=_l("公開をやめます。見られるのは、課題を出した局と運営事務局だけになります。"),
        button=_l("取り下げる"),
        danger=True,
    ),
    Act.REOPEN: ActWords(
        label=_l("ふたたび公開する"),
        event=_l("ふたたび公開しました"),
        lead=_l("同じ番号でもう一度公開します。理由は履歴に残ります。"),
        button=_l("公開する"),
    ),
}
EVENTS = {
    **event_words(CHALLENGE, ACTS),
    "challenge.created": _l("下書きを作りました"),
    "challenge.updated": _l("下書きを直しました"),
    "challenge.corrected": _l("訂正しました"),
    "challenge.left": _l("続けずに残しました"),
    "challenge.handed_over": _l("ほかの局に引き継ぎました"),
    "challenge.taken_in": _l("記録を取り込みました"),
}
