"""What the application asks of a search engine. Two engines answer it: PostgreSQL and Meilisearch.

An engine supplies candidates and finds typed words; it never decides who may read something (the
index holds public documents only, and what is shown is checked on the truth once more) and never the
order of a match (`matcher.scoring` does, from texts and vectors kept in PostgreSQL).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from matching.search.index.vectors import Vector
from matching.search.keys import Key

NEAREST = 200
# Documents given for each phrase of a match at most.
HITS = 50
# Totals and facet counts are exact up to here; more is told as "1,000以上".
COUNTED = 1_000


class EngineUnavailable(Exception):
    """The engine did not answer in time, refused, or answered nonsense; another may be asked.

    Attributes:
        retry_after: seconds it asked to be left alone; None where it did not.
    """

    retry_after: float | None = None


class EngineRefused(Exception):
    """The engine says the request is wrong: a fault of ours or of the installation, not repeated."""


class Period(StrEnum):
    """Terms of days that a document may have; "in term" is judged on the day asked."""

    OPEN = "open"
    """Applications or proposals are taken (募集中)."""
    CERTIFIED = "certified"
    """The certification runs (認定期間中)."""


@dataclass(frozen=True, slots=True)
class Term:
    """From the first to the last day, both counted; None has no end on that side."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineDocument:
    """A public document as an engine is given it.

    Attributes:
        kind: one of `kinds.KINDS`.
        title, title_en, owner, owner_en, body: as people read them, normalised.
        more: further text to be found by words alone (kana, keywords, numbers).
        words: distinct normalised words of all texts (`text.tokens.word_set`) and their folded
            spellings (`text.folding.folded`).
        title_words: those of the title and the owner's name alone; a hit there counts for more.
        facets: name → codes (`providers.Facet`).
        periods: terms in which the document is open, certified.
        sorted_on: newest first by this day.
        vectors: of its pieces, shape (pieces, dimensions); None while they are not made, or where
            the kind is not compared by meaning.
        model: of the vectors.
    """

    id: UUID
    kind: str
    title: str
    title_en: str = ""
    owner: str = ""
    owner_en: str = ""
    body: str = ""
    more: str = ""
    words: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    periods: Mapping[Period, Term] = field(default_factory=dict)
    sorted_on: date
    vectors: Vector | None = None
    model: str | None = None

    @property
    def key(self) -> Key:
        """Its kind and id."""
        return Key(self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which documents may be found; everything given must hold.

    Attributes:
        kinds: one of these; empty asks all kinds.
        facets: facet name → codes; the document has one of the codes of each name.
        without: facet name → codes; the document has none of them.
        within: the document has this term and the day lies in it.
        outside: the document has no such term, or the day lies outside it.
        only: one of these documents, None asks all.
        besides: none of these documents.
    """

    kinds: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[Period, date] = field(default_factory=dict)
    outside: Mapping[Period, date] = field(default_factory=dict)
    only: tuple[Key, ...] | None = None
    besides: tuple[Key, ...] = ()

    def leaving_out(self, keys: tuple[Key, ...]) -> "Filter":
        """The same filter that finds none of these either."""
        return replace(self, besides=self.besides + keys) if keys else self


@dataclass(frozen=True, slots=True)
class Phrase:
    """One key term to look for.

    Attributes:
        written: as a text would have it, for engines that cut texts themselves.
        words: normalised words that must all be in a document, for engines that are given words.
    """

    written: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateQuery:
    """A match: one vector and some key terms, asked at once under one filter.

    Attributes:
        vector: unit length, of `model`; None asks the phrases alone.
        phrases: an OR; each gives its own list.
        nearest, hits: length of the list by vector, and of each phrase's list.
    """

    filter: Filter
    vector: Vector | None = None
    model: str | None = None
    phrases: tuple[Phrase, ...] = ()
    nearest: int = NEAREST
    hits: int = HITS


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `score` is the engine's own and compares within one list only."""

    key: Key
    score: float

    @property
    def id(self) -> UUID:
        """Of the document among those of its kind."""
        return self.key.id

    @property
    def place(self) -> tuple[UUID, str]:
        """What ties are ordered by."""
        return self.key.id, self.key.kind


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ranked documents with scores, per query; ties by id. `nearest` is None where no vector was asked."""

    nearest: tuple[Hit, ...] | None
    by_phrase: tuple[tuple[Hit, ...], ...]

    def all_keys(self) -> tuple[Key, ...]:
        """All of them once, nearest first, then by phrase."""
        lists = (self.nearest or (), *self.by_phrase)
        return tuple(dict.fromkeys(hit.key for hits in lists for hit in hits))


class Order(StrEnum):
    """Order of typed search."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word somebody typed (`query.parse` makes it).

    Attributes:
        written: as typed, normalised and folded.
        forms: normalised forms, any of which answers it (itself, its parts joined, its spellings).
        prefix: it is still being typed: words that begin with it answer too.
    """

    written: str
    forms: frozenset[str]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedQuery:
    """Typed search.

    Attributes:
        words: at most `query.MOST_WORDS`; empty finds everything under the filter.
        every_word: all words must be there; else one is enough, documents with more come first.
        count: facet names to count under all of the filter.
        offset, limit: the page.
    """

    words: tuple[TypedWord, ...] = ()
    filter: Filter = field(default_factory=Filter)
    every_word: bool = True
    count: tuple[str, ...] = ()
    count_within: Mapping[Period, date] = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of typed search.

    Attributes:
        hits: of this page, in order.
        total: exact up to COUNTED, and COUNTED where there are at least so many.
        kinds: kind → how many, under the filter without its kinds; capped like `total`.
        facets: facet name → code → how many under all of the filter; capped likewise.
        within: for each period asked, how many are in term that day.
    """

    hits: tuple[Hit, ...]
    total: int
    kinds: Mapping[str, int]
    facets: Mapping[str, Mapping[str, int]]
    within: Mapping[Period, int] = field(default_factory=dict)


class Fitness(StrEnum):
    """Whether an engine can be relied on now."""

    READY = "ready"
    NOT_BUILT = "not_built"
    OTHER_SETTINGS = "other_settings"
    """It has an index, but not with our settings: answers would be wrong without a sign of it."""
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Health:
    """How the engine is, with one English line for operators."""

    fitness: Fitness
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What the index holds: documents and embedded documents per kind, version of the engine."""

    documents: Mapping[str, int]
    embedded: Mapping[str, int]
    version: str | None = None


class SearchEngine(Protocol):
    """Finds public documents. Every method may raise EngineUnavailable or EngineRefused."""

    @property
    def name(self) -> str:
        """ "postgresql" or "meilisearch"; of an engine of two, the one that answers now."""
        ...

    async def apply_settings(self) -> None:
        """Make the index ready to be filled; what is as it should be stays untouched."""
        ...

    async def upsert(self, documents: Sequence[EngineDocument]) -> None:
        """Put documents in, or in the place of what was there of them; returns when findable."""
        ...

    async def delete(self, keys: Collection[Key]) -> None:
        """Take documents out; unknown ones are none; returns when they are gone."""
        ...

    async def candidates(self, query: CandidateQuery) -> Candidates:
        """What a match needs, in one round trip."""
        ...

    async def search(self, query: TypedQuery) -> Found:
        """A page of typed search with its counts."""
        ...

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        """Documents near in meaning to one of the index, itself left out; none without vectors."""
        ...

    async def stats(self) -> Stats:
        """What the index holds."""
        ...

    async def health(self) -> Health:
        """Whether the engine can be relied on."""
        ...
