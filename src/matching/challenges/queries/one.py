"""One challenge and its editions, as a reader may see them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch, fetch_one
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named, names_of
from matching.challenges import policy
from matching.challenges.content import ChallengeContent, content_of
from matching.challenges.states import TRANSITIONS, ChallengeState
from matching.challenges.views import (
    ChallengeView,
    Correction,
    EditionView,
)
from matching.vocabulary.provenance import Provenance

Row = dict[str, Any]


@dataclass(frozen=True)
class _Standing:
    """The part of a row that policies look at."""

    organisation_id: UUID
    state: str
    submitted_by: UUID | None


async def challenge_for(actor: Actor, challenge_id: UUID) -> ChallengeView:
    """One challenge as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        f"""
        SELECT c.*, c.provenance::text AS provenance_text, {SHOWN},
               a.name AS submitter_name
          FROM challenge c {named("c")}
          LEFT JOIN account a ON a.id = c.submitted_by
         WHERE c.id = $1
        """,
        challenge_id,
    )
    if row is None:
        raise NotFound()
    standing = _Standing(row["organisation"], row["state"], row["submitted_by"])
    if not policy.may_see(actor, standing):
        raise NotFound()
    insider = policy.is_insider(actor, standing)
    corrections = await _editions(challenge_id, insider) if row["edition"] > 1 else []
    inside: dict[str, Any] = {}
    if insider:
        inside = {
            name: row[name]
            for name in (
                "submitted_at",
                "submitted_by",
                "submitter_name",
                "returned_at",
                "returned_reason",
                "withdrawn_at",
                "state_reason",
            )
        }
    return ChallengeView(
        id=row["id"],
        version=row["version"],
        edition=row["edition"],
        number=row["number"],
        state=row["state"],
        organisation_id=row["organisation"],
        **names_of(row),
        content=content_of(row),
        published_at=row["published_at"],
        corrected_at=row["corrected_at"],
        closed_at=row["closed_at"],
        corrections=tuple(one for one in corrections if one.edition > 1),
        provenance=_provenance(row["provenance_text"]),
        closed_reason=row["state_reason"] if row["state"] == ChallengeState.CLOSED else None,
        insider=insider,
        owner=policy.owns(actor, standing),
        acts=tuple(
            way.act
            for way in TRANSITIONS[ChallengeState(row["state"])].values()
            if policy.may_act(actor, standing, way)
        ),
        **inside,
    )


def _provenance(text: str | None) -> Provenance | None:
    return None if text is None else msgspec.json.decode(text, type=Provenance)


async def _editions(challenge_id: UUID, insider: bool) -> list[Correction]:
    rows = await fetch(
        """
        SELECT e.edition, e.published_at, e.changed_fields, e.note, a.name AS by
          FROM challenge_edition e LEFT JOIN account a ON a.id = e.published_by
         WHERE e.challenge = $1 ORDER BY e.edition DESC
        """,
        challenge_id,
    )
    return [_correction(row, insider) for row in rows]


def _correction(row: Row, insider: bool) -> Correction:
    return Correction(
        edition=row["edition"],
        published_at=row["published_at"],
        changed_fields=tuple(row["changed_fields"]),
        note=row["note"],
        by=row["by"] if insider else None,
    )


async def editions_of(actor: Actor, challenge_id: UUID) -> list[Correction]:
    """All published editions, newest first, for the owning bureau and the secretariat.

    Raises:
        NotFound: no such challenge for this reader.
        NotPermitted: the reader is an outsider.
    """
    await _require_insider(actor, challenge_id)
    return await _editions(challenge_id, True)


async def edition_of(actor: Actor, challenge_id: UUID, edition: int) -> EditionView:
    """What the challenge said in one edition; raises as `editions_of`, `NotFound` for the edition too."""
    await _require_insider(actor, challenge_id)
    row = await fetch_one(
        """
        SELECT e.edition, e.published_at, e.changed_fields, e.note, a.name AS by,
               e.content::text AS content, c.number, c.edition AS last_edition
          FROM challenge_edition e JOIN challenge c ON c.id = e.challenge
          LEFT JOIN account a ON a.id = e.published_by
         WHERE e.challenge = $1 AND e.edition = $2
        """,
        challenge_id,
        edition,
    )
    if row is None:
        raise NotFound()
    return EditionView(
        challenge_id=challenge_id,
        number=row["number"],
        last_edition=row["last_edition"],
        content=msgspec.json.decode(row["content"], type=ChallengeContent),
        correction=_correction(row, True),
    )


async def history_of(actor: Actor, challenge_id: UUID) -> list[AuditEntry]:
    """What was done to the challenge, oldest first; raises as `editions_of`."""
    await _require_insider(actor, challenge_id)
    return await events_about("challenge", challenge_id)


async def _require_insider(actor: Actor, challenge_id: UUID) -> None:
    row = await fetch_one(
        "SELECT organisation, state, submitted_by FROM challenge WHERE id = $1", challenge_id
    )
    standing = _Standing(*row.values()) if row else None
    if standing is None or not policy.may_see(actor, standing):
        raise NotFound()
    if not actor.is_system:
        actor.account()
    policy.may_see_editions(actor, standing).require()
