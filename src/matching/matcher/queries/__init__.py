"""Rankings, places, fits and shortlists as people may see them."""

from matching.matcher.queries.criteria import criteria_for, criteria_of
from matching.matcher.queries.fits import OwnFit, own_fits
from matching.matcher.queries.placing import NAMED, Placing, Verdict, placing_of, solutions_named
from matching.matcher.queries.ranking import (
    IN_FULL,
    SHOWN,
    RankedSolution,
    Ranking,
    match_text,
    ranked_solutions,
)
from matching.matcher.queries.record import ranking_record
from matching.matcher.queries.shortlist import (
    ShortlistItem,
    shortlist_item,
    shortlist_of,
    shortlisted_solutions,
)
from matching.matcher.queries.similar import (
    SimilarChallenge,
    SimilarSolution,
    similar_challenges,
    similar_solutions,
)

__all__ = [
    "IN_FULL",
    "NAMED",
    "SHOWN",
    "OwnFit",
    "Placing",
    "RankedSolution",
    "Ranking",
    "ShortlistItem",
    "SimilarChallenge",
    "SimilarSolution",
    "Verdict",
    "criteria_for",
    "criteria_of",
    "match_text",
    "own_fits",
    "placing_of",
    "ranked_solutions",
    "ranking_record",
    "shortlist_item",
    "shortlist_of",
    "shortlisted_solutions",
    "similar_challenges",
    "similar_solutions",
    "solutions_named",
]
