"""A ranking with everything its order rests on, in plain values, for records that keep it."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import now, today
from foundation.i18n import using_language
from matching.embedding.closeness import NEIGHBOURS
from matching.matcher.queries.access import readable
from matching.matcher.queries.criteria import criteria_of
from matching.matcher.queries.ranking import Compared, compare, put_in_words
from matching.matcher.scoring.asking import ADDED_WEIGHT, ask
from matching.matcher.scoring.criteria import Criteria, asked_keys, filter_of
from matching.matcher.scoring.fit import FitFact, tell
from matching.matcher.scoring.ranking import candidates
from matching.matcher.scoring.rules import RULES
from matching.matcher.scoring.score import (
    DIGITS,
    EVIDENCE_SHARE,
    ORDINARY_WORDS,
    POINT,
    SYNONYM_SHARE,
    Scored,
)
from matching.search.engines import selection
from matching.search.engines.port import Filter
from matching.text.terms import KeyTerm


async def ranking_record(actor: Actor, challenge_id: UUID) -> dict[str, Any]:
    """The whole ranking of a challenge as it is now: JSON values, nothing left to be looked up.

    Returns:
        `challenge` (id, title, text), `criteria` (as stored, and the conditions with their modes),
        `terms`, `filter` (as engines were asked), `results` (every candidate in order, with the
        parts of its score, its facts in both languages and the edition of the solution), `engine`,
        `model`, `constants` of the score, `rules` of the facts, `by_meaning`, `searched`, `made_at`.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    challenge = await readable(actor, challenge_id)
    criteria = await criteria_of(challenge_id)
    asked = await ask(challenge.title, challenge.body, criteria, embed_now=True)
    within = filter_of(challenge, criteria, today())
    compared = await compare(actor, challenge, criteria, asked, await candidates(asked, within))
    engine = selection.state()
    results = []
    for scored in compared.placed.order:
        why = put_in_words(compared, scored, criteria, asked, in_full=False).why
        results.append(
            {
                **_solution(compared, scored),
                **_parts(scored),
                "band": why.band.value,
                "nearness": why.nearness,
                "met": [met.term.surface for met in why.met],
                "missing": [term.surface for term in why.missing],
                "facts": _facts(compared, scored.id, criteria),
            }
        )
    return {
        "challenge": {
            "id": str(challenge.id),
            "title": challenge.title,
            "text": asked.text,
            "owner_id": str(challenge.owner_id),
            "owner_name": challenge.owner_name,
        },
        "criteria": {
            "version": criteria.version,
            "changed_by": criteria.changed_by,
            "changed_at": criteria.changed_at.isoformat() if criteria.changed_at else None,
            "added": list(criteria.added),
            "removed": sorted(criteria.removed),
            "demanded": sorted(criteria.demanded),
            "switched_off": sorted(criteria.switched_off),
            "conditions": {key: criteria.mode(key).value for key in asked_keys(challenge)},
        },
        "terms": [_term(term, asked.others_in_use(term)) for term in asked.terms],
        "dropped": [_term(term, []) for term in asked.dropped],
        "filter": _filter(within),
        "results": results,
        "engine": {"name": engine.name, "degraded": engine.degraded},
        "model": asked.model,
        "constants": {
            "neighbours": NEIGHBOURS,
            "evidence_share": EVIDENCE_SHARE,
            "ordinary_words": ORDINARY_WORDS,
            "point": POINT,
            "synonym_share": SYNONYM_SHARE,
            "added_weight": ADDED_WEIGHT,
            "digits": DIGITS,
        },
        "rules": {str(kind): asdict(rule) for kind, rule in RULES.items()},
        "by_meaning": asked.vector is not None,
        "searched": asked.solutions,
        "made_at": now().isoformat(),
    }


def _solution(compared: Compared, scored: Scored) -> dict[str, Any]:
    solution = compared.solutions[scored.id]
    return {
        "solution_id": str(scored.id),
        "edition": solution.edition,
        "title": compared.placed.documents[scored.id].title,
        "startup_id": str(solution.owner_id),
        "startup_name": solution.owner_name,
    }


def _parts(scored: Scored) -> dict[str, Any]:
    return {
        "rank": scored.rank,
        "score": scored.score,
        "text_score": scored.text_score,
        "closeness": scored.closeness,
        "evidence": scored.evidence,
        "coverage": scored.coverage,
        "points": scored.points,
        "rank_by_words": scored.rank_by_words,
        "rank_by_meaning": scored.rank_by_meaning,
        "rank_by_text": scored.rank_by_text,
    }


def _facts(compared: Compared, solution_id: UUID, criteria: Criteria) -> list[dict[str, Any]]:
    told: dict[str, list[FitFact]] = {}
    for language in ("ja", "en"):
        with using_language(language):
            told[language] = tell(compared.judged.get(solution_id, ()), criteria)
    return [
        {
            "key": ja.key,
            "kind": str(ja.kind),
            "fits": ja.fits.value,
            "mode": ja.mode.value,
            "effect": ja.effect,
            "label_ja": ja.label,
            "label_en": en.label,
            "detail_ja": ja.detail,
            "detail_en": en.detail,
        }
        for ja, en in zip(told["ja"], told["en"], strict=True)
    ]


def _term(term: KeyTerm, others: list[str]) -> dict[str, Any]:
    return {
        "written": term.surface,
        "form": term.form,
        "parts": sorted(term.parts),
        "synonyms": others,
    }


def _filter(within: Filter) -> dict[str, Any]:
    return {
        "facets": {str(name): list(codes) for name, codes in within.facets.items()},
        "without": {str(name): list(codes) for name, codes in within.without.items()},
        "within": {str(period): day.isoformat() for period, day in within.within.items()},
    }
