"""What the index, the matcher and other areas read of solutions."""

import pytest

from foundation.access.actor import ANONYMOUS
from foundation.database import ANY_VERSION
from foundation.errors import NotFound
from foundation.ids import new_id
from matching.matcher.sources.port import solution_source
from matching.search.kinds import SOLUTION
from matching.search.providers import provider_of
from matching.solutions import commands, queries
from matching.solutions.states import SolutionState
from matching.startups import commands as startups
from tests.factories.identity import OTHER, person
from tests.factories.solutions import content, solution

pytestmark = pytest.mark.usefixtures("db")


async def test_the_index_reads_public_texts_only():
    secret = "秘密の根拠"
    hidden = await solution(evidence_ja=secret)
    shown = await solution(evidence_ja=secret, evidence_public=True)
    draft = await solution(state=SolutionState.DRAFT)
    texts = await provider_of(SOLUTION).text_of([hidden, shown, draft, new_id()])
    assert set(texts) == {hidden, shown}
    assert secret not in texts[hidden].body + texts[hidden].words
    assert secret in texts[shown].body
    assert "Lift Ai" in texts[hidden].words and "Lift Ai" not in texts[hidden].body
    await startups.suspend_startup(
        (await person("secretariat")).actor,
        (await queries.solution_for(ANONYMOUS, hidden)).startup_id,
        "調査",
        ANY_VERSION,
    )
    assert await provider_of(SOLUTION).text_of([hidden, shown]) == {}


async def test_the_matcher_sees_prices_as_its_reader_may():
    hidden = await solution()
    public = await solution(price_public=True)
    draft = await solution(state=SolutionState.DRAFT)
    facts = await solution_source().fields_of(ANONYMOUS, [hidden, public, draft])
    assert set(facts) == {hidden, public}
    assert facts[hidden].price_yen is None
    assert facts[public].price_yen == 1_980_000
    assert facts[public].price_note == "1台・1件"
    assert facts[public].conditions == {"no_power": "no", "quiet_required": "yes"}
    member = (await person("member")).actor
    own = await solution_source().fields_of(member, [hidden])
    assert own[hidden].price_yen == 1_980_000
    assert set(await solution_source().own_published_ids(member)) == {hidden, public}
    other = (await person("member", OTHER)).actor
    assert await solution_source().own_published_ids(other) == []


async def test_what_the_actor_may_see_among_ids():
    draft = await solution(state=SolutionState.DRAFT)
    public = await solution()
    for actor, wanted in (
        (ANONYMOUS, {public}),
        ((await person("secretariat")).actor, {public}),
        ((await person("member")).actor, {public, draft}),
        ((await person("member", OTHER)).actor, {public}),
    ):
        assert await provider_of(SOLUTION).visible_ids(actor, [draft, public]) == wanted


async def test_a_snapshot_stays_as_it_was():
    solution_id = await solution()
    before = await queries.solution_snapshot(solution_id)
    actor = (await person("member")).actor
    await commands.update_solution(actor, solution_id, 1, content(title_ja="変えた名前"))
    await commands.withdraw_solution(actor, solution_id, "理由", ANY_VERSION)
    assert await queries.solution_snapshot(solution_id, 1) == before
    assert (await queries.solution_snapshot(solution_id))["content"]["title_ja"] == "変えた名前"
    assert before["content"]["conditions"]["outdoors"] == "unknown"
    with pytest.raises(NotFound):
        await queries.solution_snapshot(await solution(state=SolutionState.DRAFT))


async def test_own_published_solutions():
    await solution(state=SolutionState.DRAFT)
    public = await solution()
    own = await queries.own_published_solutions((await person("member")).actor)
    assert [row.id for row in own] == [public]
    assert await queries.own_published_solutions(ANONYMOUS) == []
