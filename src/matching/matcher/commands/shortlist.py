"""Putting solutions on a challenge's shortlist, and taking them off."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit.effects import record
from foundation.clock import now
from foundation.database import fetch_one, transaction
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.ids import new_id
from matching.matcher.policy import may_keep_shortlist
from matching.matcher.queries import RankedSolution, Ranking, ranked_solutions
from matching.matcher.sources.port import challenge_source, solution_source

NOTE_LENGTH = 500
# Whoever is below this place was not found by the ranking; nothing is kept of the reasons.
LOOKED_AT = 200


async def shortlist_solution(
    actor: Actor, challenge_id: UUID, solution_id: UUID, note: str = ""
) -> UUID:
    """Keep a published solution in view for a challenge; twice is once.

    Returns:
        The id of the shortlist's entry.

    Raises:
        NotFound: no such challenge, or no such published solution.
        NotPermitted: another than the owning bureau asks.
        Invalid: the note is too long.
    """
    await _require_owner(actor, challenge_id)
    if len(note) > NOTE_LENGTH:
        raise Invalid({"note": _("メモは%(limit)s文字以内で書いてください。", limit=NOTE_LENGTH)})
    if solution_id not in await solution_source().fields_of(actor, [solution_id]):
        raise NotFound()
    found = _as_found(await ranked_solutions(actor, challenge_id, LOOKED_AT), solution_id)
    async with transaction():
        entry = await fetch_one(
            "INSERT INTO shortlist_entry "
            "(id, challenge, solution, note, found, added_by, added_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) "
            "ON CONFLICT (challenge, solution) WHERE removed_at IS NULL DO NOTHING RETURNING id",
            new_id(),
            challenge_id,
            solution_id,
            note,
            found,
            actor.account_id,
            now(),
        )
        if entry is None:
            entry = await _present(challenge_id, solution_id)
            if entry is None:
                raise NotFound()
            if note and note != entry["note"]:
                raise Conflict(
                    _(
                        "この解決策は、別のメモとともにすでに候補にあります。メモは候補リストで直します。"
                    )
                )
            return UUID(str(entry["id"]))
        after = {"challenge": challenge_id, "solution": solution_id, "note": note}
        await record(actor, "shortlist.add", "shortlist_entry", entry["id"], None, after)
    return UUID(str(entry["id"]))


async def remove_from_shortlist(actor: Actor, challenge_id: UUID, solution_id: UUID) -> None:
    """Take a solution off a challenge's shortlist; one that is not on it stays off.

    Raises:
        NotFound: no such challenge.
        NotPermitted: another than the owning bureau asks.
    """
    await _require_owner(actor, challenge_id)
    async with transaction():
        entry = await fetch_one(
            "UPDATE shortlist_entry SET removed_at = $3, removed_by = $4 "
            "WHERE challenge = $1 AND solution = $2 AND removed_at IS NULL RETURNING id, note",
            challenge_id,
            solution_id,
            now(),
            actor.account_id,
        )
        if entry is not None:
            before = {"challenge": challenge_id, "solution": solution_id, "note": entry["note"]}
            await record(actor, "shortlist.remove", "shortlist_entry", entry["id"], before, None)


async def _require_owner(actor: Actor, challenge_id: UUID) -> None:
    found = (await challenge_source().fields_of([challenge_id])).get(challenge_id)
    if found is None:
        raise NotFound()
    verdict = may_keep_shortlist(actor, found.owner_id)
    if not verdict and not found.published:
        raise NotFound()
    verdict.require()


async def _present(challenge_id: UUID, solution_id: UUID) -> dict[str, Any] | None:
    return await fetch_one(
        "SELECT id, note FROM shortlist_entry "
        "WHERE challenge = $1 AND solution = $2 AND removed_at IS NULL",
        challenge_id,
        solution_id,
    )


def _as_found(ranking: Ranking, solution_id: UUID) -> dict[str, Any]:
    """What was seen when it was added, in plain values."""
    result = next((one for one in ranking.results if one.solution.id == solution_id), None)
    if result is None:
        return {"made_at": ranking.made_at.isoformat(), "rank": None}
    return {
        "made_at": ranking.made_at.isoformat(),
        "model": ranking.model,
        "searched": ranking.searched,
        **_reasons(result),
    }


def _reasons(result: RankedSolution) -> dict[str, Any]:
    why = result.why
    return {
        "rank": why.rank,
        "score": why.scored.score,
        "closeness": why.scored.closeness,
        "band": why.band.value,
        "evidence": why.scored.evidence,
        "coverage": why.scored.coverage,
        "met": [met.term.surface for met in why.met],
        "missing": [term.surface for term in why.missing],
        "facts": [
            {"kind": fact.kind, "fits": fact.fits.value, "effect": fact.effect, "label": fact.label}
            for fact in why.facts
        ],
    }
