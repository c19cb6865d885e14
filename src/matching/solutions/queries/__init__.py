"""Named reads of solutions. Who may see which, and which parts of it, is decided here."""

from matching.solutions.queries.lists import (
    SolutionFilter,
    list_solutions,
    newest_solutions,
    own_published_solutions,
    own_solutions,
    published_counts,
    published_solutions_of,
    solutions_after,
)
from matching.solutions.queries.one import solution_for, solution_snapshot
from matching.solutions.queries.values import (
    compared_solutions,
    document_ids,
    known_ids,
    named_solutions,
    public_documents,
    visible_solution_ids,
)

__all__ = [
    "SolutionFilter",
    "compared_solutions",
    "document_ids",
    "known_ids",
    "list_solutions",
    "named_solutions",
    "newest_solutions",
    "own_published_solutions",
    "own_solutions",
    "public_documents",
    "published_counts",
    "published_solutions_of",
    "solution_for",
    "solution_snapshot",
    "solutions_after",
    "visible_solution_ids",
]
