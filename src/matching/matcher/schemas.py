"""What the matcher's REST interface takes and gives."""

from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.web.api import Schema


class FactOut(Schema):
    """A structured fact.

    `fits` is `for`, `against` or `unknown`; `mode` what the bureau has the condition do: `must`
    (demanded), `order` (its points move the order) or `shown`; `effect` the points that moved it.
    """

    key: str
    kind: str
    fits: str
    mode: str
    effect: int
    label: str
    detail: str


class ReasonsOut(Schema):
    """Why a solution stands where it stands.

    `closeness` is `strong`, `medium`, `weak`, or `unknown` while it is being computed.
    `score` is `text_score` and what the points in `effect` add; `rank_by_text` the place without them.
    """

    score: float
    text_score: float
    terms_met: list[str]
    terms_missing: list[str]
    closeness: str
    rank_by_words: int | None
    rank_by_meaning: int | None
    rank_by_text: int
    facts: list[FactOut]
    effect: int


class MatchOut(Schema):
    """A published solution in its place."""

    rank: int
    solution_id: UUID
    title: str
    startup_id: UUID
    startup_name: str
    shortlisted: bool
    reasons: ReasonsOut


class MatchesOut(Schema):
    """Solutions ranked for a challenge.

    `by_meaning` is false where words alone decided, because vectors are not ready; `degraded` true
    while another engine than the one wanted finds the candidates.
    """

    challenge_id: UUID
    terms: list[str]
    dropped_terms: list[str]
    criteria_version: int
    engine: str
    degraded: bool
    searched: int
    by_meaning: bool
    made_at: datetime
    items: list[MatchOut]


class ShortlistItemOut(Schema):
    """A solution kept in view, with why it stood where it stood when it was added."""

    id: UUID
    solution_id: UUID
    note: str
    version: int
    added_at: datetime
    found: dict[str, Any]


class ShortlistOut(Schema):
    """A challenge's shortlist (候補リスト), first added first.

    `seen` goes back when the list is frozen, so that what is frozen is what was read.
    """

    seen: str
    items: list[ShortlistItemOut]


class NoteIn(Schema):
    """A note to keep with the solution."""

    note: str = ""


class PlaceOut(Schema):
    """Where a published solution stands for a challenge, and why.

    `verdict`: `listed`, `below` (a candidate beyond what the page shows), `left_out` (by the
    demanded conditions in `unmet`), `not_near` (no candidate), `not_indexed` (published a moment
    ago). `rank` is its place among the `compared` solutions, or the one it would have.
    """

    challenge_id: UUID
    solution_id: UUID
    title: str
    verdict: str
    rank: int | None
    compared: int
    unmet: list[str]
    by_meaning: bool
    reasons: ReasonsOut | None


class ConditionOut(Schema):
    """A condition that the challenge can be matched by; `choices` are the modes it can have."""

    key: str
    label: str
    mode: str
    choices: list[str]


class CriteriaOut(Schema):
    """How a challenge is matched, as its bureau wants it. `removed` are normalised words."""

    version: int
    added: list[str]
    removed: list[str]
    conditions: list[ConditionOut]
    changed_at: datetime | None
    changed_by: str | None


class CriteriaIn(Schema):
    """Criteria to put in the place of those there are.

    `version` is the one that was read; `conditions` says by key `must`, `order` or `shown`, those
    left out move the order.
    """

    version: int
    added: list[str] = []
    removed: list[str] = []
    conditions: dict[str, str] = {}


class SimilarChallengeOut(Schema):
    """A public challenge of another bureau, and what became of it, newest first."""

    challenge_id: UUID
    title: str
    bureau_name: str
    became: list[str]


class SimilarChallengesOut(Schema):
    """Nearest first."""

    items: list[SimilarChallengeOut]


class SimilarSolutionOut(Schema):
    """A public solution of another startup; `certified` today."""

    solution_id: UUID
    title: str
    startup_id: UUID
    startup_name: str
    certified: bool


class SimilarSolutionsOut(Schema):
    """Nearest first."""

    items: list[SimilarSolutionOut]


class FitOut(Schema):
    """How one of the caller's own solutions fits an open challenge."""

    challenge_id: UUID
    challenge_title: str
    bureau_name: str
    solution_id: UUID
    solution_title: str
    terms_met: list[str]
    terms_missing: list[str]
    closeness: str
    facts: list[FactOut]
    effect: int


class FitsOut(Schema):
    """Open challenges that the caller's own solutions fit, best first."""

    items: list[FitOut]
