"""The PostgreSQL engine answers as somebody would who reads every document one by one."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from matching.search.engines.port import (
    CandidateQuery,
    EngineDocument,
    Filter,
    Order,
    Period,
    Phrase,
    Term,
    TypedQuery,
    TypedWord,
)
from matching.search.engines.postgres import typed_search
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import statistics, vectors
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, CONTEST, SOLUTION
from tests.matching.search.contract.collection import DAY, MODEL, document

WORDS = ["橋梁", "点検", "下水", "ドローン", "見守り", "介護", "it's", "a\\b", 'q"q', "ai", "aid"]
CODES = ["water", "welfare", "o'clock"]
KINDS = [SOLUTION, CHALLENGE, CONTEST]


def _documents(chance: random.Random, count: int) -> list[EngineDocument]:
    return [_document(chance) for _ in range(count)]


def _document(chance: random.Random) -> EngineDocument:
    title, body = chance.sample(WORDS, chance.randrange(3)), chance.sample(WORDS, 3)
    start = DAY + timedelta(days=chance.randrange(-3, 4))
    made = document(
        kind=chance.choice(KINDS),
        sorted_on=DAY - timedelta(days=chance.randrange(4)),
        facets={
            name: tuple(chance.sample(CODES, chance.randrange(3)))
            for name in ("category", "region")
        },
        periods={
            period: Term(
                chance.choice([None, start]), chance.choice([None, start + timedelta(days=2)])
            )
            for period in Period
            if chance.random() < 0.5
        },
        angle=[chance.choice([0.0, 0.3, 0.6, 0.9]) for _ in range(chance.randrange(1, 4))]
        if chance.random() < 0.8
        else None,
    )
    return _with_words(made, title, body)


def _with_words(made: EngineDocument, title: list[str], body: list[str]) -> EngineDocument:
    return replace(
        made, title=" ".join(title), title_words=frozenset(title), words=frozenset([*title, *body])
    )


def _filter(chance: random.Random, documents: list[EngineDocument]) -> Filter:
    def some(codes: list[str]) -> tuple[str, ...]:
        return tuple(chance.sample(codes, chance.randrange(1, 3)))

    def rarely() -> bool:
        return chance.random() < 0.25

    keys = [one.key for one in chance.sample(documents, len(documents) // 2)]
    return Filter(
        kinds=some(KINDS) if rarely() else (),
        facets={"category": some(CODES)} if rarely() else {},
        without={"region": some(CODES)} if rarely() else {},
        within={Period.OPEN: DAY} if rarely() else {},
        outside={Period.CERTIFIED: DAY} if rarely() else {},
        only=tuple(keys) if rarely() else None,
        besides=tuple(keys[:5]) if rarely() else (),
    )


def _word(chance: random.Random) -> TypedWord:
    word = chance.choice(WORDS)
    if chance.random() < 0.3:
        return TypedWord(word[:1], frozenset({word[:1]}), prefix=True)
    return TypedWord(word, frozenset(chance.sample(WORDS, 1)) | {word})


def _in_term(one: EngineDocument, period: Period, day: date) -> bool:
    term = one.periods.get(period)
    return term is not None and (term.first or day) <= day <= (term.last or day)


def _lets_through(filter: Filter, one: EngineDocument, *, kinds: bool = True) -> bool:
    return (
        (not kinds or not filter.kinds or one.kind in filter.kinds)
        and all(set(codes) & set(one.facets[name]) for name, codes in filter.facets.items())
        and not any(set(codes) & set(one.facets[name]) for name, codes in filter.without.items())
        and all(_in_term(one, period, day) for period, day in filter.within.items())
        and not any(_in_term(one, period, day) for period, day in filter.outside.items())
        and (filter.only is None or one.key in filter.only)
        and one.key not in filter.besides
    )


def _answers(word: TypedWord, words: frozenset[str]) -> bool:
    return bool(word.forms & words) or (
        word.prefix and any(one.startswith(word.written) for one in words)
    )


def _expected(query: TypedQuery, documents: list[EngineDocument]) -> list[EngineDocument]:
    """Everything that answers, of every kind, in order."""
    found = []
    for one in documents:
        in_text = [_answers(word, one.words) for word in query.words]
        in_title = sum(_answers(word, one.title_words) for word in query.words)
        enough = all(in_text) if query.every_word else any(in_text)
        if not query.words or enough:
            score = (sum(in_text), in_title) if query.words else (0, 0)
            if query.order is Order.NEWEST:
                score = (0, 0)
            key = (-score[0], -score[1], -one.sorted_on.toordinal(), one.id, one.kind)
            found.append((key, one))
    return [
        one
        for _, one in sorted(found, key=lambda pair: pair[0])
        if _lets_through(query.filter, one, kinds=False)
    ]


@pytest.mark.parametrize("walked", [False, True])
@pytest.mark.parametrize("seed", range(4))
async def test_typed_search(db: None, seed: int, walked: bool, monkeypatch: pytest.MonkeyPatch):
    async def shares(words: object) -> dict[str, float]:
        return {SOLUTION: 0.9, CHALLENGE: 0.1} if walked else {}

    monkeypatch.setattr(statistics, "shares", shares)
    chance = random.Random(seed)
    documents = _documents(chance, 60)
    engine = PostgresEngine()
    await engine.upsert(documents)
    for _ in range(40):
        query = TypedQuery(
            words=tuple(_word(chance) for _ in range(chance.randrange(4))),
            filter=_filter(chance, documents),
            every_word=chance.random() < 0.6,
            order=chance.choice(list(Order)),
            count=("category", "region"),
            count_within={Period.OPEN: DAY},
            offset=chance.choice([0, 0, 3]),
            limit=chance.choice([5, 100]),
        )
        of_any_kind = _expected(query, documents)
        expected = [one for one in of_any_kind if _lets_through(query.filter, one)]
        found = await engine.search(query)
        page = expected[query.offset : query.offset + query.limit]
        assert [hit.key for hit in found.hits] == [one.key for one in page], query
        assert found.total == len(expected)
        assert found.kinds == _counted([one.kind for one in of_any_kind])
        for name in query.count:
            assert found.facets[name] == _counted([c for one in expected for c in one.facets[name]])
        assert found.within == {
            Period.OPEN: sum(_in_term(one, Period.OPEN, DAY) for one in expected)
        }


def _counted(values: list[str]) -> dict[str, int]:
    return {value: values.count(value) for value in set(values)}


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("seed", range(3))
async def test_candidates(db: None, seed: int, indexed: bool):
    chance = random.Random(seed)
    documents = _documents(chance, 80)
    engine = PostgresEngine()
    await engine.upsert(documents)
    if indexed:
        await vectors.ensure_index(MODEL, 384, 1)
    try:
        for _ in range(15):
            filter = _filter(chance, documents)
            vector = np.zeros(384, dtype=np.float32)
            vector[0] = 1.0
            query = CandidateQuery(
                filter=filter,
                vector=vector,
                model=MODEL,
                phrases=tuple(
                    Phrase(" ".join(words), frozenset(words))
                    for words in (chance.sample(WORDS, chance.randrange(1, 3)) for _ in range(3))
                ),
                # Among equally near ones at the end of a list the index takes any.
                nearest=200,
                hits=100,
            )
            found = await engine.candidates(query)
            through = [one for one in documents if _lets_through(filter, one)]
            near = sorted(
                (-round(float((one.vectors @ vector).max()), 2), one.id, one.kind)
                for one in through
                if one.vectors is not None
            )
            assert [hit.key for hit in found.nearest or ()] == [
                Key(kind, one) for _, one, kind in near
            ][: query.nearest]
            for phrase, hits in zip(query.phrases, found.by_phrase, strict=True):
                assert {hit.key for hit in hits} == {
                    one.key for one in through if phrase.words <= one.words
                }
    finally:
        await vectors.drop_index(MODEL)


async def test_where_one_word_is_enough_only_so_many_of_each_are_looked_at(db: None, monkeypatch):
    monkeypatch.setattr(typed_search, "OF_EACH_WORD", 3)
    engine = PostgresEngine()
    await engine.upsert([document("橋梁") for _ in range(9)])
    query = TypedQuery(words=(TypedWord("橋梁", frozenset({"橋梁"})),), every_word=False)
    assert (await engine.search(query)).total == 3
