"""A challenge's ranking of this moment, in the parts that a frozen list keeps."""

import hashlib
from collections.abc import Sequence
from importlib import metadata, resources
from uuid import UUID

from foundation.database import fetch_value
from foundation.i18n import using_language
from foundation.identity.actor import Actor
from matching.matcher import score
from matching.matcher.fit import FitFact, fit
from matching.matcher.freezing.record import (
    FrozenFact,
    FrozenFormula,
    FrozenRanking,
    FrozenResult,
    FrozenTerm,
    FrozenVersions,
)
from matching.matcher.queries import RankedSolution, Ranking, ranked_solutions
from matching.matcher.sources import ChallengeFields, challenge_source

# As many as the matcher looks at: the 200 nearest and the hits of rare words.
LOOKED_AT = 500
SETTINGS = ("stopwords.json", "synonyms.json", "vocabulary.json")
"""Files of `search_index` that an order depends on."""


async def ranking_of(actor: Actor, challenge_id: UUID) -> FrozenRanking:
    """Everything the order of this moment rests on.

    Raises:
        NotFound, NotPermitted: as `ranked_solutions`.
    """
    with using_language("ja"):
        ranking = await ranked_solutions(actor, challenge_id, LOOKED_AT)
    challenge = (await challenge_source().fields_of([challenge_id]))[challenge_id]
    return FrozenRanking(
        made_at=ranking.made_at,
        searched=ranking.searched,
        by_meaning=ranking.by_meaning,
        terms=[FrozenTerm(surface=term.surface, form=term.form) for term in ranking.terms],
        criteria={},
        filters={},
        rules={},
        formula=FrozenFormula(
            neighbours=score.NEIGHBOURS,
            coverage_share=score.COVERAGE_SHARE,
            point=0.0,
            digits=score.DIGITS,
        ),
        versions=await _versions(ranking),
        results=[_result(one, challenge) for one in ranking.results],
    )


def _result(result: RankedSolution, challenge: ChallengeFields) -> FrozenResult:
    why = result.why
    with using_language("en"):
        in_english = fit(challenge, result.solution, result.facts)
    return FrozenResult(
        solution_id=result.solution.id,
        title=result.solution.title,
        startup_id=result.solution.owner_id,
        startup_name=result.solution.owner_name,
        rank=result.rank,
        score=why.scored.score,
        text_score=why.scored.score,
        closeness=why.scored.closeness,
        coverage=why.scored.coverage,
        points=0,
        band=why.band.value,
        rank_by_words=why.rank_by_words,
        rank_by_meaning=why.rank_by_meaning,
        rank_by_text=result.rank,
        met=[met.term.surface for met in why.met],
        missing=[term.surface for term in why.missing],
        facts=_facts(why.facts, in_english),
    )


def _facts(japanese: Sequence[FitFact], english: Sequence[FitFact]) -> list[FrozenFact]:
    return [
        FrozenFact(
            kind=ja.kind,
            fits=ja.fits.value,
            effect=ja.effect,
            mode="shown",
            label_ja=ja.label,
            label_en=en.label,
            detail_ja=ja.detail,
            detail_en=en.detail,
        )
        for ja, en in zip(japanese, english, strict=True)
    ]


async def _versions(ranking: Ranking) -> FrozenVersions:
    return FrozenVersions(
        engine="postgresql",
        engine_version=str(await fetch_value("SHOW server_version")),
        settings_sha256=settings_hash(),
        model=ranking.model,
        software=metadata.version("king-salmon"),
    )


def settings_hash() -> str:
    """SHA-256 over the vocabularies and word lists that an order depends on."""
    digest = hashlib.sha256()
    for name in SETTINGS:
        content = (resources.files("search_index") / name).read_bytes()
        digest.update(name.encode() + b"\0" + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
