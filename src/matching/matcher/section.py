"""合う解決策: the part of a challenge's page that only its bureau and the secretariat see."""

from typing import Any

from markupsafe import Markup

from foundation.i18n import gettext as _
from foundation.identity.actor import Actor
from foundation.web import WebRequest, render
from matching.challenges.views import ChallengeView
from matching.facts.kinds import FactKind
from matching.facts.queries import KnownFact
from matching.matcher.bands import Band
from matching.matcher.policy import may_keep_shortlist, may_read_ranking
from matching.matcher.queries import (
    RankedSolution,
    Ranking,
    ranked_solutions,
    shortlisted_solutions,
)

# So many with all their reasons, the others in one line each.
IN_FULL = 5


async def matches(request: WebRequest, actor: Actor, challenge: ChallengeView) -> Markup:
    """Ranked solutions with reasons; nothing for everybody else."""
    if not may_read_ranking(actor, challenge.organisation_id):
        return Markup()
    ranking = await ranked_solutions(actor, challenge.id)
    answer = render(
        request,
        "matcher/section.html",
        ranking=ranking,
        challenge_id=challenge.id,
        in_full=[row_of(one) for one in ranking.results[:IN_FULL]],
        in_line=[row_of(one) for one in ranking.results[IN_FULL:]],
        kept=await shortlisted_solutions(actor, challenge.id),
        may_keep=bool(may_keep_shortlist(actor, challenge.organisation_id)),
        state_of_ranking=state_line(ranking),
    )
    return Markup(answer.content)


def state_line(ranking: Ranking) -> str:
    """One calm line where the ranking is not what it will be; empty where it is."""
    if not ranking.by_meaning:
        return _("意味の近さは今は使えません。言葉の一致だけで並べています。")
    if ranking.not_embedded:
        return _("%(count)s件は意味の近さを計算中です。", count=ranking.not_embedded)
    return ""


def row_of(result: RankedSolution) -> dict[str, Any]:
    """One result in the values that the kit's match rows take."""
    why = result.why
    return {
        "solution": result.solution,
        "rank": result.rank,
        "shortlisted": result.shortlisted,
        "segments": [(part.text, part.marked) for part in why.body_segments],
        "chip": certification_chip(result.facts),
        "facts": [
            {
                "kind": fact.fits.value,
                "text": fact.label,
                "reason": fact.detail,
                "effect": fact.effect,
            }
            for fact in why.facts
        ],
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
        },
    }


def certification_chip(facts: tuple[KnownFact, ...]) -> tuple[str, str] | None:
    """Tone and label of the chip that says whether a solution is certified today."""
    certified = [fact for fact in facts if fact.kind == FactKind.CERTIFIED]
    if not certified:
        return None
    if any(fact.in_term for fact in certified):
        return "certified", _("認定期間中")
    return "ended", _("認定期間満了")
