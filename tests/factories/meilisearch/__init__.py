"""A server that takes requests as Meilisearch 1.50 does, on a real socket.

    with meilisearch_running() as server:
        MeilisearchEngine(server.url, server.key, "test_", serving)

Recorded with the engine, and held to: which methods, paths, parameters and fields there are and which
are refused (`rules`), the codes and bodies of refusals, the shapes of all answers, what keys may do,
how tasks go by, that one document without its vector fails its batch, that an index is made by adding
to it, what a swap does, that `ja` comes back as `jpn`. With `replay` whole recorded exchanges are
served, byte for byte of their bodies.

Not recorded, and no proof of anything about the engine: which documents a text finds, their order and
scores, counts of facets (`finding`: letter by letter, no tokeniser, no stop words, no typing errors).
Tests of the adapter say what is sent and how answers are read; only the contract suite on a real
server says what is found.

Tasks are done in their order when one of them is asked about the second time (`state.polls`), so that
whoever does not wait sees the index as it was.
"""

from tests.factories.meilisearch.server import MASTER_KEY, FakeMeilisearch, meilisearch_running

__all__ = ["MASTER_KEY", "FakeMeilisearch", "meilisearch_running"]
