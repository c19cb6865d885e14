"""How solutions are led on: by whom, under which lock, and what must hold of what they say."""

from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import Verdict
from foundation.acts import Leading, Row, Step
from foundation.database import read
from foundation.errors import Invalid
from matching.search.effects import document_changed
from matching.search.kinds import SOLUTION as DOCUMENT
from matching.solutions import policy
from matching.solutions.content import SolutionContent, content_errors, tidy
from matching.solutions.policy import Standing
from matching.solutions.states import SOLUTION, Act
from matching.solutions.tables import Solution
from matching.startups.effects import hold_startup


@dataclass(frozen=True)
class SolutionRecord:
    """What a command leaves behind.

    Attributes:
        id: of the solution.
        state: it is in now.
        version: to be seen before the next change.
        edition: number of the last published edition; 0 before the first.
    """

    id: UUID
    state: str
    version: int
    edition: int

    @classmethod
    def of(cls, row: Row) -> "SolutionRecord":
        """The record of a row."""
        return cls(row["id"], row["state"], row["version"], row["edition"])


async def _lock(solution_id: UUID) -> Row | None:
    row = await read(Solution, solution_id, "UPDATE")
    # Shared: a startup is not suspended between this look and the publication.
    return row and {**row, "startup_state": await hold_startup(row["startup"])}


def _sees(actor: Actor, row: Row) -> bool:
    return policy.may_see(actor, Standing.of(row))


def _may(actor: Actor, row: Row, _act: Act) -> Verdict:
    return policy.may_edit(actor, row["startup"])


async def _indexed(_step: Step[Act], row: Row) -> None:
    await document_changed(DOCUMENT, row["id"])


SOLUTIONS = Leading(
    machine=SOLUTION,
    table=Solution,
    sees=_sees,
    may=_may,
    record=SolutionRecord.of,
    lock=_lock,
    follow=_indexed,
    trail=("edition",),
)


def checked(content: SolutionContent, *, complete: bool) -> SolutionContent:
    """The content, tidied.

    Raises:
        Invalid: it breaks a rule, or, where it must be `complete`, lacks something.
    """
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if errors:
        raise Invalid(errors)
    return content
