"""What the adapter asks of typed words and filters, and how it reads a page with its counts."""

from dataclasses import replace
from datetime import date

from matching.search.engines.port import (
    COUNTED,
    CandidateQuery,
    Filter,
    Order,
    Period,
    Phrase,
    Term,
    TypedQuery,
    TypedWord,
)
from tests.matching.search.engines.meilisearch.conftest import (
    document,
    ids,
    typed,
)


async def test_signs_of_a_text_are_no_operators(engine, server) -> None:
    words = typed('"防災', "-避難", "－訓練", "AI-OCR", prefix=True)
    await engine.search(TypedQuery(words=words))
    assert server.received[-1].body["queries"][0]["q"] == '"防災" "避難" "訓練" ai-ocr'


async def test_texts_are_asked_in_their_normal_form(engine, server) -> None:
    await engine.search(TypedQuery(words=typed("ＡＩ", "ｱｲｳ")))
    assert server.received[-1].body["queries"][0]["q"] == '"ai" "アイウ"'


async def test_a_query_has_ten_terms_at_most_and_the_open_word_stands_last(engine, server) -> None:
    words = typed(*(f"語{number}" for number in range(13)), prefix=True)
    await engine.search(TypedQuery(words=words))
    sent = server.received[-1].body["queries"][0]
    assert len(sent["q"].split()) == 10
    assert sent["matchingStrategy"] == "all"
    words = typed("防災", "ドロ", prefix=True)
    await engine.search(TypedQuery(words=words))
    assert server.received[-1].body["queries"][0]["q"] == '"防災" ドロ'


async def test_a_page_with_its_counts_is_one_request(engine, server) -> None:
    open_ = {Period.OPEN: Term(date(2026, 11, 1), None)}
    await engine.upsert(
        [
            document(1, facets={"category": ("welfare", "disaster")}, periods=open_),
            document(2, facets={"category": ("welfare",)}),
            document(3, kind="challenge", periods=open_),
        ]
    )
    server.received.clear()
    found = await engine.search(
        TypedQuery(
            words=typed("介護"),
            filter=Filter(kinds=("solution",)),
            count=("category",),
            count_within={Period.OPEN: date(2026, 11, 24)},
            limit=1,
        )
    )
    assert [request.path for request in server.received] == ["/multi-search"]
    page, kinds, open_count = server.received[0].body["queries"]
    assert (page["page"], page["hitsPerPage"], page["facets"]) == (1, 1, ["category"])
    assert (kinds["limit"], kinds["facets"]) == (0, ["kind"])
    assert "filter" not in kinds
    assert open_count["filter"] == (
        'kind IN ["solution"] AND open_from <= 20261124 AND open_until >= 20261124'
    )
    assert found.total == 2
    assert len(found.hits) == 1
    assert found.kinds == {"solution": 2, "challenge": 1}
    assert found.facets == {"category": {"welfare": 2, "disaster": 1}}
    assert found.within == {Period.OPEN: 1}


async def test_without_kinds_in_the_filter_they_are_counted_with_the_page(engine, server) -> None:
    await engine.upsert([document(1), document(2, kind="challenge")])
    found = await engine.search(TypedQuery(offset=1, limit=3))
    assert len(server.received[-1].body["queries"]) == 1
    sent = server.received[-1].body["queries"][0]
    assert (sent["offset"], sent["limit"]) == (1, 3)
    assert found.kinds == {"solution": 1, "challenge": 1}
    assert ids(found.hits) == [1]


async def test_the_newest_come_first_with_ties_by_id(engine, server) -> None:
    same = date(2026, 5, 1)
    await engine.upsert(
        [document(1), document(5, sorted_on=same), document(4, sorted_on=same), document(2)]
    )
    found = await engine.search(TypedQuery(words=typed("介護"), order=Order.NEWEST))
    assert server.received[-1].body["queries"][0]["sort"] == ["sorted_on:desc"]
    assert ids(found.hits) == [4, 5, 2, 1]


async def test_one_word_is_enough_where_that_is_asked(engine) -> None:
    await engine.upsert(
        [
            document(1, title="防災ドローン", body="", facets={"category": ("disaster",)}),
            document(2, title="ドローン", body="", facets={"category": ("disaster",)}),
            document(3, title="防災", body="", kind="challenge"),
            document(4, title="会計", body=""),
        ]
    )
    query = TypedQuery(words=typed("防災", "ドローン"), every_word=False, count=("category",))
    found = await engine.search(query)
    assert ids(found.hits) == [1, 3, 2]
    assert (found.total, found.kinds) == (3, {"solution": 2, "challenge": 1})
    assert found.facets == {"category": {"disaster": 2}}
    day = {Period.OPEN: date(2026, 11, 24)}
    narrowed = replace(query, filter=Filter(kinds=("challenge",)), count_within=day)
    found = await engine.search(narrowed)
    assert (ids(found.hits), found.kinds) == ([3], {"solution": 2, "challenge": 1})
    assert found.within == {Period.OPEN: 0}
    found = await engine.search(replace(query, offset=1, limit=1))
    assert (ids(found.hits), found.total) == ([3], 3)
    found = await engine.search(replace(query, order=Order.NEWEST))
    assert ids(found.hits) == [3, 2, 1]
    unknown = TypedQuery(words=typed("月面", "基地"), every_word=False)
    assert (await engine.search(unknown)).total == 0
    assert (await engine.search(replace(unknown, words=typed("の", "。")))).total == 0


async def test_counts_end_at_what_is_counted(engine, server) -> None:
    many = [document(number, sorted_on=date(2026, 1, 1)) for number in range(1, COUNTED + 6)]
    await engine.upsert(many)
    found = await engine.search(TypedQuery())
    assert found.total == COUNTED
    assert found.kinds == {"solution": COUNTED}


async def test_of_the_spellings_of_a_word_the_one_every_document_has_is_asked(
    engine, server
) -> None:
    for written, forms, asked in (
        ("打合せ", {"打合せ", "打ち合わせ"}, '"打ち合わせ"'),
        ("ウエアラブル", {"ウエアラブル", "ウェアラブル"}, '"ウエアラブル"'),
        ("サーバ", {"サーバ", "サーバー"}, '"サーバ"'),
        ("橋梁", {"橋梁"}, '"橋梁"'),
    ):
        words = (TypedWord(written, frozenset(forms)),)
        await engine.search(TypedQuery(words=words))
        assert server.received[-1].body["queries"][0]["q"] == asked
    query = CandidateQuery(
        filter=Filter(),
        phrases=(
            Phrase("サーバー", frozenset({"サーバー"})),
            Phrase("障害者", frozenset({"障害者", "障害"})),
        ),
    )
    await engine.candidates(query)
    assert [one["q"] for one in server.received[-1].body["queries"]] == ['"サーバ"', '"障害者"']


async def test_nothing_found_has_counts_all_the_same(engine) -> None:
    found = await engine.search(
        TypedQuery(
            words=typed("の"), count=("category",), count_within={Period.OPEN: date(2026, 11, 24)}
        )
    )
    assert (found.facets, found.within) == ({"category": {}}, {Period.OPEN: 0})
