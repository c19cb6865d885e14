"""The plain values that the matcher compares, and who supplies them.

In the application, `challenges` and `solutions` beside this read them through the queries of those
areas; the evaluation ranks records of its own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from foundation.access.actor import Actor
from foundation.i18n import pick

YES = "yes"
NO = "no"
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChallengeFields:
    """What a challenge asks beside its text. Keys are those of `search_index.definitions`.

    Attributes:
        owner_id: the bureau (organisation).
        title: in Japanese.
        body: the problem, then today's process, in Japanese; never the assumed solution.
        title_en: for readers in English; "" where there is none.
        published: whether everybody may see it.
        conditions: conditions that hold at the site.
        readiness: technology readiness level asked for, 1 to 9.
        pilot_budget_yen, later_budget_yen: for the pilot, and a year after it.
    """

    id: UUID
    owner_id: UUID
    owner_name: str
    title: str
    body: str
    published: bool
    title_en: str = ""
    owner_name_en: str = ""
    category: str | None = None
    site_type: str | None = None
    region: str | None = None
    conditions: frozenset[str] = frozenset()
    readiness: int | None = None
    pilot_budget_yen: int | None = None
    later_budget_yen: int | None = None
    desired_start: date | None = None

    @property
    def owner_shown(self) -> str:
        """The bureau's name in the reader's language."""
        return pick(self.owner_name, self.owner_name_en)

    @property
    def budget_yen(self) -> int | None:
        """What a price is compared with: for the pilot, else for the year after it."""
        return self.pilot_budget_yen or self.later_budget_yen


@dataclass(frozen=True, kw_only=True, slots=True)
class SolutionFields:
    """What a published solution says of itself that the reader may see.

    Attributes:
        owner_id, owner_name, owner_name_en: the startup; "" where it has no English name.
        edition: of what it says now; 1 is the first publication.
        price_yen: None where it is not registered or not public.
        conditions: condition → yes, no or unknown: whether it bears it.
    """

    id: UUID
    owner_id: UUID
    owner_name: str
    title: str
    owner_name_en: str = ""
    edition: int = 1
    categories: frozenset[str] = frozenset()
    site_types: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    conditions: Mapping[str, str] = field(default_factory=dict)
    readiness: int | None = None
    price_yen: int | None = None
    price_note: str = ""
    on_sale_since: date | None = None
    not_on_sale: bool = False

    @property
    def owner_shown(self) -> str:
        """The startup's name in the reader's language."""
        return pick(self.owner_name, self.owner_name_en)


class ChallengeSource(Protocol):
    """Speaks for challenges."""

    async def fields_of(self, ids: Collection[UUID]) -> Mapping[UUID, ChallengeFields]:
        """Fields by id, whatever the state."""
        ...

    async def open_ids(self) -> list[UUID]:
        """Published challenges that still look for solutions."""
        ...


class SolutionSource(Protocol):
    """Speaks for solutions."""

    async def fields_of(self, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, SolutionFields]:
        """Fields by id of those that are published now, as the actor may see them."""
        ...

    async def own_published_ids(self, actor: Actor) -> list[UUID]:
        """Published solutions of the actor's own organisation."""
        ...


class SolutionNames(Protocol):
    """Knows solutions by name."""

    async def named(self, text: str, limit: int) -> list[SolutionFields]:
        """Published solutions whose name or maker's name has the text, as the public sees them."""
        ...


_challenges: ChallengeSource | None = None
_solutions: SolutionSource | None = None
_names: SolutionNames | None = None


def register_sources(
    challenges: ChallengeSource | None = None,
    solutions: SolutionSource | None = None,
    names: SolutionNames | None = None,
) -> None:
    """Let these speak for challenges or solutions; called when the application is composed."""
    global _challenges, _solutions, _names
    _challenges = challenges or _challenges
    _solutions = solutions or _solutions
    _names = names or _names


def challenge_source() -> ChallengeSource:
    """The registered source of challenges."""
    if _challenges is None:
        raise LookupError("no source of challenges is registered")
    return _challenges


def solution_source() -> SolutionSource:
    """The registered source of solutions."""
    if _solutions is None:
        raise LookupError("no source of solutions is registered")
    return _solutions


def solution_names() -> SolutionNames:
    """Whoever knows solutions by name."""
    if _names is None:
        raise LookupError("nobody who knows solutions by name is registered")
    return _names
