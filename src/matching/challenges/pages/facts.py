"""The panel of facts of a challenge, in the order people ask for them."""

from foundation.i18n import format_date, format_money, format_month, format_number, pick
from foundation.i18n import gettext as _
from matching.challenges import labels
from matching.challenges.content import ChallengeContent
from matching.vocabulary.provenance import Provenance
from matching.vocabulary.terms import term_label

Fact = tuple[str, str | None, str | None]
Texts = tuple[str, str]

_PAIRS = {"cost_yen": "process_cost_yen", "cost_note": "process_cost_note", "deadline": "closes_on"}


def facts_of(content: ChallengeContent) -> list[Fact]:
    """Name, value and second line of each fact; a fact nobody wrote down is left out."""
    return [
        fact
        for fact in (
            _affected(content),
            _site(content),
            _cost(content),
            _budget(content),
            (_("準備度"), labels.readiness_label(content.readiness_minimum), None),
            _conditions(content),
            (_("開始の希望"), format_month(content.desired_start), None),
            (_("関心の締切"), _day(content), None),
        )
        if fact[1]
    ]


def _affected(content: ChallengeContent) -> Fact:
    text = pick(content.affected_ja, content.affected_en)
    count = content.affected_count
    number = "" if count is None else _("合わせて%(count)s人", count=format_number(count))
    return (_("影響を受ける人"), text or number, number if text else None)


def _site(content: ChallengeContent) -> Fact:
    kind = term_label("site_type", content.site_type)
    region = term_label("region", content.region)
    general = _("、").join(part for part in (kind, region) if part)
    place = pick(content.site_ja, content.site_en)
    return (_("現場"), place or general, general if place else None)


def _cost(content: ChallengeContent) -> Fact:
    note = pick(content.process_cost_note_ja, content.process_cost_note_en)
    if content.process_cost_yen is None:
        return (_("今の費用"), note or None, None)
    return (
        _("今の費用"),
        _("年 %(amount)s", amount=format_money(content.process_cost_yen)),
        note or None,
    )


def _budget(content: ChallengeContent) -> Fact:
    pilot, later = content.pilot_budget_yen, content.later_budget_yen
    first = "" if pilot is None else _("実証 %(amount)sまで", amount=format_money(pilot))
    second = "" if later is None else _("導入後は年 %(amount)sまで", amount=format_money(later))
    return (_("予算"), first or second, second if first else None)


def _conditions(content: ChallengeContent) -> Fact:
    names = [term_label("condition", key) for key in content.conditions]
    note = pick(content.conditions_note_ja, content.conditions_note_en)
    listed = _("、").join(names)
    return (_("制約"), listed or note, note if listed else None)


def _day(content: ChallengeContent) -> str:
    return format_date(content.closes_on, weekday=True) if content.closes_on else ""


def sample_note(provenance: Provenance | None) -> str:
    """Which fields of a record of history no source tells; empty when all are told."""
    if provenance is None or not provenance.sample_fields:
        return ""
    days = {"submitted": _("提出日"), "published": _("公開日"), "closed": _("終了日")}
    names = []
    for field in provenance.sample_fields:
        name = _PAIRS.get(field.removesuffix("_ja"), field.removesuffix("_ja"))
        if name in days:
            names.append(days[name])
        elif name in labels.FIELD_LABELS:
            names.append(str(labels.FIELD_LABELS[name]))
    if not names:
        return ""
    return _("%(fields)sは資料で確かめられないため、見本の値です。", fields=_("、").join(names))
