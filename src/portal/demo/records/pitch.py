"""Contests and pilots of the demo."""

import datetime as dt
from typing import Literal

from foundation.clock import fiscal_year
from portal.demo.records.base import Provenance, Record, When


class Descriptor(Record, frozen=True, kw_only=True):
    """What one step of the 1–5 scale means for one criterion."""

    ja: str
    en: str


class Criterion(Record, frozen=True, kw_only=True):
    """A weighted criterion; ``weight`` in percent, ``scale`` from 1 to 5 in order."""

    id: str
    name_ja: str
    name_en: str
    question_ja: str
    question_en: str
    weight: int
    scale: list[Descriptor]


class Rubric(Record, frozen=True, kw_only=True):
    """A set of criteria whose weights add up to 100."""

    id: str
    name_ja: str
    name_en: str
    criteria: list[Criterion]


class Entry(Record, frozen=True, kw_only=True):
    """A startup's entry with a registered solution; ``place`` only in a decided contest."""

    id: str
    solution: str
    message_ja: str
    message_en: str
    state: Literal["draft", "submitted", "withdrawn"] = "submitted"
    submitted: When | None = None
    place: int | None = None


class Ballot(Record, frozen=True, kw_only=True):
    """One judge's scores of one entry by criterion id (1–5), with a comment on each; or a recusal with its reason."""

    judge: str
    entry: str
    state: Literal["draft", "submitted", "recused"]
    scores: dict[str, int] = {}
    comments: dict[str, str] = {}
    feedback: str | None = None
    recusal_reason: str | None = None
    at: When


class Contest(Record, frozen=True, kw_only=True):
    """A pitch contest on a theme with its challenge.

    ``sample_note_*`` must be shown on the contest's pages: it says what on them is made up. Decided is not published:
    ``decided`` and ``published`` are separate moments.
    """

    id: str
    programme_ja: str
    programme_en: str
    edition_ja: str
    edition_en: str
    theme_ja: str
    theme_en: str
    description_ja: str
    description_en: str
    challenge: str
    rubric: str
    state: Literal["open", "judging", "published"]
    opens: When
    entry_deadline: When
    judging_deadline: When
    final: When | None = None
    decided: When | None = None
    published: When | None = None
    comment_ja: str | None = None
    comment_en: str | None = None
    judges: list[str]
    entries: list[Entry]
    ballots: list[Ballot] = []
    sample_note_ja: str | None = None
    sample_note_en: str | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []


class Measurement(Record, frozen=True, kw_only=True):
    """A measured value; ``value`` is ``None`` where the source tells the direction but no figure (see the note)."""

    on: When
    value: float | None = None
    sample_size: int | None = None
    note_ja: str | None = None
    note_en: str | None = None


class Indicator(Record, frozen=True, kw_only=True):
    """What a pilot measures. ``better`` tells in which direction the value should move."""

    id: str
    name_ja: str
    name_en: str
    unit_ja: str | None = None
    unit_en: str | None = None
    method_ja: str | None = None
    method_en: str | None = None
    better: Literal["lower", "higher"]
    baseline: float | None = None
    target: float | None = None
    results: list[Measurement] = []


class Evaluation(Record, frozen=True, kw_only=True):
    """How a pilot ended; the budget year is counted in fiscal years after that of ``evaluated``."""

    outcome: Literal["full_use", "extend", "stop"]
    reason_ja: str
    reason_en: str
    owner_ja: str
    owner_en: str
    budget_year_after: int
    evaluated: When

    def budget_year(self, today: dt.date) -> int:
        """The fiscal year (年度) whose budget carries the next step."""
        return fiscal_year(self.evaluated.on(today)) + self.budget_year_after


class Pilot(Record, frozen=True, kw_only=True):
    """A trial at a public site (実証). ``source`` is an entry's or a shortlist's key: see ``source_kind``.

    For ``contest_entry`` it is the entry's id, for ``shortlist`` the challenge's id, for ``open_call`` the call's name.
    """

    id: str
    bureau: str
    challenge: str
    solution: str
    source_kind: Literal["contest_entry", "shortlist", "open_call"]
    source: str
    title_ja: str
    title_en: str
    site_ja: str
    site_en: str
    section_ja: str
    section_en: str
    starts: When
    ends: When
    period_note_ja: str | None = None
    period_note_en: str | None = None
    plan_ja: str
    plan_en: str
    hypothesis_ja: str
    hypothesis_en: str
    state: Literal["planned", "running", "evaluated"]
    agreed: When | None = None
    indicators: list[Indicator]
    evaluation: Evaluation | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []
