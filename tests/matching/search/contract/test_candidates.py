"""Contract: what a match is given."""

from dataclasses import replace

import numpy as np

from matching.search.engines.port import CandidateQuery, Filter
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.matching.search.contract.collection import (
    CHALLENGES,
    MODEL,
    SOLUTIONS,
    Collection,
    direction,
    document,
    facets,
    phrase,
)

NEAR = CandidateQuery(filter=SOLUTIONS, vector=direction(0.0), model=MODEL)


async def test_the_nearest_come_first_with_falling_scores(collection: Collection):
    far, near, middle = await collection.put(
        document(angle=1.0), document(angle=0.1), document(angle=0.5)
    )
    hits = (await collection.engine.candidates(NEAR)).nearest or ()
    assert [hit.key for hit in hits] == [near, middle, far]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 3


async def test_ties_are_broken_by_id(collection: Collection):
    keys = await collection.put(*(document(angle=0.3) for _ in range(5)))
    hits = (await collection.engine.candidates(NEAR)).nearest or ()
    assert [hit.key for hit in hits] == sorted(keys)


async def test_a_document_is_as_near_as_its_nearest_piece_and_listed_once(collection: Collection):
    pieces, other = await collection.put(document(angle=[1.5, 0.1, 1.4]), document(angle=0.2))
    hits = (await collection.engine.candidates(NEAR)).nearest or ()
    assert [hit.key for hit in hits] == [pieces, other]


async def test_documents_without_vectors_are_not_among_the_nearest(collection: Collection):
    with_one, _ = await collection.put(document(angle=0.9), document())
    assert (await collection.engine.candidates(NEAR)).all_keys() == (with_one,)


async def test_so_many_nearest_as_are_asked(collection: Collection):
    await collection.put(*(document(angle=[0.1 * at, 0.1 * at + 0.01]) for at in range(8)))
    found = await collection.engine.candidates(replace(NEAR, nearest=3))
    assert len(found.nearest or ()) == 3


async def test_each_phrase_has_its_own_list(collection: Collection):
    bridge, sewer, both = await collection.put(
        document("橋梁の点検"), document("下水の調査"), document("橋梁と下水")
    )
    query = CandidateQuery(
        filter=SOLUTIONS, phrases=(phrase("橋梁"), phrase("下水"), phrase("森林"))
    )
    found = await collection.engine.candidates(query)
    assert found.nearest is None
    lists = [{hit.key for hit in hits} for hits in found.by_phrase]
    assert lists == [{bridge, both}, {sewer, both}, set()]


async def test_a_phrase_wants_all_of_its_words(collection: Collection):
    key, _ = await collection.put(
        document("障害", "障害者のための移動支援"), document("移動", "図書館の移動車")
    )
    query = CandidateQuery(filter=SOLUTIONS, phrases=(phrase("障害者"),))
    found = await collection.engine.candidates(query)
    assert [[hit.key for hit in hits] for hits in found.by_phrase] == [[key]]


async def test_a_phrase_finds_what_is_said_in_the_title_alone_or_the_body_alone(
    collection: Collection,
):
    keys = await collection.put(document("橋梁", "点検"), document("点検", "橋梁"))
    found = await collection.engine.candidates(
        CandidateQuery(filter=SOLUTIONS, phrases=(phrase("橋梁"),))
    )
    assert {hit.key for hit in found.by_phrase[0]} == set(keys)


async def test_no_more_hits_of_a_phrase_than_are_asked(collection: Collection):
    await collection.put(*(document("橋梁の点検") for _ in range(6)))
    found = await collection.engine.candidates(
        CandidateQuery(filter=SOLUTIONS, phrases=(phrase("橋梁"),), hits=4)
    )
    assert len(found.by_phrase[0]) == 4


async def test_vector_and_phrases_are_asked_at_once_under_one_filter(collection: Collection):
    chosen = document("橋梁の点検", angle=0.0, facets=facets(category="infrastructure"))
    other = document("橋梁の点検", angle=0.0, facets=facets(category="welfare"))
    challenge = document("橋梁の点検", angle=0.0, kind=CHALLENGE)
    await collection.put(chosen, other, challenge)
    filter = Filter(kinds=(SOLUTION,), facets=facets(category="infrastructure"))
    found = await collection.engine.candidates(
        replace(NEAR, filter=filter, phrases=(phrase("橋梁"),))
    )
    assert [hit.key for hit in found.nearest or ()] == [chosen.key]
    assert [hit.key for hit in found.by_phrase[0]] == [chosen.key]
    assert found.all_keys() == (chosen.key,)


async def test_kinds_are_kept_apart(collection: Collection):
    _, challenge = await collection.put(document(angle=0.0), document(angle=0.9, kind=CHALLENGE))
    found = await collection.engine.candidates(replace(NEAR, filter=CHALLENGES))
    assert found.all_keys() == (challenge,)


async def test_more_than_ten_phrases(collection: Collection):
    terms = [
        "橋梁",
        "下水",
        "道路",
        "河川",
        "公園",
        "学校",
        "図書館",
        "病院",
        "保育",
        "消防",
        "防災",
        "介護",
    ]
    keys = await collection.put(*(document(f"{term}の記録") for term in terms))
    found = await collection.engine.candidates(
        CandidateQuery(filter=SOLUTIONS, phrases=tuple(phrase(term) for term in terms))
    )
    assert [[hit.key for hit in hits] for hits in found.by_phrase] == [[key] for key in keys]


async def test_signs_in_phrases_do_no_harm(collection: Collection):
    [key] = await collection.put(document("計測器"))
    signs = ('"', "'", "\\", "a & b", "-計測器", "計測器")
    found = await collection.engine.candidates(
        CandidateQuery(filter=SOLUTIONS, phrases=tuple(phrase(sign) for sign in signs))
    )
    assert [hit.key for hit in found.by_phrase[-1]] == [key]


async def test_nothing_asked_nothing_found(collection: Collection):
    await collection.put(document(angle=0.0))
    found = await collection.engine.candidates(CandidateQuery(filter=SOLUTIONS))
    assert found.nearest is None and found.by_phrase == ()


async def test_scores_of_nearness_do_not_depend_on_what_else_is_asked(collection: Collection):
    await collection.put(document("橋梁", angle=0.4), document("下水", angle=0.8))
    alone = await collection.engine.candidates(NEAR)
    together = await collection.engine.candidates(replace(NEAR, phrases=(phrase("橋梁"),)))
    assert np.allclose(
        [hit.score for hit in alone.nearest or ()], [hit.score for hit in together.nearest or ()]
    )
