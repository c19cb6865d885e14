"""One solution and its editions, as a reader may see them, and as records freeze it."""

from typing import Any
from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one
from foundation.errors import NotFound
from foundation.frozen import freeze
from matching.solutions import policy
from matching.solutions.content import (
    CONTENT_FIELDS,
    all_conditions,
    content_of,
    edition_content,
    public_part,
)
from matching.solutions.joins import SOURCE
from matching.solutions.policy import Standing
from matching.solutions.states import SOLUTION
from matching.solutions.views import EditionRow, SolutionView
from matching.startups.queries import startup_facts
from matching.vocabulary.provenance import Provenance

Row = dict[str, Any]
_INSIDE = ("updated_at", "withdrawn_at", "state_reason")
_SOLUTION = (
    "SELECT o.id, o.version, o.edition, o.state, o.startup, o.published_at, "
    "o.edition_at, o.updated_at, o.withdrawn_at, o.state_reason, o.provenance, "
    "s.name_ja AS startup_name_ja, s.name_en AS startup_name_en, s.state AS startup_state, "
    f"s.sample, {', '.join(f'o.{name}' for name in CONTENT_FIELDS)} "
    f"FROM {SOURCE} WHERE o.id = $1"
)


async def solution_for(actor: Actor, solution_id: UUID) -> SolutionView:
    """One solution as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(_SOLUTION, solution_id)
    if row is None or not policy.may_see(actor, Standing.of(row)):
        raise NotFound()
    insider = policy.is_insider(actor, row["startup"])
    owner = policy.owns(actor, row["startup"])
    content = content_of(row)
    values = {name: row[name] for name in row.keys() - {*CONTENT_FIELDS, "startup"}}
    return SolutionView(
        **values
        | {"provenance": msgspec.convert(row["provenance"], Provenance | None)}
        | ({} if insider else dict.fromkeys(_INSIDE)),
        startup_id=row["startup"],
        content=content if insider else public_part(content),
        insider=insider,
        owner=owner,
        price_hidden=not insider and not content.price_public and content.price_yen is not None,
        evidence_hidden=not insider
        and not content.evidence_public
        and content.evidence_ja is not None,
        acts=SOLUTION.acts_from(row) if owner else (),
        editions=tuple(await _editions(solution_id)) if insider else (),
    )


async def _editions(solution_id: UUID) -> list[EditionRow]:
    return await fetch_as(
        EditionRow,
        "SELECT e.edition, e.published_at, e.changed_fields, a.name AS by "
        "FROM solution_edition e LEFT JOIN account a ON a.id = e.published_by "
        "WHERE e.solution = $1 ORDER BY e.edition DESC",
        solution_id,
    )


async def solution_snapshot(solution_id: UUID, edition: int | None = None) -> dict[str, Any]:
    """What a solution said in a published edition, for a record that freezes it. All of it: the
    record that takes it in decides what of price and evidence it shows, and to whom.

    Args:
        edition: None takes the last one.

    Returns:
        JSON values: `solution_id`, `edition`, `published_at`, `startup` (id, names, corporate
        number, …), `content` (the fields of `SolutionContent`, conditions complete) and `sha256`
        of edition and content.

    Raises:
        NotFound: it was never published, or there is no such edition.
    """
    row = await fetch_one(
        "SELECT e.edition, e.content, e.published_at, o.startup FROM solution_edition e "
        "JOIN solution o ON o.id = e.solution "
        "WHERE e.solution = $1 AND e.edition = coalesce($2, o.edition)",
        solution_id,
        edition,
    )
    if row is None:
        raise NotFound()
    startup = (await startup_facts([row["startup"]]))[row["startup"]]
    content = edition_content(row["content"])
    kept: dict[str, Any] = msgspec.to_builtins(content) | {"conditions": all_conditions(content)}
    return {
        "solution_id": str(solution_id),
        "edition": row["edition"],
        "published_at": row["published_at"].isoformat(),
        "startup": msgspec.to_builtins(startup),
        "content": kept,
        "sha256": freeze([solution_id, row["edition"], kept]).sha256,
    }
