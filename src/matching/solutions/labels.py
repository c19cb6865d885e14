"""Words of the vocabularies, fields and states in the reader's language."""

from foundation.acts import ActWords, StateWords
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from matching.solutions.content import NO, UNKNOWN, YES
from matching.solutions.states import Act, SolutionState

FIELD_LABELS = {
    "title": _l("名前"),
    "problem": _l("解決する課題"),
    "how": _l("仕組み"),
    "evidence": _l("効果の根拠"),
    "evidence_public": _l("効果の根拠の公開"),
    "on_sale_since": _l("販売を始めた日"),
    "not_on_sale": _l("未発売"),
    "readiness": _l("製品の準備度"),
    "price_yen": _l("価格（税込）"),
    "price_unit": _l("価格の単位"),
    "price_note": _l("価格の説明"),
    "price_public": _l("価格の公開"),
    "categories": _l("分野"),
    "regions": _l("対応できる地域"),
    "site_types": _l("使える現場"),
    "conditions": _l("現場の条件への対応"),
}


def answer_label(answer: str) -> str:
    """Whether a solution bears a condition."""
    return {YES: _("対応する"), NO: _("対応しない"), UNKNOWN: _("不明")}[answer]


def answer_choices() -> list[tuple[str, str]]:
    """The three answers, for a form."""
    return [(answer, answer_label(answer)) for answer in (YES, NO, UNKNOWN)]


STATES = {
    SolutionState.DRAFT: StateWords("ended", _l("下書き"), "none"),
    SolutionState.PUBLISHED: StateWords("open", _l("公開中"), "dot"),
    SolutionState.WITHDRAWN: StateWords("ended", _l("取下げ"), "square"),
}


def field_label(name: str) -> str:
    """Name of a content field; the English text of a field says so."""
    if name.endswith("_en"):
        return _("%(field)s（英語）", field=FIELD_LABELS[name[:-3]])
    return str(FIELD_LABELS.get(name) or FIELD_LABELS[name.removesuffix("_ja")])


ACTS: dict[Act, ActWords] = {
    Act.PUBLISH: ActWords(label=_l("公開する"), event=_l("公開しました")),
    Act.WITHDRAW: ActWords(
        label=_l("取り下げる"),
        event=_l("取り下げました"),
        hint=_l("自社と運営事務局だけに見えます。例）次の型に替えるため"),
        danger=True,
    ),
    Act.REDRAFT: ActWords(label=_l("下書きに戻す"), event=_l("下書きに戻しました")),
}


def sample_field_label(name: str) -> str:
    """Name of a field that is made up; `published` is the day of publication."""
    base = name.removesuffix("_ja").removesuffix("_en")
    if name in FIELD_LABELS or base in FIELD_LABELS:
        return field_label(name)
    return _("公開日")
