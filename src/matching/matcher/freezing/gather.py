"""A challenge's ranking of this moment, in the parts that a frozen list keeps."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from importlib import metadata, resources
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_value
from foundation.i18n import using_language
from matching.matcher.freezing.record import (
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
