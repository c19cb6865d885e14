"""What the matcher adds up for each candidate, taken apart again for cross-validation."""

from collections.abc import Sequence

import numpy as np

from matching.matcher.scoring.ranking import Asked, Placed, background
from matching.matcher.scoring.score import evidence
from matching.search.index import store
from matching.search.kinds import SOLUTION
from search_index.evaluation.nested import NEIGHBOURS, Parts
from search_index.evaluation.questions import Question


async def parts_of(asked: Asked, placed: Placed, question: Question) -> Parts:
    """Parts of a question's candidates.

    Args:
        asked, placed: the question, and how the matcher ranked it.

    Raises:
        RuntimeError: something has no vector.
    """
    if asked.vector is None or asked.model is None:
        raise RuntimeError("a question has no vector")
    ids = sorted(placed.documents)
    vectors = await store.document_vectors(SOLUTION, ids, asked.model)
    around = await background(asked.model, asked.key)
    return Parts(
        ids=tuple(ids),
        cosine=np.array([float((vectors[key] @ asked.vector).max()) for key in ids]),
        around=np.array([_nearest((around @ vectors[key].T).max(axis=1)) for key in ids]),
        evidence=np.array(
            [evidence(asked.weights, placed.documents[key].words, asked.others) for key in ids]
        ),
        target=question.pair.solution.id,
    )


def _nearest(similarities: Sequence[float]) -> list[float]:
    return sorted((float(value) for value in similarities), reverse=True)[: max(NEIGHBOURS)]
