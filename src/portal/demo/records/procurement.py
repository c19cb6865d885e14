"""Certifications of the demo."""

import datetime as dt
from typing import Literal

from foundation.clock import fiscal_year
from portal.demo.records.base import Provenance, Record, When


def certification_end(start: dt.date) -> dt.date:
    """Last day of a certification: 31 March closing the third fiscal year, the year of ``start`` being the first."""
    return dt.date(fiscal_year(start) + 3, 3, 31)


class Plan(Record, frozen=True, kw_only=True):
    """The implementation plan (実施計画) in its four items."""

    goal_ja: str
    goal_en: str
    content_ja: str
    content_en: str
    period_ja: str
    period_en: str
    method_ja: str
    method_en: str


class Test(Record, frozen=True, kw_only=True):
    """One of the three tests of 施行規則第12条の3, with the reason for its result."""

    kind: Literal["novelty", "benefit", "feasibility"]
    passed: bool
    reason_ja: str
    reason_en: str


class Opinion(Record, frozen=True, kw_only=True):
    """The opinion of an expert (学識経験者) heard before the decision."""

    expert: str
    affiliation: str
    heard: When
    opinion_ja: str
    opinion_en: str


class Change(Record, frozen=True, kw_only=True):
    """A suspension or revocation, with its reason."""

    at: When
    reason_ja: str
    reason_en: str


class Certification(Record, frozen=True, kw_only=True):
    """A certification for policy-purpose negotiated contracts (新事業分野開拓者の認定).

    ``number`` may hold ``{era}``, the year of the Reiwa era of the fiscal year of ``decided``. ``ends`` is left out where
    the rule gives it. An expired certification is one whose ``ends`` has passed: it has no state of its own.
    """

    id: str
    bureau: str
    solution: str
    pilot: str | None = None
    number: str
    plan: Plan
    tests: list[Test]
    opinions: list[Opinion]
    decided: When
    published: When
    ends: When | None = None
    state: Literal["certified", "suspended", "revoked"]
    suspended: Change | None = None
    revoked: Change | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []

    def decision_number(self, today: dt.date) -> str:
        """The decision number, e.g. ``R8-福祉-003``."""
        return self.number.format(era=fiscal_year(self.decided.on(today)) - 2018)

    def last_day(self, today: dt.date) -> dt.date:
        """The last day of the term."""
        if self.ends is not None:
            return self.ends.on(today)
        return certification_end(self.decided.on(today))
