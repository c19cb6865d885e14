"""A bureau says by which words and conditions its challenge is matched, and sees the ranking change."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from foundation.access.actor import Actor
from foundation.clock import now
from foundation.database import fetch_value, transaction
from foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from matching.facts.effects import record_fact
from matching.facts.kinds import FactKind, SubjectKind
from matching.matcher.commands.criteria import (
    add_word,
    remove_word,
    replace_criteria,
    restore_word,
    set_modes,
)
from matching.matcher.permissions import Permission
from matching.matcher.queries import (
    Verdict,
    criteria_of,
    placing_of,
    ranked_solutions,
    ranking_record,
)
from matching.matcher.scoring.criteria import Criteria, asked_keys, filter_of, unmet
from matching.matcher.sources.port import ChallengeFields, SolutionFields
from matching.search.engines.port import Period
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import Facet
from tests.factories.index import BUREAU

PERMISSIONS = frozenset({Permission.READ_OWN_RANKING.value, Permission.KEEP_SHORTLIST.value})
OWNER = Actor(
    account_id=UUID(int=1), account_name="職員A", organisation_id=BUREAU, permissions=PERMISSIONS
)
READER = Actor(
    account_id=UUID(int=2),
    organisation_id=BUREAU,
    permissions=frozenset({Permission.READ_OWN_RANKING.value}),
)
OTHER_BUREAU = Actor(account_id=UUID(int=3), organisation_id=UUID(int=77), permissions=PERMISSIONS)
ASKED = ChallengeFields(
    id=UUID(int=5),
    owner_id=BUREAU,
    owner_name="",
    title="",
    body="",
    published=True,
    readiness=7,
    region="tama",
    conditions=frozenset({"no_power", "outdoors"}),
)
DEMANDED = Criteria(demanded=frozenset({"readiness", "region", "certified", "condition:no_power"}))


@pytest.fixture
async def challenge(memory) -> UUID:
    key = memory.add(
        CHALLENGE,
        "腰の負担",
        "介助で職員の腰に負担がかかる。",
        readiness=7,
        conditions=frozenset({"no_power"}),
    )
    memory.add(SOLUTION, "スーツ", "職員の腰の負担を軽くする機器。", readiness=8)
    memory.add(SOLUTION, "見守りマット", "夜間の見守りを助ける床のマット。", readiness=9)
    memory.add(SOLUTION, "議事録", "会議の音声を文字にする。", readiness=5)
    await memory.index()
    return key


def _solution(**changes) -> SolutionFields:
    return SolutionFields(id=UUID(int=6), owner_id=UUID(int=7), owner_name="", title="", **changes)


async def _words(challenge: UUID) -> list[str]:
    return [term.surface for term in (await ranked_solutions(OWNER, challenge)).terms]


async def _order(challenge: UUID) -> list[str]:
    return [one.solution.title for one in (await ranked_solutions(OWNER, challenge)).results]


async def test_an_added_word_finds_and_lifts_what_has_it(challenge):
    before = await _order(challenge)
    assert before[0] == "スーツ"
    after = await add_word(OWNER, challenge, "夜間", 0)
    assert (after.version, after.added, after.changed_by) == (1, ("夜間",), "職員A")
    ranking = await ranked_solutions(OWNER, challenge)
    assert [term.surface for term in ranking.terms][-1] == "夜間"
    lifted = next(one for one in ranking.results if one.solution.title == "見守りマット")
    assert "夜間" in [met.term.surface for met in lifted.why.met]
    assert lifted.why.scored.evidence > 0
    assert await fetch_value("SELECT action FROM audit_event") == "match_criteria.change"


async def test_a_word_left_out_stays_visible_and_comes_back(challenge):
    (form,) = [
        term.form
        for term in (await ranked_solutions(OWNER, challenge)).terms
        if term.surface == "腰"
    ]
    before = (await ranked_solutions(OWNER, challenge)).results[0].why.scored.evidence
    await remove_word(OWNER, challenge, form, 0)
    ranking = await ranked_solutions(OWNER, challenge)
    assert [term.surface for term in ranking.dropped] == ["腰"]
    assert "腰" not in [term.surface for term in ranking.terms]
    assert ranking.results[0].why.scored.evidence < before
    await restore_word(OWNER, challenge, form, 1)
    assert (await ranked_solutions(OWNER, challenge)).dropped == ()
    assert (await ranked_solutions(OWNER, challenge)).results[0].why.scored.evidence == before


async def test_an_added_word_is_forgotten_when_it_is_left_out(challenge):
    await add_word(OWNER, challenge, "見守り センサー", 0)
    words = await _words(challenge)
    form = (await ranked_solutions(OWNER, challenge)).terms[-1].form
    assert words[-1] == "見守り センサー"
    after = await remove_word(OWNER, challenge, form, 1)
    assert after.added == () and after.removed == ()


async def test_at_most_twelve_words_with_those_added(challenge):
    version = 0
    for number, word in enumerate(
        ["橋", "川", "港", "道路", "公園", "学校", "病院", "駅", "空港", "図書館", "消防", "水道"]
    ):
        version = (await add_word(OWNER, challenge, word, version)).version
        assert version == number + 1
    assert len(await _words(challenge)) == 12
    with pytest.raises(Invalid):
        await add_word(OWNER, challenge, "電気", version)


@pytest.mark.parametrize("word", ["", "  ", "の", "。、", "長" * 41])
async def test_what_holds_nothing_to_look_for_is_refused(challenge, word):
    with pytest.raises(Invalid):
        await add_word(OWNER, challenge, word, 0)
    assert (await criteria_of(challenge)).version == 0


async def test_sent_twice_is_once_and_a_stale_form_is_told(challenge):
    await add_word(OWNER, challenge, "夜間", 0)
    assert (await add_word(OWNER, challenge, "夜間", 0)).version == 1
    with pytest.raises(Conflict, match="先に変えました"):
        await add_word(OWNER, challenge, "昼間", 0)
    assert (await criteria_of(challenge)).added == ("夜間",)


@pytest.mark.parametrize("actor", [READER, OTHER_BUREAU], ids=["reader", "other bureau"])
async def test_only_the_owner_changes_them(challenge, actor):
    with pytest.raises(NotPermitted):
        await add_word(actor, challenge, "夜間", 0)
    with pytest.raises(NotFound):
        await add_word(OWNER, UUID(int=1), "夜間", 0)


async def test_a_draft_is_not_there_for_another_bureau(memory):
    draft = memory.add(CHALLENGE, "下書き", "腰の負担。", published=False)
    with pytest.raises(NotFound):
        await set_modes(OTHER_BUREAU, draft, {"certified": "must"}, 0)


async def test_who_does_not_meet_what_is_demanded_is_left_out_and_told_why(memory, challenge):
    for key, level in (
        (one, str(fields["readiness"])) for one, fields in memory.solution_fields.items()
    ):
        memory.texts[key] = replace(memory.texts[key], facets={Facet.READINESS: (level,)})
    await memory.index()
    assert "議事録" in await _order(challenge)
    await set_modes(OWNER, challenge, {"readiness": "must"}, 0)
    ranking = await ranked_solutions(OWNER, challenge)
    assert {one.solution.title for one in ranking.results} == {"スーツ", "見守りマット"}
    left_out = next(key for key, text in memory.texts.items() if text.title == "議事録")
    placing = await placing_of(OWNER, challenge, left_out)
    assert placing.verdict is Verdict.LEFT_OUT and placing.unmet == ("readiness",)
    told = {one.kind: str(one.mode) for one in ranking.results[0].why.facts}
    assert told["readiness"] == "must" and ranking.results[0].why.effect == 0


@pytest.mark.parametrize(
    "modes",
    [
        {"pilot": "must"},
        {"budget": "order"},
        {"readiness": "perhaps"},
        {"condition:outdoors": "must"},
    ],
)
async def test_what_cannot_be_is_refused(challenge, modes):
    with pytest.raises(Invalid):
        await set_modes(OWNER, challenge, modes, 0)


async def test_modes_that_are_not_named_stay(challenge):
    await set_modes(OWNER, challenge, {"readiness": "must", "certified": "shown"}, 0)
    after = await set_modes(OWNER, challenge, {"certified": "order"}, 1)
    assert (after.demanded, after.switched_off) == (frozenset({"readiness"}), frozenset())


async def test_all_of_it_is_replaced_at_once(challenge):
    after = await replace_criteria(
        OWNER,
        challenge,
        added=["夜間", "夜間"],
        removed=["腰"],
        modes={"readiness": "shown"},
        version=0,
    )
    assert (after.added, after.removed) == (("夜間",), ("腰",))
    with pytest.raises(Invalid):
        await replace_criteria(OWNER, challenge, added=[], removed=["火星"], modes={}, version=1)
    with pytest.raises(Invalid):
        await replace_criteria(
            OWNER, challenge, added=["夜間"] * 10_000, removed=[], modes={}, version=1
        )


async def test_points_lift_a_solution_and_both_places_are_told(memory, challenge):
    one, other = (
        memory.add(SOLUTION, "夜間", f"夜間に床で見守る機器{end}") for end in ("。", "です。")
    )
    await memory.index()
    ranking = await ranked_solutions(OWNER, challenge)
    placed = {item.solution.id: item for item in ranking.results}
    last = max((one, other), key=lambda key: placed[key].rank)
    async with transaction():
        await record_fact(
            SubjectKind.SOLUTION,
            last,
            FactKind.CERTIFIED,
            "R8-福祉-001",
            "R8-Welfare-001",
            now().date(),
            None,
            "certification",
            UUID(int=9),
            now(),
        )
    lifted = {item.solution.id: item for item in (await ranked_solutions(OWNER, challenge)).results}
    assert lifted[last].rank < placed[last].rank
    assert lifted[last].why.scored.rank_by_text == placed[last].why.scored.rank_by_text
    assert lifted[last].why.effect == 2
    await set_modes(OWNER, challenge, {"certified": "shown"}, 0)
    again = {item.solution.id: item for item in (await ranked_solutions(OWNER, challenge)).results}
    assert again[last].rank == placed[last].rank and again[last].why.effect == 0


def test_what_is_asked_can_be_matched_by():
    assert asked_keys(ASKED) == (
        "readiness",
        "certified",
        "pilot",
        "condition:no_power",
        "condition:outdoors",
        "region",
    )


def test_what_is_demanded_becomes_a_filter():
    day = date(2026, 11, 24)
    found = filter_of(ASKED, DEMANDED, day)
    assert found.facets == {Facet.READINESS: ("7", "8", "9"), Facet.REGION: ("tama",)}
    assert found.without == {Facet.CANNOT: ("no_power",)}
    assert found.within == {Period.CERTIFIED: day}
    plain = filter_of(ASKED, Criteria(), day)
    assert not (plain.facets or plain.without or plain.within)
    assert plain.kinds == (SOLUTION,)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, {"readiness", "region", "certified"}),
        ({"readiness": 6, "regions": frozenset({"islands"})}, {"readiness", "region", "certified"}),
        ({"readiness": 7, "regions": frozenset({"all_tokyo"})}, {"certified"}),
        (
            {
                "readiness": 9,
                "regions": frozenset({"tama"}),
                "conditions": {"no_power": "no", "outdoors": "no"},
            },
            {"certified", "condition:no_power"},
        ),
    ],
)
def test_what_is_demanded_and_not_met_is_named(changes, missing):
    assert set(unmet(ASKED, DEMANDED, _solution(**changes), ())) == missing


async def test_any_solution_has_a_place(memory, challenge):
    order = await _order(challenge)
    far = next(key for key, text in memory.texts.items() if text.title == "議事録")
    placing = await placing_of(OWNER, challenge, far)
    assert placing.verdict is Verdict.LISTED
    assert placing.rank == order.index("議事録") + 1 and placing.of == len(order)
    near = next(key for key, text in memory.texts.items() if text.title == "スーツ")
    placing = await placing_of(OWNER, challenge, near)
    assert placing.why is not None and placing.rank == 1
    assert "腰" in [part.text for part in placing.challenge_body if part.marked]
    assert "腰" in [part.text for part in placing.why.body_segments if part.marked]


async def test_no_place_for_what_is_not_published_or_for_others(memory, challenge):
    near = next(key for key, text in memory.texts.items() if text.title == "スーツ")
    with pytest.raises(NotFound):
        await placing_of(OWNER, challenge, UUID(int=5))
    with pytest.raises(NotPermitted):
        await placing_of(OTHER_BUREAU, challenge, near)


async def test_what_was_published_a_moment_ago_is_said_to_wait(memory, challenge):
    new = memory.add(SOLUTION, "新しい", "職員の腰を守る。")
    placing = await placing_of(OWNER, challenge, new)
    assert placing.verdict is Verdict.NOT_INDEXED and placing.result is None


async def test_the_record_holds_all_that_the_order_rests_on(challenge):
    await add_word(OWNER, challenge, "夜間", 0)
    await set_modes(OWNER, challenge, {"readiness": "shown"}, 1)
    record = await ranking_record(OWNER, challenge)
    ranking = await ranked_solutions(OWNER, challenge)
    assert [one["solution_id"] for one in record["results"]] == [
        str(one.solution.id) for one in ranking.results
    ]
    assert record["criteria"]["added"] == ["夜間"]
    assert record["criteria"]["conditions"]["readiness"] == "shown"
    share = record["constants"]["evidence_share"]
    for one in record["results"]:
        text = one["closeness"] + share * one["evidence"]
        assert one["text_score"] == pytest.approx(text, abs=2e-4)
        assert one["score"] == pytest.approx(one["text_score"] + 0.01 * one["points"])
    assert record["engine"] == {"name": "postgresql", "degraded": False}
