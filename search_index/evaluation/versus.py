"""Adds Meilisearch to a run, where a server is given."""

from collections.abc import Mapping, Sequence

from matching.matcher.scoring.ranking import ask
from matching.search.engines.postgres.engine import PostgresEngine
from search_index.evaluation.meilisearch import filled_engine, hybrid, server
from search_index.evaluation.overlap import first_places, overlap
from search_index.evaluation.questions import Kind, Question
from search_index.evaluation.run import Run, place

HYBRID = "meilisearch"


async def measure_meilisearch(
    asked: Mapping[Kind, Sequence[Question]], runs: Mapping[Kind, Run]
) -> float | None:
    """Add the places of its hybrid search to each run; the overlap of both engines' first ten.

    Args:
        asked: questions by kind.
        runs: their runs, which get one more method.

    Returns:
        None where no server is given.
    """
    given = server()
    if given is None:
        return None
    async with filled_engine(*given) as engine:
        for kind, questions in asked.items():
            found = runs[kind].places.setdefault(HYBRID, [])
            for question in questions:
                one = await ask("", question.text)
                if one.vector is None or one.model is None:
                    raise RuntimeError("a question has no vector")
                order = await hybrid(engine, question.text, one.vector, one.model)
                found.append(place(order, question.pair.solution.id))
        return overlap(
            await first_places(PostgresEngine(), asked[Kind.FULL]),
            await first_places(engine, asked[Kind.FULL]),
        )
