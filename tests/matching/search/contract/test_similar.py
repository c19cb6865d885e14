"""Contract: documents near to one of the index."""

from foundation.ids import new_id
from matching.search.engines.port import Filter
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.matching.search.contract.collection import (
    CHALLENGES,
    SOLUTIONS,
    Collection,
    document,
    facets,
)


async def test_the_nearest_come_first_without_itself(collection: Collection):
    one, far, near = await collection.put(
        document(angle=0.0), document(angle=0.9), document(angle=0.2)
    )
    assert [hit.key for hit in await collection.engine.similar(one, SOLUTIONS, 10)] == [near, far]


async def test_so_many_as_are_asked(collection: Collection):
    one, *_ = await collection.put(*(document(angle=0.1 * at) for at in range(6)))
    assert len(await collection.engine.similar(one, SOLUTIONS, 3)) == 3


async def test_documents_without_vectors_are_near_to_nothing(collection: Collection):
    bare, one = await collection.put(document(), document(angle=0.1))
    assert await collection.engine.similar(bare, SOLUTIONS, 5) == ()
    assert await collection.engine.similar(one, SOLUTIONS, 5) == ()
    assert await collection.engine.similar(Key(SOLUTION, new_id()), SOLUTIONS, 5) == ()


async def test_the_filter_holds(collection: Collection):
    one, wanted, *_ = await collection.put(
        document(angle=0.0, kind=CHALLENGE),
        document(angle=0.5, kind=CHALLENGE, facets=facets(category="water")),
        document(angle=0.1, kind=CHALLENGE, facets=facets(category="welfare")),
        document(angle=0.1),
    )
    filter = Filter(kinds=CHALLENGES.kinds, facets=facets(category="water"))
    assert [hit.key for hit in await collection.engine.similar(one, filter, 5)] == [wanted]


async def test_a_document_of_several_pieces_is_listed_once(collection: Collection):
    one, other = await collection.put(document(angle=[0.0, 0.3]), document(angle=[0.25, 0.31, 0.9]))
    assert [hit.key for hit in await collection.engine.similar(one, SOLUTIONS, 5)] == [other]
