"""Challenges, solutions and shortlists of the demo."""

import datetime as dt
from typing import Literal

from portal.demo.records.base import Provenance, Record, When

Answer = Literal["yes", "no", "unknown"]


class Challenge(Record, frozen=True, kw_only=True):
    """A public problem (課題), the problem apart from any assumed solution (想定する解決策).

    ``conditions`` are the keys of ``search_index/definitions/vocabulary.json`` that hold at the site (e.g. ``no_power``: 電源がない).
    ``later_budget_yen`` is per year after the pilot. ``returned_reason_*`` is set exactly when the state is ``returned``.
    """

    id: str
    bureau: str
    section_ja: str | None = None
    section_en: str | None = None
    state: Literal["draft", "submitted", "returned", "published", "closed"]
    title_ja: str
    title_en: str
    problem_ja: str
    problem_en: str
    assumed_solution_ja: str | None = None
    assumed_solution_en: str | None = None
    process_ja: str | None = None
    process_en: str | None = None
    cost_yen: int | None = None
    cost_note_ja: str | None = None
    cost_note_en: str | None = None
    affected_ja: str | None = None
    affected_en: str | None = None
    affected_count: int | None = None
    site_type: str | None = None
    site_ja: str | None = None
    site_en: str | None = None
    region: str | None = None
    conditions: list[str] = []
    conditions_note_ja: str | None = None
    conditions_note_en: str | None = None
    readiness: int | None = None
    pilot_budget_yen: int | None = None
    later_budget_yen: int | None = None
    category: str
    desired_start: When | None = None
    submitted: When | None = None
    published: When | None = None
    deadline: When | None = None
    closed: When | None = None
    returned: When | None = None
    returned_reason_ja: str | None = None
    returned_reason_en: str | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []


class Solution(Record, frozen=True, kw_only=True):
    """What a startup offers (解決策).

    ``conditions`` maps the same keys as a challenge's conditions to ``yes`` (it works where that holds), ``no`` (it does
    not) or ``unknown``; a key that is left out is unknown. ``price_unit`` tells what ``price_yen`` buys.
    """

    id: str
    startup: str
    state: Literal["draft", "published", "withdrawn"]
    title_ja: str
    title_en: str
    problem_ja: str
    problem_en: str
    how_ja: str
    how_en: str
    evidence_ja: str | None = None
    evidence_en: str | None = None
    on_sale_since: dt.date | None = None
    readiness: int | None = None
    price_yen: int | None = None
    price_unit: Literal["unit", "month", "year", "project"] | None = None
    price_public: bool = False
    evidence_public: bool = False
    categories: list[str]
    regions: list[str] = []
    site_types: list[str] = []
    conditions: dict[str, Answer] = {}
    published: When | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []


class KeptSearch(Record, frozen=True, kw_only=True):
    """A search whose new finds a person is told of; ``query`` is that of the search page's address."""

    account: str
    name: str
    query: str
    frequency: Literal["daily", "weekly", "paused"]
    saved: When


class Freeze(Record, frozen=True, kw_only=True):
    """A shortlist that its bureau froze, on the day of loading, as soon as it can be ranked."""

    challenge: str
    by: str


class Shortlisted(Record, frozen=True, kw_only=True):
    """A solution kept as a candidate for a challenge by its owning bureau."""

    challenge: str
    solution: str
    by: str
    added: When
    memo_ja: str | None = None
