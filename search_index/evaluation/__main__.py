"""``python -m search_index.evaluation --distractors 1000 --json``

Scores the matcher on judged pairs among real and made-up distractors, beside words alone and vectors alone,
with intervals, cross-validation and other ways of asking. Without arguments it takes the bundled pairs.
Needs nothing started: it brings its own database and throws it away. Progress goes to stderr. Where
MEILISEARCH_URL and MEILISEARCH_KEY are set, Meilisearch's hybrid search is measured as well.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from foundation.settings import Settings, use
from matching.embedding.selection import use_embedder
from search_index.evaluation.cached import CachedEmbedder, cache_folder
from search_index.evaluation.collection import load
from search_index.evaluation.generator import generated_solutions
from search_index.evaluation.pairs import Pair, Solution, read_candidates, read_pairs
from search_index.evaluation.questions import (
    Kind,
    Question,
    full_questions,
    other_questions,
    read_variants,
)
from search_index.evaluation.report import as_values, print_tables
from search_index.evaluation.run import Run, ranker
from search_index.evaluation.throwaway import throwaway_database
from search_index.evaluation.versus import measure_meilisearch

PROCESSES = 2
JUDGED = Path(__file__).parent / "judged"
PAIRS = (JUDGED / "pairs.json", JUDGED / "pairs-hard.json")
CANDIDATES = (JUDGED / "distractors.json",)
VARIANTS = (JUDGED / "variants.json",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    options = _parser().parse_args(arguments)
    # Whatever is logged on the way, standard output holds the answer alone.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    bundled = options.pairs is None
    try:
        pairs = [pair for path in options.pairs or PAIRS for pair in read_pairs(path)]
        candidates = [
            one
            for path in options.candidates or (CANDIDATES if bundled else ())
            for one in read_candidates(path)
        ]
        variants = [
            row
            for path in options.variants or (VARIANTS if bundled else ())
            for row in read_variants(path)
        ]
    except (OSError, ValueError) as error:
        print(f"cannot read the pairs: {error}", file=sys.stderr)
        return 2
    if not pairs:
        print("there are no pairs to measure", file=sys.stderr)
        return 2
    found = asyncio.run(_run(pairs, candidates, variants, options))
    if options.json:
        print(json.dumps(found))
    else:
        print_tables(found)
    return 0


async def _run(
    pairs: list[Pair],
    candidates: list[Solution],
    variants: list[dict[str, str]],
    options: argparse.Namespace,
) -> dict[str, Any]:
    use(Settings.load({}, demo=True, data_dir=Path(tempfile.gettempdir())))
    path = None if options.no_cache else cache_folder() / "evaluation-vectors.json"
    embedder = CachedEmbedder(min(PROCESSES, os.cpu_count() or 1), path)
    use_embedder(embedder)
    made_up = generated_solutions(options.distractors, options.seed)
    solutions = {one.id: one for one in [*made_up, *candidates, *(pair.solution for pair in pairs)]}
    asked = {Kind.FULL: full_questions(pairs), **other_questions(pairs, variants, options.seed)}
    everything: list[Question] = [one for questions in asked.values() for one in questions]
    try:
        async with throwaway_database():
            _say(f"indexing {len(solutions)} solutions and {len(pairs)} challenges")
            await load(everything, list(solutions.values()), embedder)
            _say(f"ranking {len(everything)} questions")
            ranks = await ranker(solutions, embedder.model)
            runs: dict[Kind, Run] = {
                kind: await ranks.run(questions, pairs) for kind, questions in asked.items()
            }
            overlap = await measure_meilisearch(asked, runs)
    finally:
        embedder.close()
        use_embedder(None)
    return as_values(
        runs, candidates=len(solutions), distractors=options.distractors, overlap=overlap
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m search_index.evaluation", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument(
        "--pairs", type=Path, nargs="+", help="files shaped like pairs.json (default: the bundled)"
    )
    parser.add_argument(
        "--candidates", type=Path, nargs="+", help="further solutions to rank among"
    )
    parser.add_argument(
        "--variants", type=Path, nargs="+", help="other ways of asking, shaped like variants.json"
    )
    parser.add_argument("--distractors", type=int, default=1000, help="made-up solutions")
    parser.add_argument("--seed", type=int, default=20201108, help="of what is made up")
    parser.add_argument("--no-cache", action="store_true", help="embed everything anew")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
