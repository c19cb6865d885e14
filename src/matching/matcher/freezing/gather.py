"""What a frozen list keeps: the ranking of this moment in its parts, challenge and candidates as they are."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from importlib import metadata, resources
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch_one, fetch_value
from foundation.errors import Conflict, NotFound
from foundation.i18n import gettext as _
from foundation.i18n import using_language
from matching.challenges import joins as challenges
from matching.challenges.content import ChallengeContent, content_of
from matching.challenges.states import PUBLIC
from matching.matcher.freezing.queries import KeptList
from matching.matcher.freezing.record import (
    FrozenCandidate,
    FrozenChallenge,
    FrozenContent,
    FrozenFact,
    FrozenFormula,
    FrozenRanking,
    FrozenResult,
    FrozenTerm,
    FrozenVersions,
)
from matching.matcher.labels import condition_label
from matching.matcher.queries import ranking_record
from matching.matcher.sources.port import challenge_source
from matching.search.engines.port import EngineRefused, EngineUnavailable
from matching.search.engines.selection import engine
from matching.solutions.content import SolutionContent, public_part
from matching.solutions.queries import solution_snapshot

# Whole contacts of a firm are no part of what a list is judged by.
_STARTUP_FIELDS = (
    "id", "name_ja", "name_en", "corporate_number", "address_ja", "address_en", "founded_on",
    "website", "sample",
)  # fmt: skip

POSTGRESQL = "postgresql"

SETTINGS = (
    "background.json",
    "documents.json",
    "ordinary_solutions.json",
    "stopwords.json",
    "synonyms.json",
    "vocabulary.json",
)
"""Files of `search_index` that an order depends on."""


async def ranking_of(actor: Actor, challenge_id: UUID) -> FrozenRanking:
    """Everything the order of this moment rests on.

    Raises:
        NotFound, NotPermitted: as `ranked_solutions`.
    """
    with using_language("ja"):
        said = await ranking_record(actor, challenge_id)
    constants = said["constants"]
    return FrozenRanking(
        made_at=datetime.fromisoformat(said["made_at"]),
        searched=said["searched"],
        by_meaning=said["by_meaning"],
        terms=[
            FrozenTerm(
                surface=term["written"],
                form=term["form"],
                parts=term["parts"],
                synonyms=term["synonyms"],
                kept=kept,
            )
            for kept, terms in ((True, said["terms"]), (False, said["dropped"]))
            for term in terms
        ],
        criteria=said["criteria"],
        condition_labels=await _labels(challenge_id, said["criteria"]["conditions"]),
        filters=said["filter"],
        rules=said["rules"],
        formula=FrozenFormula(
            neighbours=constants["neighbours"],
            evidence_share=constants["evidence_share"],
            ordinary_words=constants["ordinary_words"],
            point=constants["point"],
            digits=constants["digits"],
        ),
        versions=await _versions(said),
        results=[_result(one) for one in said["results"]],
    )


def _result(said: dict[str, Any]) -> FrozenResult:
    kept = {name: said[name] for name in FrozenResult.__struct_fields__ if name in said}
    facts = [
        FrozenFact(**{name: fact[name] for name in FrozenFact.__struct_fields__})
        for fact in said["facts"]
    ]
    ids = {name: UUID(said[name]) for name in ("solution_id", "startup_id")}
    return FrozenResult(**{**kept, **ids, "facts": facts})


async def _labels(challenge_id: UUID, keys: Iterable[str]) -> dict[str, list[str]]:
    """What each condition asks, in Japanese and English."""
    challenge = (await challenge_source().fields_of([challenge_id]))[challenge_id]
    labels: dict[str, list[str]] = {key: [] for key in keys}
    for language in ("ja", "en"):
        with using_language(language):
            for key, found in labels.items():
                found.append(condition_label(challenge, key))
    return labels


async def _versions(said: dict[str, Any]) -> FrozenVersions:
    return FrozenVersions(
        engine=said["engine"]["name"],
        engine_version=await _engine_version(said["engine"]["name"]),
        degraded=said["engine"]["degraded"],
        settings_sha256=settings_hash(),
        model=said["model"],
        software=metadata.version("king-salmon"),
    )


async def _engine_version(name: str) -> str:
    if name == POSTGRESQL:
        return str(await fetch_value("SHOW server_version"))
    try:
        return (await engine().stats()).version or ""
    except (EngineUnavailable, EngineRefused):
        return ""


def settings_hash() -> str:
    """SHA-256 over the vocabularies and word lists that an order depends on."""
    digest = hashlib.sha256()
    for name in SETTINGS:
        content = (resources.files("search_index.definitions") / name).read_bytes()
        digest.update(name.encode() + b"\0" + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


async def list_content(
    actor: Actor, challenge_id: UUID, now: KeptList, ranking: FrozenRanking
) -> FrozenContent:
    """What is frozen of a list that is held from being changed.

    Raises:
        NotFound: there is no such challenge.
        Conflict: the challenge is not public.
    """
    number = await fetch_value(
        "SELECT coalesce(max(number), 0) + 1 FROM frozen_shortlist WHERE challenge = $1",
        challenge_id,
    )
    ranks = {one.solution_id: one.rank for one in ranking.results}
    return FrozenContent(
        number=number,
        challenge=await _challenge(challenge_id),
        candidates=[
            FrozenCandidate(
                entry_id=one.entry_id,
                solution_id=one.solution_id,
                rank=ranks.get(one.solution_id),
                note=one.note,
                added_at=one.added_at,
                added_by=one.added_by,
                solution=await _as_it_was(one.solution_id),
            )
            for one in now.entries
        ],
        ranking=ranking,
        frozen_at=clock.now(),
        frozen_by=actor.account_name,
        frozen_by_id=actor.account_id,
        frozen_for=actor.organisation_name,
    )


async def _challenge(challenge_id: UUID) -> FrozenChallenge:
    row = await fetch_one(
        f"SELECT h.*, o.name AS organisation_name FROM {challenges.SOURCE} "
        "JOIN organisation o ON o.id = h.organisation WHERE h.id = $1 FOR SHARE OF h",
        challenge_id,
    )
    if row is None:
        raise NotFound()
    if row["state"] not in PUBLIC:
        raise Conflict(_("公開していない課題の候補リストは確定できません。"), row["state"])
    content: ChallengeContent = content_of(row)
    return FrozenChallenge(
        id=row["id"],
        number=row["number"],
        edition=row["edition"],
        organisation_id=row["organisation"],
        organisation_name=row["organisation_name"],
        content=msgspec.to_builtins(content),
    )


async def _as_it_was(solution_id: UUID) -> dict[str, Any]:
    """The solution's edition, as everybody may read it; the hash is of the whole edition."""
    snapshot = await solution_snapshot(solution_id)
    conditions = snapshot["content"].pop("conditions")
    content = msgspec.convert(snapshot["content"], SolutionContent)
    startup = snapshot["startup"]
    return {
        **snapshot,
        "startup": {name: startup.get(name) for name in _STARTUP_FIELDS},
        "content": msgspec.to_builtins(public_part(content)) | {"conditions": conditions},
    }
