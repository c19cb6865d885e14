"""Made-up solutions to rank among: as short as the judged ones, or whole records of the portal."""

from search_index.evaluation.pairs import Solution
from search_index.generator.solutions import SEED, generated_records, short_solutions

__all__ = ["generated_records", "generated_solutions"]


def generated_solutions(count: int, seed: int = SEED) -> list[Solution]:
    """So many distinct solutions of the judged ones' length (about 25 to 90 characters).

    Args:
        count: how many; a larger count begins with the smaller.
        seed: another seed, other texts.
    """
    return [Solution(*one) for one in short_solutions(count, seed)]
