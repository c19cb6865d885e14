"""A challenge's ranking of this moment, in the parts that a frozen list keeps."""

import hashlib
from datetime import datetime
from importlib import metadata, resources
from typing import Any
from uuid import UUID

from foundation.database import fetch_value
from foundation.i18n import using_language
from foundation.identity.actor import Actor
from matching.matcher.freezing.record import (
    FrozenFact,
    FrozenFormula,
    FrozenRanking,
    FrozenResult,
    FrozenTerm,
    FrozenVersions,
)
from matching.matcher.queries import ranking_record

SETTINGS = ("stopwords.json", "synonyms.json", "vocabulary.json")
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
            FrozenTerm(surface=term["written"], form=term["form"], kept=kept)
            for kept, terms in ((True, said["terms"]), (False, said["dropped"]))
            for term in terms
        ],
        criteria=said["criteria"],
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


async def _versions(said: dict[str, Any]) -> FrozenVersions:
    return FrozenVersions(
        engine=said["engine"]["name"],
        engine_version=str(await fetch_value("SHOW server_version")),
        settings_sha256=settings_hash(),
        model=said["model"],
        software=metadata.version("king-salmon"),
    )


def settings_hash() -> str:
    """SHA-256 over the vocabularies and word lists that an order depends on."""
    digest = hashlib.sha256()
    for name in SETTINGS:
        content = (resources.files("search_index") / name).read_bytes()
        digest.update(name.encode() + b"\0" + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
