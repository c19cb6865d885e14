"""What Meilisearch answers, of that what we read."""

import msgspec

from matching.search.engines.port import EngineUnavailable, Hit
from matching.search.keys import Key


class FoundDocument(msgspec.Struct):
    """A document of a list, with the fields that were asked."""

    word: str = msgspec.field(name="key")
    score: float | None = msgspec.field(name="_rankingScore", default=None)
    kind: str = ""
    sorted_on: int = 0

    @property
    def key(self) -> Key:
        """Its kind and id.

        Raises:
            EngineUnavailable: they are not ours.
        """
        try:
            return Key.of_word(self.word)
        except ValueError:
            raise EngineUnavailable("Meilisearch answers a document that is none of ours") from None


class Result(msgspec.Struct):
    """The answer to one query.

    `totalHits` comes where a page was asked, `estimatedTotalHits` where a limit was.
    """

    hits: list[FoundDocument]
    totalHits: int | None = None
    estimatedTotalHits: int | None = None
    facetDistribution: dict[str, dict[str, int]] = {}

    @property
    def total(self) -> int:
        """How many there are."""
        return self.totalHits if self.totalHits is not None else self.estimatedTotalHits or 0


class Answers(msgspec.Struct):
    """The answer to several queries."""

    results: list[Result]


class Similar(msgspec.Struct):
    """Documents similar to one."""

    hits: list[FoundDocument]


class IndexInfo(msgspec.Struct):
    """An index."""

    uid: str
    primaryKey: str | None = None


class Version(msgspec.Struct):
    """The version of the server."""

    pkgVersion: str


def ranked(answer: Result | Similar, *, embedded: bool = False) -> tuple[Hit, ...]:
    """The hits by score, ties by id: the engine gives them in the order of insertion.

    Args:
        answer: with scores.
        embedded: leave out documents without vector, which stand at the end with the score 0.

    Raises:
        EngineUnavailable: a score is missing.
    """
    hits = [Hit(hit.key, score_of(hit)) for hit in answer.hits]
    if embedded:
        hits = [hit for hit in hits if hit.score > 0]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.place)))


def score_of(hit: FoundDocument) -> float:
    """Its score.

    Raises:
        EngineUnavailable: it has none, though it was asked.
    """
    if hit.score is None:
        raise EngineUnavailable("Meilisearch answers a document without its score")
    return hit.score
