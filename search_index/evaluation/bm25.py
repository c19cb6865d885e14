"""BM25 (Robertson and Zaragoza, 2009) over Sudachi words: what a keyword engine reaches at its best."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from uuid import UUID

from matching.matcher.scoring.score import word_weight
from matching.text.tokens import tokens
from search_index.evaluation.pairs import Solution

K1 = 1.2
B = 0.75


class Bm25:
    """All solutions, to be ranked by words alone.

    Args:
        solutions: by id; title and body count alike.
    """

    def __init__(self, solutions: Mapping[UUID, Solution]) -> None:
        self._with: dict[str, list[tuple[UUID, int]]] = defaultdict(list)
        self._lengths: dict[UUID, int] = {}
        for key, solution in solutions.items():
            counts = Counter(
                token.form for text in (solution.title, solution.body) for token in tokens(text)
            )
            self._lengths[key] = sum(counts.values())
            for word, count in counts.items():
                self._with[word].append((key, count))
        self._mean = sum(self._lengths.values()) / max(1, len(self._lengths))

    def ranked(self, text: str) -> list[UUID]:
        """Ids of the solutions that share a word with the text, best first, ties by id."""
        scores: dict[UUID, float] = defaultdict(float)
        for word in sorted({token.form for token in tokens(text)}):
            found = self._with.get(word, [])
            weight = word_weight(len(self._lengths), len(found))
            for key, count in found:
                norm = K1 * (1 - B + B * self._lengths[key] / self._mean)
                scores[key] += weight * count * (K1 + 1) / (count + norm)
        return sorted(scores, key=lambda key: (-round(scores[key], 6), key))
