"""Contract: each part of a filter, alone and together, in search and in matches alike."""

from datetime import date, timedelta

import pytest

from matching.search.engines.port import CandidateQuery, Filter, Period, Term
from matching.search.kinds import CHALLENGE, CONTEST, SOLUTION
from tests.matching.search.contract.collection import (
    DAY,
    MODEL,
    Collection,
    direction,
    document,
    facets,
)

BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
AWKWARD = ['say "yes"', "it's", "back\\slash", "a=b", "x AND y", "日本語 ・コード", "[1]", "TO"]


async def under(collection: Collection, filter: Filter) -> set:
    """What a filter lets through; typed search and matches must agree."""
    found = await collection.under(filter)
    query = CandidateQuery(filter=filter, vector=direction(0.0), model=MODEL)
    candidates = await collection.engine.candidates(query)
    assert {hit.key for hit in candidates.nearest or ()} == found
    return found


async def test_no_filter_lets_everything_through(collection: Collection):
    keys = await collection.put(document(angle=0.1), document(angle=0.2, kind=CHALLENGE))
    assert await under(collection, Filter()) == set(keys)


async def test_kinds_are_an_or(collection: Collection):
    one, two, _ = await collection.put(
        document(angle=0.1),
        document(angle=0.2, kind=CHALLENGE),
        document(angle=0.3, kind=CONTEST),
    )
    assert await under(collection, Filter(kinds=(SOLUTION, CHALLENGE))) == {one, two}


async def test_codes_of_a_facet_are_an_or_and_facets_an_and(collection: Collection):
    a, b, _ = await collection.put(
        document(angle=0.1, facets=facets(category="welfare", region="tama")),
        document(angle=0.2, facets=facets(category="water", region=("tama", "islands"))),
        document(angle=0.3, facets=facets(category="water", region="centre")),
    )
    wanted = Filter(facets=facets(category=("welfare", "water"), region="tama"))
    assert await under(collection, wanted) == {a, b}


async def test_a_code_of_one_facet_is_none_of_another(collection: Collection):
    await collection.put(document(angle=0.1, facets=facets(category="tama")))
    assert await under(collection, Filter(facets=facets(region="tama"))) == set()


async def test_a_facet_without_codes_lets_nothing_through(collection: Collection):
    await collection.put(document(angle=0.1, facets=facets(category="tama")))
    assert await under(collection, Filter(facets={"category": ()})) == set()


async def test_without_keeps_documents_out(collection: Collection):
    _, b, c = await collection.put(
        document(angle=0.1, facets=facets(cannot=("outdoor", "night"))),
        document(angle=0.2, facets=facets(cannot="noise")),
        document(angle=0.3),
    )
    assert await under(collection, Filter(without=facets(cannot=("outdoor", "heat")))) == {b, c}


@pytest.mark.parametrize("period", list(Period))
async def test_terms_count_their_first_and_last_day(collection: Collection, period: Period):
    terms = {
        "today": Term(DAY, DAY),
        "from today": Term(DAY, None),
        "until today": Term(None, DAY),
        "always": Term(None, None),
        "over": Term(date(2020, 1, 1), BEFORE),
        "to come": Term(AFTER, None),
    }
    keys = dict(
        zip(
            terms,
            await collection.put(
                *(document(angle=0.1, periods={period: term}) for term in terms.values())
            ),
            strict=True,
        )
    )
    [none] = await collection.put(document(angle=0.2))
    inside = {keys[name] for name in ("today", "from today", "until today", "always")}
    assert await under(collection, Filter(within={period: DAY})) == inside
    assert await under(collection, Filter(outside={period: DAY})) == {
        keys["over"],
        keys["to come"],
        none,
    }


async def test_the_two_terms_are_kept_apart(collection: Collection):
    open_now, certified = await collection.put(
        document(angle=0.1, periods={Period.OPEN: Term(BEFORE, AFTER)}),
        document(angle=0.2, periods={Period.CERTIFIED: Term(BEFORE, AFTER)}),
    )
    assert await under(collection, Filter(within={Period.OPEN: DAY})) == {open_now}
    assert await under(collection, Filter(outside={Period.OPEN: DAY})) == {certified}


async def test_only_and_besides(collection: Collection):
    a, b, c = await collection.put(*(document(angle=0.1) for _ in range(3)))
    assert await under(collection, Filter(only=(a, b))) == {a, b}
    assert await under(collection, Filter(besides=(a,))) == {b, c}
    assert await under(collection, Filter(only=(a, b), besides=(a,))) == {b}
    assert await under(collection, Filter(only=())) == set()


@pytest.mark.parametrize("code", AWKWARD)
async def test_codes_may_hold_any_signs(collection: Collection, code: str):
    [key] = await collection.put(document(angle=0.1, facets=facets(organisation=code)))
    await collection.put(document(angle=0.1, facets=facets(organisation="other")))
    assert await under(collection, Filter(facets=facets(organisation=code))) == {key}
    found = await collection.found(count=("organisation",))
    assert found.facets == {"organisation": {code: 1, "other": 1}}


async def test_everything_at_once(collection: Collection):
    now = Term(BEFORE, AFTER)

    def made(category="water", cannot="night", term=now, kind=SOLUTION):
        return document(
            angle=0.1,
            kind=kind,
            facets=facets(category=category, cannot=cannot),
            periods={Period.OPEN: term},
        )

    [key] = await collection.put(made())
    [other] = await collection.put(made())
    await collection.put(
        made(category="welfare"),
        made(cannot="outdoor"),
        made(term=Term(AFTER, None)),
        made(kind=CHALLENGE),
    )
    wanted = Filter(
        kinds=(SOLUTION,),
        facets=facets(category="water"),
        without=facets(cannot="outdoor"),
        within={Period.OPEN: DAY},
        outside={Period.CERTIFIED: DAY},
        besides=(other,),
    )
    assert await under(collection, wanted) == {key}
