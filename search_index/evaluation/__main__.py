"""``python -m search_index.evaluation --pairs FILE --distractors 1000 --json``

Scores the matcher on judged pairs among made-up distractors, beside words alone and vectors alone.
Needs nothing started: it brings its own database and throws it away. Progress goes to stderr.
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

import structlog

from foundation.settings import Settings, use
from matching.embedding.selection import use_embedder
from search_index.evaluation.cached import CachedEmbedder, cache_folder
from search_index.evaluation.collection import load
from search_index.evaluation.generator import generated_solutions
from search_index.evaluation.measures import Measures
from search_index.evaluation.pairs import Pair, Solution, read_candidates, read_pairs
from search_index.evaluation.run import measure
from search_index.evaluation.throwaway import throwaway_database

PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    options = _parser().parse_args(arguments)
    # Whatever is logged on the way, standard output holds the answer alone.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    try:
        pairs = [pair for path in options.pairs for pair in read_pairs(path)]
        candidates = [one for path in options.candidates for one in read_candidates(path)]
    except (OSError, ValueError) as error:
        print(f"cannot read the pairs: {error}", file=sys.stderr)
        return 2
    if not pairs:
        print("there are no pairs to measure", file=sys.stderr)
        return 2
    found = asyncio.run(
        _run(pairs, candidates, options.distractors, options.seed, options.no_cache)
    )
    if options.json:
        print(
            json.dumps(
                {
                    "pairs": len(pairs),
                    "distractors": options.distractors,
                    "methods": {name: result.as_dict() for name, result in found.items()},
                }
            )
        )
    else:
        _print_table(found)
    return 0


async def _run(
    pairs: list[Pair], candidates: list[Solution], distractors: int, seed: int, no_cache: bool
) -> dict[str, Measures]:
    use(Settings.load({}, demo=True, data_dir=Path(tempfile.gettempdir())))
    path = None if no_cache else cache_folder() / "evaluation-vectors.json"
    embedder = CachedEmbedder(min(PROCESSES, os.cpu_count() or 1), path)
    use_embedder(embedder)
    made_up = [
        Solution(one.id, one.title, one.body) for one in generated_solutions(distractors, seed)
    ]
    solutions = {one.id: one for one in [*made_up, *candidates, *(pair.solution for pair in pairs)]}
    try:
        async with throwaway_database():
            _say(f"indexing {len(solutions)} solutions and {len(pairs)} challenges")
            await load(pairs, list(solutions.values()), embedder)
            _say("ranking")
            return await measure(pairs)
    finally:
        embedder.close()


def _print_table(found: dict[str, Measures]) -> None:
    print(f"{'method':10} {'MRR':>6} {'R@1':>6} {'R@3':>6} {'R@5':>6} {'R@10':>6}")
    for name, result in found.items():
        values = " ".join(f"{value:6.3f}" for value in result.as_dict().values())
        print(f"{name:10} {values}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m search_index.evaluation", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument(
        "--pairs", type=Path, nargs="+", required=True, help="files shaped like pairs.json"
    )
    parser.add_argument(
        "--candidates", type=Path, nargs="+", default=[], help="further solutions to rank among"
    )
    parser.add_argument("--distractors", type=int, default=1000, help="made-up solutions")
    parser.add_argument("--seed", type=int, default=20201108, help="of the made-up solutions")
    parser.add_argument("--no-cache", action="store_true", help="embed everything anew")
    parser.add_argument("--json", action="store_true", help="print JSON alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
