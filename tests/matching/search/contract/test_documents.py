"""Contract: documents go in, are replaced, and go out."""

from foundation.ids import new_id
from matching.search.engines.port import CandidateQuery, Filter, Fitness
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.matching.search.contract.collection import (
    MODEL,
    SOLUTIONS,
    Collection,
    direction,
    document,
)


async def test_what_is_put_in_is_found_at_once(collection: Collection):
    [key] = await collection.put(document("橋梁の点検"))
    assert await collection.find("橋梁") == [key]


async def test_putting_in_twice_replaces(collection: Collection):
    first = document("橋梁の点検")
    await collection.put(first)
    await collection.put(document("下水の調査", key=first.id))
    assert await collection.find("橋梁") == []
    assert await collection.find("下水") == [first.key]
    assert (await collection.engine.stats()).documents == {SOLUTION: 1}


async def test_the_same_document_twice_is_one(collection: Collection):
    one = document("橋梁の点検", angle=0.1)
    await collection.put(one)
    await collection.put(one)
    assert await collection.find("橋梁") == [one.key]
    assert (await collection.engine.stats()).embedded == {SOLUTION: 1}


async def test_what_is_taken_out_is_not_found(collection: Collection):
    gone, stays = await collection.put(document("橋梁の点検", angle=0.0), document("橋梁の塗装"))
    await collection.engine.delete([gone])
    assert await collection.find("橋梁") == [stays]
    query = CandidateQuery(filter=SOLUTIONS, vector=direction(0.0), model=MODEL)
    assert (await collection.engine.candidates(query)).all_keys() == ()


async def test_taking_out_what_is_not_there_does_no_harm(collection: Collection):
    [key] = await collection.put(document("橋梁の点検"))
    await collection.engine.delete([Key(SOLUTION, new_id())])
    await collection.engine.delete([])
    assert await collection.find("橋梁") == [key]


async def test_nothing_can_be_put_in(collection: Collection):
    await collection.put()
    assert (await collection.engine.stats()).documents == {}


async def test_vectors_can_leave_a_document_and_come_back(collection: Collection):
    bare = document("橋梁の点検")
    query = CandidateQuery(filter=SOLUTIONS, vector=direction(0.0), model=MODEL)
    for angle, expected in ((0.0, (bare.key,)), (None, ()), (0.2, (bare.key,))):
        await collection.put(document("橋梁の点検", key=bare.id, angle=angle))
        assert (await collection.engine.candidates(query)).all_keys() == expected


async def test_numbers_are_told_by_kind(collection: Collection):
    await collection.put(
        document("橋梁", angle=0.0),
        document("下水"),
        document("道路", kind=CHALLENGE, angle=0.0),
    )
    stats = await collection.engine.stats()
    assert stats.documents == {SOLUTION: 2, CHALLENGE: 1}
    assert stats.embedded == {SOLUTION: 1, CHALLENGE: 1}
    assert stats.version


async def test_applying_settings_again_changes_nothing(collection: Collection):
    [key] = await collection.put(document("橋梁の点検"))
    await collection.engine.apply_settings()
    assert (await collection.engine.health()).fitness is Fitness.READY
    assert await collection.find("橋梁") == [key]


async def test_documents_of_two_kinds_may_have_one_id(collection: Collection):
    solution = document("橋梁の点検", angle=0.0)
    challenge = document("橋梁の老朽化", angle=0.1, kind=CHALLENGE, key=solution.id)
    near = document("橋梁の塗装", angle=0.4)
    await collection.put(solution, challenge, near)
    assert set(await collection.find("橋梁")) == {solution.key, challenge.key, near.key}
    assert (await collection.engine.stats()).embedded == {SOLUTION: 2, CHALLENGE: 1}
    assert await collection.under(Filter(only=(challenge.key,))) == {challenge.key}
    assert await collection.under(Filter(besides=(challenge.key,))) == {solution.key, near.key}
    hits = await collection.engine.similar(challenge.key, SOLUTIONS, 5)
    assert [hit.key for hit in hits] == [solution.key, near.key]
    await collection.engine.delete([challenge.key])
    assert set(await collection.find("橋梁")) == {solution.key, near.key}
    query = CandidateQuery(filter=SOLUTIONS, vector=direction(0.0), model=MODEL)
    assert (await collection.engine.candidates(query)).all_keys() == (solution.key, near.key)
