"""Contract: typed search, its order, its counts and its pages."""

from datetime import timedelta

import pytest

from matching.search.engines.port import COUNTED, Filter, Order, Period, Term
from matching.search.kinds import CHALLENGE, CONTEST, SOLUTION
from tests.matching.search.contract.collection import (
    DAY,
    Collection,
    document,
    facets,
    typed,
)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("人工知能による見守り", "人工知能"),
        ("日東電工の材料", "日東電工"),
        ("健診の予約", "健診"),
        ("ＡＩカメラ", "AI"),
        ("AIカメラ", "ＡＩ"),
        ("アプリの開発", "ｱﾌﾟﾘ"),
        ("ｱﾌﾟﾘの開発", "アプリ"),
        ("ウエアラブル端末", "ウェアラブル"),
        ("ウェアラブル端末", "ウエアラブル"),
        ("サーバーの保守", "サーバ"),
        ("サーバの保守", "サーバー"),
        ("コンピュータ教室", "コンピューター"),
        ("打合せの記録", "打ち合わせ"),
        ("腰の負担", "腰"),
        ("Drone inspection", "drone"),
        ("IoTセンサー", "iot"),
        ("iot gateway", "IoT"),
        ("次世代5G通信", "5G"),
    ],
)
async def test_a_word_finds_its_spellings(collection: Collection, written: str, asked: str):
    [key] = await collection.put(document(written))
    await collection.put(document("下水の調査"))
    assert await collection.find(asked) == [key]


async def test_every_word_must_be_there(collection: Collection):
    both, _ = await collection.put(
        document("橋梁の点検", "ドローンを使う"), document("橋梁の塗装", "足場を使わない")
    )
    assert await collection.find("橋梁", "ドローン") == [both]


async def test_one_word_is_enough_and_more_come_first(collection: Collection):
    one, two, _ = await collection.put(
        document("橋梁の塗装", sorted_on=DAY),
        document("橋梁の点検", "ドローンを使う", sorted_on=DAY - timedelta(days=9)),
        document("森林の調査"),
    )
    assert await collection.find("橋梁", "ドローン", "気球", every_word=False) == [two, one]


async def test_a_word_that_is_nowhere_finds_nothing(collection: Collection):
    await collection.put(document("橋梁の点検"))
    found = await collection.found("気球", count=("category",))
    assert found.hits == () and found.total == 0 and found.facets == {"category": {}}
    assert not any(found.kinds.values())


async def test_words_in_the_title_come_before_words_in_the_body(collection: Collection):
    body, title = await collection.put(
        document("現場の記録", "橋梁の点検", sorted_on=DAY),
        document("橋梁の点検", "現場の記録", sorted_on=DAY - timedelta(days=30)),
    )
    assert await collection.find("橋梁") == [title, body]
    assert await collection.find("橋梁", order=Order.NEWEST) == [body, title]


async def test_among_equals_the_newest_come_first_then_ids(collection: Collection):
    old, new = await collection.put(
        document("橋梁", sorted_on=DAY - timedelta(days=1)), document("橋梁", sorted_on=DAY)
    )
    same = await collection.put(*(document("橋梁", sorted_on=DAY) for _ in range(3)))
    assert await collection.find("橋梁") == [*sorted([new, *same]), old]


async def test_nothing_typed_finds_everything_newest_first(collection: Collection):
    old, new = await collection.put(
        document("橋梁", sorted_on=DAY - timedelta(days=1)), document("下水", sorted_on=DAY)
    )
    found = await collection.found()
    assert [hit.key for hit in found.hits] == [new, old] and found.total == 2


async def test_a_word_still_being_typed_finds_what_begins_with_it(collection: Collection):
    keys = await collection.put(document("ドローンの点検"), document("ドローイング教室"))
    await collection.put(document("下水"))
    assert set(await collection.find(typed("ドロ", prefix=True))) == set(keys)
    assert await collection.find(typed("ドロ")) == []
    assert await collection.find(typed("ドローン", prefix=True)) == keys[:1]


async def test_of_several_words_the_last_may_be_unfinished(collection: Collection):
    key, _ = await collection.put(document("橋梁のドローン点検"), document("橋梁の塗装"))
    assert await collection.find("橋梁", typed("ドロ", prefix=True)) == [key]


@pytest.mark.parametrize("signs", ["'", '"', "\\", "-橋梁", "&|!<>()", ":*", "ッー", "%", "_"])
async def test_signs_do_no_harm(collection: Collection, signs: str):
    [key] = await collection.put(document("橋梁の点検", f"記号 {signs}"))
    await collection.find(signs)
    await collection.find(typed(signs, prefix=True))
    assert await collection.find("橋梁") == [key]


async def test_more_than_ten_words(collection: Collection):
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
    key, *others = await collection.put(
        document("記録", "、".join(terms)), *(document(term) for term in terms[:9])
    )
    assert await collection.find(*terms[:10]) == [key]
    found = await collection.find(*terms, every_word=False)
    assert found[0] == key and set(others) <= set(found)


async def test_the_last_word_of_a_long_body_is_found(collection: Collection):
    [key] = await collection.put(document("記録", "介護の記録を取る。" * 2300 + "橋梁の点検"))
    assert await collection.find("橋梁") == [key]


async def test_owner_english_title_and_further_words_are_found(collection: Collection):
    [key] = await collection.put(
        document(
            "橋梁の点検",
            owner="見本工業株式会社",
            title_en="Bridge inspection",
            owner_en="Sample Works",
            more="みほんこうぎょう C-2026-031",
        )
    )
    for word in ("見本工業", "bridge", "works"):
        assert await collection.find(word) == [key], word


async def test_kinds_are_counted_without_the_filter_of_kinds(collection: Collection):
    await collection.put(
        document("橋梁"),
        document("橋梁"),
        document("橋梁", kind=CHALLENGE),
        document("橋梁", kind=CONTEST, facets=facets(category="water")),
        document("下水", kind=CONTEST),
    )
    found = await collection.found("橋梁", filter=Filter(kinds=(SOLUTION,)))
    assert found.total == 2 and len(found.hits) == 2
    assert {kind: n for kind, n in found.kinds.items() if n} == {
        SOLUTION: 2,
        CHALLENGE: 1,
        CONTEST: 1,
    }
    narrowed = await collection.found(
        "橋梁", filter=Filter(kinds=(SOLUTION,), facets=facets(category="water"))
    )
    assert narrowed.total == 0
    assert {kind: n for kind, n in narrowed.kinds.items() if n} == {CONTEST: 1}


async def test_kinds_are_counted_where_nothing_is_typed(collection: Collection):
    await collection.put(document("橋梁"), document("橋梁", kind=CHALLENGE))
    found = await collection.found(filter=Filter(kinds=(CHALLENGE,)))
    assert found.total == 1
    assert {kind: n for kind, n in found.kinds.items() if n} == {SOLUTION: 1, CHALLENGE: 1}


async def test_facets_and_terms_are_counted_under_the_whole_filter(collection: Collection):
    term = {Period.OPEN: Term(DAY, DAY)}
    await collection.put(
        document("橋梁", facets=facets(category="water", region=("tama", "islands")), periods=term),
        document("橋梁", facets=facets(category="welfare", region="tama")),
        document("橋梁", kind=CHALLENGE, facets=facets(category="water"), periods=term),
        document("下水", facets=facets(category="water"), periods=term),
    )
    found = await collection.found(
        "橋梁",
        filter=Filter(kinds=(SOLUTION,)),
        count=("category", "region"),
        count_within={Period.OPEN: DAY, Period.CERTIFIED: DAY},
    )
    assert found.facets == {
        "category": {"water": 1, "welfare": 1},
        "region": {"tama": 2, "islands": 1},
    }
    assert found.within == {Period.OPEN: 1, Period.CERTIFIED: 0}


async def test_pages_do_not_overlap_and_miss_nothing(collection: Collection):
    keys = await collection.put(*(document("橋梁の点検") for _ in range(25)))
    pages = [await collection.find("橋梁", offset=at, limit=10) for at in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [key for page in pages for key in page] == sorted(keys)
    assert (await collection.found("橋梁", offset=20, limit=10)).total == 25


async def test_counts_end_at_a_thousand(collection: Collection):
    made = [document("橋梁の点検", facets=facets(category="water")) for _ in range(COUNTED + 5)]
    await collection.put(*made)
    for words in (("橋梁",), ()):
        found = await collection.found(*words, count=("category",))
        assert found.total == COUNTED
        assert found.kinds[SOLUTION] == COUNTED
        assert found.facets == {"category": {"water": COUNTED}}
