"""Vectors that are shipped, made anew: of the background, and of the demo's data.

    python -m scripts.make_vector_cache background     search_index/definitions/background_vectors.json
    python -m scripts.make_vector_cache demo           src/portal/demo/data/vectors.json

Run it after changing the texts (or the model). The demo's are made by loading it into a database
that is thrown away, so that they are of exactly the texts that the index asks for.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from foundation.jobs.pending import run_pending
from foundation.settings import Settings
from matching.embedding.codec import VectorFile, write_vectors
from matching.embedding.helper import HelperPool
from matching.embedding.selection import use_embedder
from matching.search.index.vectors import background_keys, dump_vectors, indexed_keys, ordinary_keys
from portal.application import compose
from portal.demo.loading import load_demo
from search_index.evaluation.throwaway import throwaway_database

ROOT = Path(__file__).resolve().parent.parent
BACKGROUND = ROOT / "search_index" / "definitions" / "background_vectors.json"
DEMO = ROOT / "src" / "portal" / "demo" / "data" / "vectors.json"


async def _background(embedder: HelperPool) -> VectorFile:
    queries, passages = background_keys(), ordinary_keys()
    vectors = dict(zip(queries, await embedder.embed_queries(list(queries.values())), strict=True))
    vectors |= zip(passages, await embedder.embed_passages(list(passages.values())), strict=True)
    return VectorFile(embedder.model, vectors)


async def _demo(embedder: HelperPool) -> VectorFile:
    with tempfile.TemporaryDirectory() as folder:
        compose(Settings.load({}, demo=True, data_dir=Path(folder)))
        use_embedder(embedder)
        async with throwaway_database():
            await load_demo()
            await run_pending()
            return await dump_vectors(embedder.model, await indexed_keys())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=["background", "demo"])
    what = parser.parse_args(arguments).what
    embedder = HelperPool(os.cpu_count() or 1)
    path = BACKGROUND if what == "background" else DEMO
    try:
        content = asyncio.run((_background if what == "background" else _demo)(embedder))
    finally:
        embedder.close()
    write_vectors(path, content)
    print(f"{len(content.vectors)} vectors, {path.stat().st_size:,} bytes: {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
