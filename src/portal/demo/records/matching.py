"""Challenges, solutions and shortlists of the demo."""

from typing import Literal

from matching.challenges.content import ChallengeContent
from matching.solutions.content import SolutionContent
from portal.demo.records.base import Provenance, Record, When


class Challenge(ChallengeContent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public problem (課題): what its bureau writes about it, and what became of it.

    ``start`` and ``deadline`` take the places of the content's ``desired_start`` and ``closes_on``.
    ``returned_reason_*`` is set exactly when the state is ``returned``.
    """

    id: str
    bureau: str
    state: Literal["draft", "submitted", "returned", "published", "closed"]
    start: When | None = None
    submitted: When | None = None
    published: When | None = None
    deadline: When | None = None
    closed: When | None = None
    returned: When | None = None
    returned_reason_ja: str | None = None
    returned_reason_en: str | None = None
    provenance: Provenance | None = None
    sample_fields: list[str] = []


class Solution(SolutionContent, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a startup offers (解決策): what it writes about it, and since when that is public.

    A condition of sites that is left out is unknown.
    """

    id: str
    startup: str
    state: Literal["draft", "published", "withdrawn"]
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
