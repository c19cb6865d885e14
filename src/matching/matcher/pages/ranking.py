"""合う解決策: the part of a challenge's page that only its bureau and the secretariat see."""

from collections import Counter
from typing import Any

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.web import WebRequest, part
from matching.challenges.views import ChallengeView
from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.labels import MODES, ConditionRow, condition_rows
from matching.matcher.policy import may_change_criteria, may_keep_shortlist, may_read_ranking
from matching.matcher.queries import (
    IN_FULL,
    RankedSolution,
    Ranking,
    ranked_solutions,
    shortlisted_solutions,
)
from matching.matcher.scoring.bands import Band
from matching.matcher.scoring.fit import Fits
from matching.matcher.scoring.rules import Mode

OPEN_LINES = 10
"""Places after this one wait behind a line that opens."""
FACTS_AT_FIRST = 4
"""So many facts of a result stand open, unless more of them weigh."""


async def matches(request: WebRequest, actor: Actor, challenge: ChallengeView) -> Markup:
    """Ranked solutions with reasons, and the shortlist; nothing for everybody else."""
    if not may_read_ranking(actor, challenge.organisation_id):
        return Markup()
    kept = part(
        request,
        "matcher/shortlist.html",
        challenge_id=challenge.id,
        kept=await shortlisted_solutions(actor, challenge.id),
        may_keep=bool(may_keep_shortlist(actor, challenge.organisation_id)),
    )
    return await ranking_section(request, actor, challenge) + kept


async def ranking_section(
    request: WebRequest, actor: Actor, challenge: ChallengeView, *, problem: str = ""
) -> Markup:
    """The ranking alone, which is what changes when its words or conditions do.

    Args:
        problem: why a change was refused.
    """
    ranking = await ranked_solutions(actor, challenge.id)
    conditions = condition_rows(ranking.challenge, ranking.criteria) if ranking.challenge else []
    return part(
        request,
        "matcher/section.html",
        ranking=ranking,
        challenge_id=challenge.id,
        in_full=[row_of(one) for one in ranking.results[:IN_FULL]],
        in_line=[row_of(one) for one in ranking.results[IN_FULL:OPEN_LINES]],
        folded=[row_of(one) for one in ranking.results[OPEN_LINES:]],
        may_keep=bool(may_keep_shortlist(actor, challenge.organisation_id)),
        may_change=bool(may_change_criteria(actor, challenge.organisation_id)),
        conditions=conditions,
        conditions_in_short=_in_short(conditions),
        state_of_ranking=state_line(ranking),
        problem=problem,
    )


def state_line(ranking: Ranking) -> str:
    """One calm line where the ranking is not what it will be; empty where it is."""
    if not ranking.by_meaning:
        return _("意味の近さは今は使えません。言葉の一致だけで並べています。")
    if ranking.degraded:
        return _(
            "検索エンジンに接続できないため、予備の方法で照合しています。"
            "順位が少し変わることがあります。"
        )
    if ranking.not_embedded:
        return _("%(count)s件は意味の近さを計算中です。", count=ranking.not_embedded)
    return ""


def row_of(result: RankedSolution) -> dict[str, Any]:
    """One result in the values that the kit's match rows take."""
    why = result.why
    facts = [
        {
            "kind": fact.fits.value,
            "text": fact.label,
            "reason": fact.detail,
            "effect": fact.effect if fact.mode is Mode.ORDER else str(MODES[fact.mode]),
        }
        for fact in why.facts
    ]
    first, more = _folded(facts)
    moved = why.facts and why.scored.rank_by_text != why.rank
    return {
        "solution": result.solution,
        "rank": result.rank,
        "shortlisted": result.shortlisted,
        "segments": [(part.text, part.marked) for part in why.body_segments],
        "chip": certification_chip(result.facts),
        "facts": facts,
        "first_facts": first,
        "more_facts": more,
        "score": {
            "met": [
                f"{one.term.surface}（{one.as_written}）" if one.as_written else one.term.surface
                for one in why.met
            ],
            "missing": [term.surface for term in why.missing],
            "words_rank": why.rank_by_words,
            "level": None if why.band is Band.UNKNOWN else why.bars,
            "meaning_rank": why.rank_by_meaning,
            "conditions": why.effect if why.facts else None,
            "text_rank": why.scored.rank_by_text if moved else None,
        },
    }


def _folded(facts: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What weighs most or speaks against, and the rest; both in the order they came in."""
    weighty = [
        fact
        for fact in facts
        if fact["kind"] == Fits.AGAINST or isinstance(fact["effect"], str) or fact["effect"] > 1
    ]
    others = [fact for fact in facts if fact not in weighty]
    room = max(FACTS_AT_FIRST - len(weighty), 0)
    chosen = [*weighty, *[fact for fact in others if fact["kind"] == Fits.FOR][:room]]
    more = [fact for fact in facts if fact not in chosen]
    # one line is not worth folding
    return (facts, []) if len(more) < 2 else ([f for f in facts if f in chosen], more)


def certification_chip(facts: tuple[KnownFact, ...]) -> tuple[str, str] | None:
    """Tone and label of the chip that says whether a solution is certified today."""
    certified = [fact for fact in facts if fact.kind == FactKind.CERTIFIED]
    if not certified:
        return None
    if any(fact.in_term for fact in certified):
        return "certified", _("認定期間中")
    return "ended", _("認定期間満了")


def _in_short(rows: list[ConditionRow]) -> str:
    modes = Counter(row.mode for row in rows)
    return _(
        "%(count)s件（必ず %(must)s、順位に反映 %(order)s）",
        count=len(rows),
        must=modes[Mode.MUST],
        order=modes[Mode.ORDER],
    )
