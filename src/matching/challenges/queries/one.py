"""One challenge and its editions, as a reader may see them."""

from uuid import UUID

import msgspec

from foundation.access.actor import Actor
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch_as, fetch_one, fetch_one_as
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named
from matching.challenges import policy
from matching.challenges.joins import SOURCE, challenge_of
from matching.challenges.queries.standing import standing
from matching.challenges.queries.values import CONTENT, with_content
from matching.challenges.states import CHALLENGE, ChallengeState
from matching.challenges.views import ChallengeView, Correction, EditionView
from matching.vocabulary.provenance import Provenance

_INSIDE = (
    "submitted_at",
    "submitted_by",
    "submitter_name",
    "returned_at",
    "returned_reason",
    "withdrawn_at",
    "state_reason",
)
_CHALLENGE = (
    "SELECT h.id, h.version, h.edition, h.number, h.state, h.organisation, h.published_at, "
    "h.corrected_at, h.closed_at, h.provenance, h.submitted_at, h.submitted_by, "
    "a.name AS submitter_name, h.returned_at, h.returned_reason, h.withdrawn_at, h.state_reason, "
    f"{SHOWN}, {CONTENT} FROM {SOURCE} {named('h')} "
    "LEFT JOIN account a ON a.id = h.submitted_by WHERE h.id = $1"
)
_EDITION_COLUMNS = (
    "e.edition, e.published_at, e.changed_fields, e.note, CASE WHEN $2 THEN a.name END AS by"
)
_EDITIONS = "challenge_edition e LEFT JOIN account a ON a.id = e.published_by"


async def challenge_for(actor: Actor, challenge_id: UUID) -> ChallengeView:
    """One challenge as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(_CHALLENGE, challenge_id)
    if row is None or not policy.may_see(actor, standing(row)):
        raise NotFound()
    stands = standing(row)
    insider = policy.is_insider(actor, stands)
    corrections = await _editions(challenge_id, insider) if row["edition"] > 1 else []
    closed_reason = row["state_reason"] if row["state"] == ChallengeState.CLOSED else None
    values = with_content(row) | ({} if insider else dict.fromkeys(_INSIDE))
    del values["organisation"]
    return ChallengeView(
        **values | {"provenance": msgspec.convert(row["provenance"], Provenance | None)},
        organisation_id=row["organisation"],
        corrections=tuple(one for one in corrections if one.edition > 1),
        closed_reason=closed_reason,
        insider=insider,
        owner=policy.owns(actor, stands),
        acts=policy.acts_of(actor, stands),
    )


async def _editions(challenge_id: UUID, insider: bool) -> list[Correction]:
    return await fetch_as(
        Correction,
        f"SELECT {_EDITION_COLUMNS} FROM {_EDITIONS} WHERE e.challenge = $1 "
        "ORDER BY e.edition DESC",
        challenge_id,
        insider,
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
    found = await fetch_one_as(
        EditionView,
        f"SELECT {_EDITION_COLUMNS}, e.challenge AS challenge_id, e.content, h.number, "
        f"h.edition AS last_edition FROM {_EDITIONS} {challenge_of('e')} "
        "WHERE e.challenge = $1 AND e.edition = $3",
        challenge_id,
        True,
        edition,
    )
    if found is None:
        raise NotFound()
    return found


async def history_of(actor: Actor, challenge_id: UUID) -> list[AuditEntry]:
    """What was done to the challenge, oldest first; raises as `editions_of`."""
    await _require_insider(actor, challenge_id)
    return await events_about(CHALLENGE.kind, challenge_id)


async def _require_insider(actor: Actor, challenge_id: UUID) -> None:
    row = await fetch_one(
        "SELECT organisation, state, submitted_by FROM challenge WHERE id = $1", challenge_id
    )
    if row is None or not policy.may_see(actor, standing(row)):
        raise NotFound()
    if not actor.is_system:
        actor.account()
    policy.may_see_editions(actor, standing(row)).require()
