"""What others' commands cause among the solutions, in their own transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch, fetch_value, insert, require_transaction
from foundation.ids import derived_id
from matching.search.effects import document_changed, documents_changed
from matching.search.kinds import SOLUTION
from matching.solutions.content import SolutionContent, as_columns, tidy
from matching.solutions.joins import SOURCE
from matching.solutions.states import SolutionState
from matching.solutions.tables import Solution, SolutionEdition
from matching.vocabulary.provenance import Provenance


async def hold_solution(solution_id: UUID) -> None:
    """Keep a solution and its startup from being changed until the open transaction ends."""
    require_transaction()
    await fetch(
        f"SELECT 1 FROM {SOURCE} WHERE o.id = $1 FOR SHARE OF o, s",
        solution_id,
    )


async def startup_changed(startup_id: UUID) -> None:
    """Index a startup's published solutions anew: its name or its being public changed."""
    require_transaction()
    rows = await fetch(
        "SELECT id FROM solution WHERE startup = $1 AND state = $2 ORDER BY id",
        startup_id,
        SolutionState.PUBLISHED.value,
    )
    await documents_changed(SOLUTION, [row["id"] for row in rows])


async def keep_edition(
    solution_id: UUID,
    edition: int,
    content: SolutionContent,
    *,
    at: datetime,
    by: UUID | None,
    changed: Sequence[str] = (),
) -> None:
    """Keep what a solution says as published, and what differs from the edition before."""
    require_transaction()
    await insert(
        SolutionEdition,
        id=derived_id("solution_edition", str(solution_id), str(edition)),
        solution=solution_id,
        edition=edition,
        content=msgspec.to_builtins(content),
        changed_fields=list(changed),
        published_at=at,
        published_by=by,
    )


async def take_in(
    actor: Actor,
    *,
    solution_id: UUID,
    startup_id: UUID,
    content: SolutionContent,
    state: SolutionState,
    created_at: datetime | None = None,
    created_by: UUID | None = None,
    published_at: datetime | None = None,
    withdrawn_at: datetime | None = None,
    withdrawn_reason: str | None = None,
    provenance: Provenance | None = None,
) -> bool:
    """Take in a solution of the past or of the sample data as it stands; known ids are left alone.

    What is unknown stays None: what a person must write before publication is not asked here, but
    problem, way and a category must be there where it is published.

    Args:
        published_at: needed unless it is a draft.
        withdrawn_at, withdrawn_reason: needed where it is withdrawn.
        provenance: its sources, and which fields are made up (見本).

    Returns:
        Whether it was new.
    """
    require_transaction()
    if await fetch_value("SELECT 1 FROM solution WHERE id = $1", solution_id):
        return False
    draft, withdrawn = state is SolutionState.DRAFT, state is SolutionState.WITHDRAWN
    if not draft and published_at is None:
        raise ValueError(f"a {state} solution has an instant of publication")
    content = tidy(content)
    first = created_at or published_at or clock.now()
    values: dict[str, Any] = {
        **as_columns(content),
        "startup": startup_id,
        "state": state.value,
        "edition": 0 if draft else 1,
        "created_at": first,
        "created_by": created_by,
        "updated_at": withdrawn_at or published_at or first,
        "published_at": None if draft else published_at,
        "edition_at": None if draft else published_at,
        "withdrawn_at": withdrawn_at if withdrawn else None,
        "state_reason": withdrawn_reason if withdrawn else None,
        "provenance": None if provenance is None else msgspec.to_builtins(provenance),
    }
    await insert(Solution, id=solution_id, **values)
    if published_at is not None and not draft:
        await keep_edition(solution_id, 1, content, at=published_at, by=created_by)
    if state is SolutionState.PUBLISHED:
        await document_changed(SOLUTION, solution_id)
    after = {"state": state.value, "title": content.title_ja}
    await record(actor, "solution.taken_in", "solution", solution_id, None, after)
    return True
