"""What a solution says: the one value behind the form, the API, the table and its editions."""

from datetime import date
from typing import Any, Literal

import msgspec

from foundation import clock
from foundation.i18n import format_date, format_number
from foundation.i18n import gettext as _
from foundation.text import stored, too_long
from matching.vocabulary.prices import LARGEST_AMOUNT, PriceUnit
from matching.vocabulary.terms import in_order, knows, terms

LIMITS: dict[str, int] = {
    "title_ja": 60,
    "title_en": 160,
    "problem_ja": 400,
    "problem_en": 1000,
    "how_ja": 400,
    "how_en": 1000,
    "evidence_ja": 220,
    "evidence_en": 1000,
    "price_note_ja": 100,
    "price_note_en": 200,
}
"""Longest texts, in characters."""

SEVERAL_LINES = frozenset(
    {"problem_ja", "problem_en", "how_ja", "how_en", "evidence_ja", "evidence_en"}
)
"""Texts that may have more than one line."""

REQUIRED = ("title_ja", "problem_ja", "how_ja", "categories", "evidence_ja", "readiness")
"""What must be there before publication, besides the day of sale and the price (`_offer_errors`)."""

EVIDENCE_FIELDS = ("evidence_ja", "evidence_en")
PRICE_FIELDS = ("price_yen", "price_unit", "price_note_ja", "price_note_en")
YES, NO, UNKNOWN = "yes", "no", "unknown"
Answer = Literal["yes", "no", "unknown"]


class SolutionContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a startup writes about one solution (解決策).

    Attributes:
        title_ja, title_en: its name and what it is, in one line.
        problem_ja, problem_en: what problem it solves.
        how_ja, how_en: how it works.
        evidence_ja, evidence_en: what is known of its effect (効果の根拠).
        evidence_public: whether everybody may read the evidence.
        on_sale_since: first day of sale (販売を始めた日); `not_on_sale`: it is not sold yet.
        readiness: technology readiness level, 1 to 9.
        price_yen: price in yen, tax included, of one `price_unit`; the notes say what it covers.
        price_public: whether everybody may read the price.
        categories, regions, site_types: keys of the vocabularies.
        conditions: condition of a site → whether it works there: yes, no or unknown.
    """

    title_ja: str
    title_en: str | None = None
    problem_ja: str | None = None
    problem_en: str | None = None
    how_ja: str | None = None
    how_en: str | None = None
    evidence_ja: str | None = None
    evidence_en: str | None = None
    evidence_public: bool = False
    on_sale_since: date | None = None
    not_on_sale: bool = False
    readiness: int | None = None
    price_yen: int | None = None
    price_unit: PriceUnit | None = None
    price_note_ja: str | None = None
    price_note_en: str | None = None
    price_public: bool = False
    categories: list[str] = []
    regions: list[str] = []
    site_types: list[str] = []
    conditions: dict[str, Answer] = {}


CONTENT_FIELDS: tuple[str, ...] = SolutionContent.__struct_fields__


def content_of(values: dict[str, Any]) -> SolutionContent:
    """The content among a row's or a form's values, tidied."""
    return tidy(
        SolutionContent(**{name: values[name] for name in CONTENT_FIELDS if name in values})
    )


def edition_content(stored: dict[str, Any]) -> SolutionContent:
    """The content that an edition keeps, also one written before a field was dropped."""
    known = {name: value for name, value in stored.items() if name in CONTENT_FIELDS}
    return msgspec.convert(known, SolutionContent)


def as_columns(content: SolutionContent) -> dict[str, Any]:
    """The content as columns of the table."""
    return msgspec.structs.asdict(content)


def tidy(content: SolutionContent) -> SolutionContent:
    """Without blanks around texts, empty texts as None, keys in the vocabulary's order, what is
    unknown left out."""
    changes: dict[str, Any] = {}
    for name in LIMITS:
        changes[name] = stored(getattr(content, name), several_lines=name in SEVERAL_LINES)
    changes["title_ja"] = changes["title_ja"] or ""
    changes["categories"] = in_order("category", content.categories)
    changes["regions"] = in_order("region", content.regions)
    changes["site_types"] = in_order("site_type", content.site_types)
    changes["conditions"] = {
        key: content.conditions[key]
        for key in in_order("condition", content.conditions)
        if content.conditions[key] != UNKNOWN
    }
    return msgspec.structs.replace(content, **changes)


def all_conditions(content: SolutionContent) -> dict[str, str]:
    """Every condition of the vocabulary with the solution's answer, unknown ones too."""
    return {key: content.conditions.get(key, UNKNOWN) for key in terms("condition")}


def public_part(content: SolutionContent) -> SolutionContent:
    """What everybody may read: evidence and price only where the startup says so."""
    hidden = (() if content.evidence_public else EVIDENCE_FIELDS) + (
        () if content.price_public else PRICE_FIELDS
    )
    return msgspec.structs.replace(content, **dict.fromkeys(hidden))


def changed_fields(before: SolutionContent, after: SolutionContent) -> list[str]:
    """Names of the fields that differ, in the order of the form."""
    return [name for name in CONTENT_FIELDS if getattr(before, name) != getattr(after, name)]


def content_errors(content: SolutionContent, *, complete: bool) -> dict[str, str]:
    """What is wrong with a tidied content, as a message per field.

    Args:
        content: tidied.
        complete: everything needed for publication must be there; a draft needs its title only.
    """
    errors: dict[str, str] = {}
    for name in REQUIRED if complete else ("title_ja",):
        if getattr(content, name) in (None, "", []):
            errors[name] = missing(name) if complete else _("書いてください。")
    if complete:
        errors.update(_offer_errors(content))
    for name, limit in LIMITS.items():
        length = len(getattr(content, name) or "")
        if length > limit:
            errors[name] = too_long(length, limit)
    errors.update(_vocabulary_errors(content))
    errors.update(_number_errors(content))
    return errors


def missing(name: str) -> str:
    """What is said where something needed for publication is not there."""
    if name in ("categories", "readiness"):
        return _("公開するには、ここを選んでください。")
    return _("公開するには、ここを書いてください。")


def _offer_errors(content: SolutionContent) -> dict[str, str]:
    errors = {}
    if content.on_sale_since is None and not content.not_on_sale:
        errors["on_sale_since"] = _(
            "公開するには、販売を始めた日を書くか、「未発売」を選んでください。"
        )
    if content.price_yen is None and not content.not_on_sale:
        errors["price_yen"] = missing("price_yen")
    return errors


def _vocabulary_errors(content: SolutionContent) -> dict[str, str]:
    known = {
        "categories": "category",
        "regions": "region",
        "site_types": "site_type",
        "conditions": "condition",
    }
    return {
        name: _("一覧の中から選んでください。")
        for name, vocabulary in known.items()
        if not knows(vocabulary, getattr(content, name))
    }


def _number_errors(content: SolutionContent) -> dict[str, str]:
    errors = {}
    for name, low, high in (("price_yen", 0, LARGEST_AMOUNT), ("readiness", 1, 9)):
        value = getattr(content, name)
        if value is not None and not low <= value <= high:
            errors[name] = _(
                "%(min)sから%(max)sまでの数にしてください。",
                min=format_number(low),
                max=format_number(high),
            )
    since = content.on_sale_since
    if since is not None and content.not_on_sale:
        errors["on_sale_since"] = _("販売を始めた日か「未発売」の、どちらか一つにしてください。")
    elif since is not None and since > clock.today():
        errors["on_sale_since"] = _(
            "%(day)sはまだ来ていません。今日までの日付にしてください。発売前のときは「未発売」を選んでください。",
            day=format_date(since),
        )
    return errors
