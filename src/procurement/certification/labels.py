"""Words of certifications in the reader's language."""

from functools import partial
from typing import Any

from foundation.acts import ActWords, StateWords, event_words
from foundation.i18n import format_money, pick
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from matching.vocabulary.prices import PRICE_UNITS
from matching.vocabulary.terms import choices, term_label, term_labels
from procurement.certification.content import PLAN_PARTS, TESTS
from procurement.certification.grounds.sources import OUTCOMES
from procurement.certification.states import CERTIFICATION, Act, CertificationState
from procurement.certification.views import Standing

PLAN_LABELS = {
    "goal": _l("目標"),
    "content": _l("内容"),
    "period": _l("実施時期"),
    "method": _l("方法と資金"),
}
TEST_LABELS = {
    "novelty": _l("新規性"),
    "benefit": _l("有益性"),
    "feasibility": _l("実現性"),
}
TEST_MEANINGS = {
    "novelty": _l("これまでの製品やサービスと別のものか、使う価値が大きく違う"),
    "benefit": _l("技術の高度化、仕事の効率、住民の便利さに役立つ"),
    "feasibility": _l("方法と資金が、計画を確かに進めるのにふさわしい"),
}


STANDINGS = {
    Standing.DRAFT: StateWords("ended", _l("下書き"), "none"),
    Standing.ABANDONED: StateWords("ended", _l("取りやめ"), "square"),
    Standing.DECIDED: StateWords("waiting", _l("決定済み・公表前"), "half"),
    Standing.UPCOMING: StateWords("certified", _l("認定（期間前）"), "shield"),
    Standing.IN_TERM: StateWords("certified", _l("認定期間中"), "shield"),
    Standing.SUSPENDED: StateWords("warning", _l("停止中"), "triangle"),
    Standing.EXPIRED: StateWords("ended", _l("期間終了"), "square"),
    Standing.REVOKED: StateWords("closed", _l("取消し"), "square"),
}
STATE_LABELS = {
    CertificationState.DRAFT: _l("下書き"),
    CertificationState.ABANDONED: _l("取りやめ"),
    CertificationState.DECIDED: _l("決定済み・公表前"),
    CertificationState.PUBLISHED: _l("公表"),
    CertificationState.SUSPENDED: _l("停止"),
    CertificationState.REVOKED: _l("取消し"),
}
"""For filters; how one stands today is more."""


def plan_label(part: str) -> str:
    """Name of one of the four items of a plan (実施計画)."""
    return str(PLAN_LABELS[part])


def test_label(test: str) -> str:
    """Name of one of the three tests."""
    return str(TEST_LABELS[test])


def test_meaning(test: str) -> str:
    """What a test asks, in one line."""
    return str(TEST_MEANINGS[test])


def outcome_text(key: str | None) -> str:
    """How the pilot was judged; empty without one."""
    return pick(*OUTCOMES[key]) if key in OUTCOMES else ""


def unit_label(unit: str) -> str:
    """What a price is for."""
    return {
        "unit": _("1台・1個"),
        "month": _("1か月"),
        "year": _("1年"),
        "project": _("1件"),
    }[unit]


def price_text(price_yen: int | None, unit: str | None) -> str:
    """1,980,000円（1台・1個）; the empty text where none is known."""
    if price_yen is None:
        return ""
    if unit is None:
        return format_money(price_yen)
    return _("%(price)s（%(unit)s）", price=format_money(price_yen), unit=unit_label(unit))


def unit_choices() -> list[tuple[str, str]]:
    """Units of a price for a form."""
    return [(unit, unit_label(unit)) for unit in PRICE_UNITS]


ACTS = {
    Act.DECIDE: ActWords(
        label=_l("認定を決定する"),
        event=_l("認定を決定しました"),
        done=_l("認定を決定しました。まだ公表されていません"),
        lead=_l(
            "決定すると、計画、三つの要件、意見、解決策の内容をそのまま残し、書き直せなくなります。公表はまだされません。"
        ),
    ),
    Act.TAKE_BACK: ActWords(
        label=_l("決定を取り下げる"),
        event=_l("決定を取り下げました"),
        done=_l("決定を取り下げ、下書きに戻しました"),
        lead=_l("公表の前なので、下書きに戻せます。認定番号は空きます。"),
        button=_l("下書きに戻す"),
    ),
    Act.PUBLISH: ActWords(
        label=_l("公表する"),
        event=_l("公表しました"),
        done=_l("認定を公表しました。会社にメールで知らせます"),
    ),
    Act.SUSPEND: ActWords(
        label=_l("認定を停止する"),
        event=_l("停止しました"),
        done=_l("認定を停止しました。会社にメールで知らせます"),
        lead=_l(
            "今日から一覧に載らなくなり、この認定では購入できません。理由は公開のページに載ります。"
        ),
        button=_l("停止する"),
    ),
    Act.RESUME: ActWords(
        label=_l("認定を再開する"),
        event=_l("再開しました"),
        done=_l("認定を再開しました。会社にメールで知らせます"),
        lead=_l("今日からふたたび一覧に載ります。会社にメールで知らせます。"),
        button=_l("再開する"),
    ),
    Act.REVOKE: ActWords(
        label=_l("認定を取り消す"),
        event=_l("取り消しました"),
        done=_l("認定を取り消しました。会社にメールで知らせます"),
        lead=_l(
            "今日から効力がなくなり、元には戻せません。改めるときは、新しく認定します。"
            "理由は公開のページに載ります。"
        ),
        button=_l("取り消す"),
        danger=True,
    ),
    Act.ABANDON: ActWords(
        label=_l("手続きを取りやめる"),
        event=_l("手続きを取りやめました"),
        lead=_l("下書きを片付けます。理由を残し、後で再開することもできます。"),
        button=_l("取りやめる"),
    ),
    Act.REOPEN: ActWords(
        label=_l("手続きを再開する"),
        event=_l("手続きを再開しました"),
        lead=_l("取りやめた下書きを、続きから書けるようにします。"),
        button=_l("再開する"),
    ),
}
EVENTS = {
    **event_words(CERTIFICATION, ACTS),
    "certification.created": _l("下書きを作りました"),
    "certification.updated": _l("下書きを直しました"),
    "certification.handed_over": _l("ほかの局に引き継ぎました"),
    "certification.taken_in": _l("記録を取り込みました"),
}


def words() -> dict[str, Any]:
    """Functions and lists that all templates about certifications use."""
    return {
        "standings": STANDINGS,
        "category_text": partial(term_label, "category"),
        "regions_text": partial(term_labels, "region"),
        "outcome_text": outcome_text,
        "price_text": price_text,
        "plan_label": plan_label,
        "test_label": test_label,
        "test_meaning": test_meaning,
        "category_choices": choices("category"),
        "region_choices": choices("region"),
        "plan_parts": PLAN_PARTS,
        "test_names": TESTS,
    }
