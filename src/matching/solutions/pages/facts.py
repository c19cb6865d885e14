"""The panel beside a solution: its plain values, what is unknown said as such."""

from foundation.i18n import format_date, language, pick
from foundation.i18n import gettext as _
from matching.solutions import labels
from matching.solutions.views import SolutionView
from matching.vocabulary.prices import price_line
from matching.vocabulary.terms import term_label, term_labels

Fact = tuple[str, str, str | None]


def facts_of(solution: SolutionView) -> list[Fact]:
    """Name, value and second line of each fact, as this reader may see them."""
    content = solution.content
    unknown = _("未登録")
    return [
        (_("価格（税込）"), *_price(solution)),
        (
            _("製品の準備度"),
            unknown if content.readiness is None else str(content.readiness),
            term_label("readiness", content.readiness) or None,
        ),
        (_("販売を始めた日"), _sale(solution), None),
        (_("分野"), term_labels("category", content.categories) or unknown, None),
        (_("対応できる地域"), term_labels("region", content.regions) or unknown, None),
        (_("使える現場"), term_labels("site_type", content.site_types) or unknown, None),
    ]


def _price(solution: SolutionView) -> tuple[str, str | None]:
    if solution.price_hidden:
        return _("公開していません"), None
    content = solution.content
    if content.price_yen is None:
        return _("価格が未登録"), None
    notes = [pick(content.price_note_ja, content.price_note_en)]
    if solution.insider and not content.price_public:
        notes.append(_("自社と運営事務局だけに見えます"))
    return price_line(content.price_yen, content.price_unit), "。".join(filter(None, notes)) or None


def _sale(solution: SolutionView) -> str:
    if solution.content.not_on_sale:
        return _("未発売")
    since = solution.content.on_sale_since
    return _("未登録") if since is None else format_date(since)


def sample_note(solution: SolutionView) -> str:
    """What of the record is made up (見本); empty where nothing is."""
    if solution.sample:
        return _("見本の会社の解決策です。会社、製品、数字はすべて架空のものです。")
    names = solution.provenance.sample_fields if solution.provenance else []
    if not names:
        return ""
    fields = [labels.sample_field_label(name) for name in names]
    separator = ", " if language() == "en" else "、"
    return _(
        "実在の解決策を、公表された資料から短く書き直しました。次の項目は見本です：%(fields)s",
        fields=separator.join(fields),
    )
