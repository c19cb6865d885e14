"""Results of a search as its page shows them: tabs, what narrows, what was not understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from babel.lists import format_list
from markupsafe import Markup, escape

from foundation.database.lists import PageOf
from foundation.i18n import format_fiscal_year, format_number, language, ngettext, path, pick
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.i18n.catalogue import LazyText
from foundation.web.foreign import foreign_attribute
from matching.search.engines.port import COUNTED, Order, Period
from matching.search.kinds import KINDS, kind_label
from matching.search.providers import Facet
from matching.search.typed.filters import (
    CERTIFICATION,
    KIND,
    OPEN,
    STATUS,
    YES,
    FilterName,
    filter_names,
    value_of,
)
from matching.search.typed.find import FoundDocument, Results
from matching.search.typed.query import Fault, ParsedQuery, Problem
from matching.text.terms import Segment

ADDRESS = "/search"
SHOWN_VALUES = 6
"""Values of a facet that are shown before the rest is folded away."""
NAMES: dict[str, LazyText] = {
    KIND: _l("種類"),
    STATUS: _l("募集"),
    CERTIFICATION: _l("認定"),
    Facet.CATEGORY: _l("分野"),
    Facet.SITE_TYPE: _l("現場"),
    Facet.REGION: _l("地域"),
    Facet.READINESS: _l("準備度"),
    "condition": _l("制約"),
    Facet.FISCAL_YEAR: _l("年度"),
}
_BY_CODE = (Facet.READINESS, Facet.FISCAL_YEAR)


@dataclass(frozen=True, slots=True)
class Link:
    """Something to press: its label, where it leads, how many are there (as text), whether it is on."""

    label: str
    href: str
    count: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One thing to narrow by: the values shown, and those folded away."""

    label: str
    values: Sequence[Link]
    more: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A piece of a query that was not understood, and links to what may have been meant."""

    text: str
    offers: Sequence[Link]


def address(query: ParsedQuery, order: Order = Order.RELEVANCE, page: int = 1) -> str:
    """Where a search is found, in the reader's language."""
    parameters = query.parameters()
    if order is not Order.RELEVANCE:
        parameters.append(("sort", order.value))
    if page > 1:
        parameters.append(("page", str(page)))
    return path(ADDRESS) + (f"?{urlencode(parameters)}" if parameters else "")


def count_text(number: int) -> str:
    """A count, exact below COUNTED."""
    return _("1,000以上") if number >= COUNTED else format_number(number)


def heading(results: Results) -> str:
    """How many were found, in a sentence that is also read aloud."""
    if results.is_capped:
        return _("1,000件以上")
    return ngettext("%(num)s件", "%(num)s件", results.total)


def tabs(results: Results) -> list[Link]:
    """All kinds, and each with how many there are."""
    query = results.query
    chosen = query.chosen.get(KIND, ())
    total = sum(results.kinds.values())
    found = [
        Link(
            _("すべて"),
            address(query.with_filter(KIND), results.order),
            count_text(total),
            not chosen,
        )
    ]
    for kind in KINDS:
        number = results.kinds.get(kind, 0)
        target = address(query.with_filter(KIND, kind), results.order)
        found.append(Link(value_label(KIND, kind), target, count_text(number), chosen == (kind,)))
    return found


def chips(results: Results) -> list[Link]:
    """What narrows the search now, but the kind where a tab says it; each link takes one away."""
    query = results.query
    found = []
    for name, codes in query.chosen.items():
        if name == KIND and len(codes) == 1:
            continue
        for code in codes:
            rest = [one for one in codes if one != code]
            label = _("%(name)s：%(value)s", name=str(NAMES[name]), value=value_label(name, code))
            found.append(Link(label, address(query.with_filter(name, *rest), results.order)))
    return found


def facets(results: Results) -> list[FacetGroup]:
    """What the search can be narrowed by further; values that would change nothing are left out."""
    query, order = results.query, results.order
    found = []
    states = [
        Link(label, address(query.with_filter(name, code), order), count_text(number))
        for name, code, period, label in (
            (STATUS, OPEN, Period.OPEN, _("募集中")),
            (CERTIFICATION, YES, Period.CERTIFIED, _("認定期間中")),
        )
        if name not in query.chosen
        and (number := results.within.get(period, 0))
        and (number < results.total or results.is_capped)
    ]
    if states:
        found.append(FacetGroup(_("今の状態"), states))
    for facet in (
        Facet.CATEGORY,
        Facet.SITE_TYPE,
        Facet.REGION,
        Facet.READINESS,
        Facet.FISCAL_YEAR,
    ):
        name = facet.value
        counts = results.facets.get(name, {})
        if name in query.chosen or not counts:
            continue
        counts = {code: n for code, n in counts.items() if n < results.total or results.is_capped}
        pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if facet in _BY_CODE:
            pairs = sorted(counts.items(), key=lambda pair: int(pair[0]), reverse=True)
        start = address(query, order)
        start += "&" if "?" in start else "?"
        values = [
            Link(value_label(name, code), f"{start}{name}={code}", count_text(number))
            for code, number in pairs
        ]
        if values:
            label = str(NAMES[name])
            found.append(FacetGroup(label, values[:SHOWN_VALUES], values[SHOWN_VALUES:]))
    return found


def orders(results: Results) -> list[Link]:
    """The two orders; of everything there is no relevance."""
    if not results.query.text:
        return []
    return [
        Link(label, address(results.query, order), on=results.order is order)
        for order, label in (
            (Order.RELEVANCE, _("関連の高い順")),
            (Order.NEWEST, _("新しい順")),
        )
    ]


def value_label(name: str, code: str) -> str:
    """A value in the reader's language."""
    return _label(name, code, language())


@lru_cache(maxsize=1_024)
def _label(name: str, code: str, _language: str) -> str:
    if name == Facet.FISCAL_YEAR:
        return format_fiscal_year(int(code))
    value = value_of(name, code)
    if name == Facet.READINESS:
        return f"{code} {pick(value.ja, value.en)}"
    return pick(value.ja, value.en)


def troubles(results: Results) -> list[Trouble]:
    """What was not understood, each with what may have been meant."""
    return [_trouble(results, problem) for problem in results.query.problems]


def _trouble(results: Results, problem: Problem) -> Trouble:
    token = problem.token
    if problem.fault is Fault.NAME:
        names = _("、").join(name_of(one) for one in problem.names)
        if len(problem.names) < len(filter_names()):
            text = _(
                "「%(token)s」という条件はありません。%(names)sのことですか。",
                token=token,
                names=names,
            )
            return Trouble(text, ())
        return Trouble(
            _(
                "「%(token)s」という条件はありません。使えるのは、%(names)sです。",
                token=token,
                names=names,
            ),
            (),
        )
    if problem.fault is Fault.EMPTY:
        text = _("「%(token)s」の後に値がありません。", token=token)
    else:
        text = _("「%(token)s」の値が分からないため、この条件は使っていません。", token=token)
    key = problem.name.key if problem.name is not None else ""
    offers = [
        Link(
            value_label(key, value.code),
            address(
                results.query.with_filter(key, *results.query.chosen.get(key, ()), value.code),
                results.order,
            ),
        )
        for value in problem.values[:SHOWN_VALUES]
    ]
    return Trouble(text, offers)


def name_of(one: FilterName) -> str:
    """What a filter is called in a query, in the reader's language."""
    return pick(one.names[0], one.names[1])


def help_rows() -> list[tuple[str, str, str]]:
    """The syntax: name, what it narrows by, an example that works."""
    return [
        (name_of(one), str(NAMES[one.key]), f"{name_of(one)}:{_example(one)}")
        for one in filter_names()
    ]


def _example(one: FilterName) -> str:
    """A value for help: what people write in Japanese, the code in English."""
    spelled = (v for v in one.values if one.example in (v.ja, *v.others))
    code = next((value.code for value in spelled), one.example)
    return pick(one.example, one.example_en or code)


def all_kinds() -> str:
    """What there is to find, in a sentence."""
    names = [kind_label(kind) for kind in KINDS]
    if language() == "en":
        return format_list([name.lower() for name in names], locale="en_GB")
    return format_list(names, locale="ja")


def only_words(query: ParsedQuery) -> ParsedQuery:
    """The same without anything that narrows it."""
    return replace(query, chosen={}, problems=())


def marks(segments: Sequence[Segment]) -> Markup:
    """A text with what was typed marked; a loop in a template takes three times as long."""
    return Markup(
        "".join(
            f"<mark>{escape(one.text)}</mark>" if one.marked else escape(one.text)
            for one in segments
        )
    )


def language_of(segments: Sequence[Segment]) -> Markup:
    """The attribute that says a text is Japanese on an English page."""
    if language() != "en":
        return Markup("")
    return foreign_attribute("".join(one.text for one in segments))


def pages_of(results: Results) -> PageOf[FoundDocument]:
    """The page's numbers, for the kit's pagination."""
    return PageOf(
        items=results.items,
        number=results.page,
        per_page=results.per_page,
        total=results.total,
    )
