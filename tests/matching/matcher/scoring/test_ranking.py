"""What a bureau, the secretariat and a startup see; and that nobody else sees anything."""

from uuid import UUID

import pytest

from foundation.access.actor import ANONYMOUS, Actor
from foundation.clock import now
from foundation.database import execute, fetch_value, transaction
from foundation.errors import NotFound, NotPermitted
from matching.embedding.selection import use_embedder
from matching.facts.effects import record_fact
from matching.facts.kinds import FactKind, SubjectKind
from matching.matcher.permissions import Permission
from matching.matcher.queries import match_text, own_fits, ranked_solutions
from matching.matcher.queries.fits import OwnFit
from matching.matcher.scoring.bands import Band
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText
from tests.factories.index import BUREAU, MAKER

OTHER = UUID(int=77)
READER = Actor(organisation_id=BUREAU, permissions=frozenset({Permission.READ_OWN_RANKING.value}))
OWNER = Actor(
    organisation_id=BUREAU, permissions=READER.permissions | {Permission.KEEP_SHORTLIST.value}
)
SECRETARIAT = Actor(
    organisation_id=OTHER, permissions=frozenset({Permission.READ_ANY_RANKING.value})
)
STARTUP = Actor(organisation_id=MAKER, permissions=frozenset({Permission.READ_OWN_FITS.value}))


@pytest.fixture
def challenge(memory) -> UUID:
    return memory.add(
        CHALLENGE,
        "介助する職員の腰の負担を減らしたい",
        "移乗や体位交換の介助で職員の腰に負担がかかる。",
        pilot_budget_yen=2_000_000,
        conditions=frozenset({"no_power"}),
    )


@pytest.fixture
def suit(memory) -> UUID:
    return memory.add(
        SOLUTION,
        "マッスルスーツ",
        "介助する職員の腰への負荷を軽くする、電源の要らない背負い型の機器。",
        price_yen=1_980_000,
        conditions={"no_power": "yes"},
    )


@pytest.fixture
def others(memory) -> list[UUID]:
    return [
        memory.add(SOLUTION, "橋梁ドローン", "橋の裏側を撮影して点検する無人航空機。", owner=OTHER),
        memory.add(
            SOLUTION, "会議録つくり", "会議の音声を文字にするクラウドサービス。", owner=OTHER
        ),
        memory.add(SOLUTION, "下水ロボット", "下水道管の中を進んで劣化を調べる。", owner=OTHER),
    ]


async def test_the_fitting_solution_comes_first_and_says_why(memory, challenge, suit, others):
    await memory.index()
    ranking = await ranked_solutions(OWNER, challenge)
    first = ranking.results[0]
    assert first.solution.id == suit and first.rank == 1
    assert {"介助", "職員", "腰"} <= {met.term.surface for met in first.why.met}
    assert {met.term.surface: met.as_written for met in first.why.met}["負担"] == "負荷"
    assert "移乗" in [term.surface for term in first.why.missing]
    assert first.why.terms_met + len(first.why.missing) == len(ranking.terms) <= 12
    assert first.why.rank_by_words == first.why.rank_by_meaning == 1
    assert {"腰", "負荷"} <= {part.text for part in first.why.body_segments if part.marked}
    assert ranking.by_meaning and ranking.searched == 4
    facts = {fact.kind: fact.effect for fact in first.why.facts}
    assert facts == {"budget": 1, "condition": 1} and first.why.effect == 2


async def test_the_secretariat_sees_it_too(memory, challenge, suit):
    await memory.index()
    assert (await ranked_solutions(SECRETARIAT, challenge)).results


@pytest.mark.parametrize(
    "actor",
    [
        ANONYMOUS,
        STARTUP,
        Actor(organisation_id=OTHER, permissions=OWNER.permissions),
        Actor(organisation_id=BUREAU),
    ],
    ids=["nobody", "startup", "other bureau", "own bureau without the permission"],
)
async def test_nobody_else_sees_a_ranking(memory, challenge, suit, actor):
    await memory.index()
    with pytest.raises(NotPermitted):
        await ranked_solutions(actor, challenge)


async def test_an_unknown_challenge_is_not_found(memory):
    with pytest.raises(NotFound):
        await ranked_solutions(OWNER, UUID(int=5))


async def test_only_published_solutions_are_ranked(memory, challenge, suit):
    draft = memory.add(SOLUTION, "腰の下書き", "介助する職員の腰の負担。", published=False)
    await memory.index()
    found = [one.solution.id for one in (await ranked_solutions(OWNER, challenge)).results]
    assert found == [suit] and draft not in found


async def test_what_was_withdrawn_is_not_shown_even_while_the_index_still_has_it(
    memory, challenge, suit, others
):
    await memory.index()
    text = memory.texts[suit]
    memory.texts[suit] = DocumentText(text.title, text.body, published=False)
    results = (await ranked_solutions(OWNER, challenge)).results
    assert suit not in [one.solution.id for one in results]
    assert [one.rank for one in results] == list(range(1, len(results) + 1))


async def test_a_draft_challenge_has_candidates_before_it_is_published(memory, suit):
    draft = memory.add(CHALLENGE, "腰痛", "介助で腰を痛める職員が多い。", published=False)
    await memory.index()
    assert (await ranked_solutions(OWNER, draft)).results[0].solution.id == suit
    with pytest.raises(NotFound):
        await ranked_solutions(READER, draft)


async def test_without_vectors_words_decide_and_the_ranking_says_so(
    memory, challenge, suit, others
):
    use_embedder(None)
    await memory.index()
    ranking = await ranked_solutions(OWNER, challenge)
    assert ranking.results[0].solution.id == suit
    assert not ranking.by_meaning and ranking.model is None
    assert ranking.results[0].why.band is Band.UNKNOWN


async def test_a_solution_without_its_vector_is_placed_by_its_words(
    memory, challenge, suit, others, embedder
):
    await memory.index()
    await execute(
        "DELETE FROM document_vector WHERE document = $1",
        suit,
    )
    ranking = await ranked_solutions(OWNER, challenge)
    assert ranking.results[0].solution.id == suit
    assert ranking.results[0].why.band is Band.UNKNOWN
    assert ranking.by_meaning and ranking.not_embedded == 1


async def test_facts_are_shown_and_do_not_move_the_order(memory, challenge, suit, others):
    await memory.index()
    before = [one.solution.id for one in (await ranked_solutions(OWNER, challenge)).results]
    async with transaction():
        await record_fact(
            SubjectKind.SOLUTION,
            others[0],
            FactKind.CERTIFIED,
            "R8-建設-001",
            "R8-Works-001",
            now().date(),
            None,
            "certification",
            UUID(int=9),
            now(),
        )
    ranking = await ranked_solutions(OWNER, challenge)
    assert [one.solution.id for one in ranking.results] == before
    certified = next(one for one in ranking.results if one.solution.id == others[0])
    assert ("certified", 2) in [(fact.kind, fact.effect) for fact in certified.why.facts]


async def test_anybody_may_ask_in_words_of_their_own(memory, suit, others):
    await memory.index()
    ranking = await match_text("介護職員の腰痛を減らしたい")
    assert ranking.results[0].solution.id == suit
    assert ranking.results[0].why.facts == ()


@pytest.mark.parametrize("text", ["", "。、", "の", "'\"\\", "ッー"])
async def test_a_text_without_words_does_no_harm(memory, suit, text):
    await memory.index()
    assert (await match_text(text)).terms == () or text == "ッー"


async def test_an_embedder_that_fails_leaves_matching_by_words(memory, suit, embedder):
    await memory.index()
    embedder.broken = True
    ranking = await match_text("腰の負担")
    assert ranking.results[0].solution.id == suit and not ranking.by_meaning


async def test_a_startup_sees_its_own_fits_and_nothing_of_others(memory, challenge, suit, others):
    memory.add(CHALLENGE, "橋の点検", "橋の裏側の点検に費用がかかる。")
    memory.add(CHALLENGE, "未公開", "介助する職員の腰の負担。", published=False)
    await memory.index()
    # The tests' embedder knows words only; its vectors lie further apart than the model's.
    await execute("UPDATE vector_model SET medium = 0.3, strong = 0.5")
    fits = await own_fits(STARTUP)
    assert {fit.solution.id for fit in fits} == {suit}
    assert fits[0].challenge.id == challenge
    assert all(fit.challenge.published for fit in fits)


def told(fits: list[OwnFit]) -> list[tuple[object, ...]]:
    """All but the places among the solutions that were compared."""
    return [
        (fit.challenge.id, fit.solution.id, fit.why.band, fit.why.met, fit.why.missing)
        for fit in fits
    ]


@pytest.mark.parametrize("by_meaning", [True, False])
async def test_of_one_solution_alone_the_same_is_told_as_among_all(
    memory, challenge, suit, by_meaning
):
    robot = memory.add(SOLUTION, "移乗ロボット", "介助する職員の腰の負担を軽くして、移乗を助ける。")
    memory.add(CHALLENGE, "移乗の介助", "移乗で職員の腰に負担がかかる。")
    if not by_meaning:
        use_embedder(None)
    await memory.index()
    if by_meaning:
        await execute("UPDATE vector_model SET medium = 0.1, strong = 0.5")
    fits = await own_fits(STARTUP)
    assert {fit.solution.id for fit in fits} == {suit, robot}
    for one in (suit, robot):
        alone = await own_fits(STARTUP, of=one)
        assert told(alone) == told([fit for fit in fits if fit.solution.id == one])
    assert await own_fits(STARTUP, of=UUID(int=0)) == []


@pytest.mark.parametrize("by_meaning", [True, False])
async def test_of_many_open_challenges_the_nearest_are_looked_at(
    memory, challenge, suit, monkeypatch, by_meaning
):
    for number in range(4):
        memory.add(CHALLENGE, f"橋の点検{number}", f"橋の裏側の点検に費用がかかる。{number}号線。")
    if not by_meaning:
        use_embedder(None)
    await memory.index()
    if by_meaning:
        await execute("UPDATE vector_model SET medium = 0.1, strong = 0.5")
    monkeypatch.setattr("matching.matcher.queries.fits.LOOKED_AT", 1)
    fits = await own_fits(STARTUP)
    assert [(fit.challenge.id, fit.solution.id) for fit in fits] == [(challenge, suit)]


async def test_only_a_startup_asks_for_its_fits(memory):
    with pytest.raises(NotPermitted):
        await own_fits(OWNER)


async def test_the_same_question_has_the_same_answer(memory, challenge, suit, others):
    await memory.index()
    first = await ranked_solutions(OWNER, challenge)
    again = await ranked_solutions(OWNER, challenge)
    assert [one.why for one in first.results] == [one.why for one in again.results]


async def test_vectors_of_unpublished_challenges_are_no_background(
    memory, challenge, suit, monkeypatch, embedder
):
    from matching.matcher.scoring import ranking as module

    for number in range(3):
        memory.add(CHALLENGE, f"下書き{number}", f"未公開の課題{number}の本文。", published=False)
    memory.add(CHALLENGE, "公開", "公開中の別の課題。")
    await memory.index()
    monkeypatch.setattr(module, "ENOUGH_CHALLENGES", 1)
    around = await module.background(embedder.model, except_key="")
    assert len(around) == 2
    assert await fetch_value("SELECT count(*) FROM search_document WHERE kind = 'challenge'") == 2
