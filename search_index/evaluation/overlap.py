"""How far two engines agree: the score is the same, only the candidates may differ."""

from collections.abc import Sequence
from uuid import UUID

from matching.matcher.scoring.ranking import ask, rank
from matching.search.engines.port import SearchEngine
from matching.search.engines.selection import use_engine
from search_index.evaluation.questions import Question

FIRST = 10


async def first_places(engine: SearchEngine, questions: Sequence[Question]) -> list[list[UUID]]:
    """The matcher's first ten for each question, on the candidates of one engine.

    The engine holds the collection already. Other readers of this process get it as well meanwhile.
    """
    use_engine(engine)
    try:
        return [
            [item.id for item in (await rank(await ask("", question.text))).order[:FIRST]]
            for question in questions
        ]
    finally:
        use_engine(None)


def overlap(ours: Sequence[Sequence[UUID]], theirs: Sequence[Sequence[UUID]]) -> float:
    """Mean share of the first ten that both have, 0 to 1.

    Raises:
        ValueError: they answer different numbers of questions, or none.
    """
    shares = [
        len(set(one) & set(other)) / max(len(one), len(other), 1)
        for one, other in zip(ours, theirs, strict=True)
    ]
    if not shares:
        raise ValueError("nothing to compare")
    return round(sum(shares) / len(shares), 4)
