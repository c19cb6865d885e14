"""Writing, publishing and withdrawing solutions."""

from datetime import date

import pytest

from foundation.access.actor import ANONYMOUS
from foundation.database import ANY_VERSION, fetch, fetch_value
from foundation.errors import (
    Conflict,
    Invalid,
    MadeAlready,
    NotAuthenticated,
    NotFound,
    NotPermitted,
)
from foundation.ids import new_id
from matching.solutions import commands, queries
from matching.solutions.content import SolutionContent
from matching.solutions.states import SolutionState
from matching.startups.states import StartupState
from tests.factories.identity import OTHER, person
from tests.factories.solutions import content, solution
from tests.factories.startups import member, startup

pytestmark = pytest.mark.usefixtures("db")


async def test_a_draft_needs_its_title_only():
    actor = (await member()).actor
    made = await commands.create_solution(actor, new_id(), SolutionContent(title_ja="下書き"))
    assert (made.state, made.version, made.edition) == ("draft", 1, 0)
    with pytest.raises(Invalid) as refusal:
        await commands.create_solution(actor, new_id(), SolutionContent(title_ja="  "))
    assert list(refusal.value.errors) == ["title_ja"]


async def test_a_form_sent_twice_makes_one_solution():
    actor, solution_id = (await member()).actor, new_id()
    first = await commands.create_solution(actor, solution_id, content())
    again = await commands.create_solution(actor, solution_id, content())
    assert first == again
    with pytest.raises(MadeAlready):
        await commands.create_solution(actor, solution_id, content(how_ja="別の仕組み"))
    assert await fetch_value("SELECT count(*) FROM solution") == 1


async def test_an_id_of_another_startup_is_not_found():
    solution_id = await solution(state=SolutionState.DRAFT)
    with pytest.raises(NotFound):
        await commands.create_solution((await member(OTHER)).actor, solution_id, content())


async def test_only_startups_write():
    with pytest.raises(NotAuthenticated):
        await commands.create_solution(ANONYMOUS, new_id(), content())
    for role in ("challenge_owner", "secretariat", "judge"):
        with pytest.raises(NotPermitted):
            await commands.create_solution((await person(role)).actor, new_id(), content())


async def test_publishing_lists_everything_that_is_missing():
    actor = (await member()).actor
    made = await commands.create_solution(actor, new_id(), SolutionContent(title_ja="下書き"))
    with pytest.raises(Invalid) as refusal:
        await commands.publish_solution(actor, made.id, ANY_VERSION)
    assert set(refusal.value.errors) == {
        "problem_ja", "how_ja", "categories", "evidence_ja", "readiness", "on_sale_since", "price_yen",
    }  # fmt: skip
    assert await fetch_value("SELECT state FROM solution") == "draft"


@pytest.mark.parametrize(
    "state", [StartupState.REGISTERED, StartupState.RETURNED, StartupState.SUSPENDED]
)
async def test_only_a_confirmed_startup_publishes(state):
    actor = (await member(state=state)).actor
    made = await commands.create_solution(actor, new_id(), content())
    with pytest.raises(Conflict):
        await commands.publish_solution(actor, made.id, ANY_VERSION)
    assert await fetch_value("SELECT state FROM solution") == "draft"


async def test_what_is_not_sold_yet_needs_no_price():
    actor = (await member()).actor
    made = await commands.create_solution(
        actor, new_id(), content(on_sale_since=None, not_on_sale=True, price_yen=None)
    )
    assert (await commands.publish_solution(actor, made.id, ANY_VERSION)).state == "published"


async def test_published_withdrawn_published_drafted():
    actor = (await member()).actor
    made = await commands.create_solution(actor, new_id(), content())
    published = await commands.publish_solution(actor, made.id, made.version)
    assert (published.state, published.edition) == ("published", 1)
    with pytest.raises(Conflict) as refusal:
        await commands.publish_solution(actor, made.id, ANY_VERSION)
    assert refusal.value.present_state == "published"
    with pytest.raises(Invalid):
        await commands.withdraw_solution(actor, made.id, "", ANY_VERSION)
    await commands.withdraw_solution(actor, made.id, "在庫がない", ANY_VERSION)
    with pytest.raises(NotFound):
        await queries.solution_for(ANONYMOUS, made.id)
    again = await commands.publish_solution(actor, made.id, ANY_VERSION)
    assert (again.state, again.edition) == ("published", 1)
    await commands.withdraw_solution(actor, made.id, "作り直す", ANY_VERSION)
    drafted = await commands.redraft_solution(actor, made.id, ANY_VERSION)
    assert drafted.state == "draft"


async def test_changing_a_published_one_makes_an_edition_and_keeps_the_old():
    actor = (await member()).actor
    solution_id = await solution()
    done = await commands.update_solution(actor, solution_id, 1, content(price_yen=2_000_000))
    assert (done.state, done.edition, done.version) == ("published", 2, 2)
    old = await queries.solution_snapshot(solution_id, 1)
    new = await queries.solution_snapshot(solution_id)
    assert (old["content"]["price_yen"], new["content"]["price_yen"]) == (1_980_000, 2_000_000)
    assert old["sha256"] != new["sha256"]
    changed = await fetch("SELECT changed_fields FROM solution_edition ORDER BY edition")
    assert changed[1]["changed_fields"] == ["price_yen"]
    with pytest.raises(Invalid):
        await commands.update_solution(actor, solution_id, 2, content(problem_ja=""))


async def test_a_stale_form_changes_nothing():
    actor = (await member()).actor
    solution_id = await solution(state=SolutionState.DRAFT)
    await commands.update_solution(actor, solution_id, 1, content(title_ja="一"))
    with pytest.raises(Conflict):
        await commands.update_solution(actor, solution_id, 1, content(title_ja="二"))
    assert await fetch_value("SELECT title_ja FROM solution") == "一"


async def test_other_startups_change_nothing():
    solution_id = await solution()
    other = (await member(OTHER)).actor
    for act in (
        commands.update_solution(other, solution_id, 1, content(title_ja="奪う")),
        commands.withdraw_solution(other, solution_id, "理由", ANY_VERSION),
        commands.publish_solution(other, solution_id, ANY_VERSION),
    ):
        with pytest.raises(NotPermitted):
            await act
    assert await fetch_value("SELECT state FROM solution") == "published"


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"evidence_ja": "あ" * 242}, "evidence_ja", "22字多い"),
        ({"title_ja": "あ" * 61}, "title_ja", "1字多い"),
        ({"on_sale_since": date(2027, 4, 1)}, "on_sale_since", "まだ来ていません"),
        ({"not_on_sale": True}, "on_sale_since", "どちらか"),
        ({"readiness": 10}, "readiness", "1から9"),
        ({"price_yen": -1}, "price_yen", "0から"),
        ({"categories": ["nothing"]}, "categories", "一覧"),
        ({"conditions": {"nothing": "yes"}}, "conditions", "一覧"),
    ],
)
async def test_what_breaks_a_rule_is_refused_at_its_field(changes, field, word):
    with pytest.raises(Invalid) as refusal:
        await commands.create_solution((await member()).actor, new_id(), content(**changes))
    assert list(refusal.value.errors) == [field]
    assert word in refusal.value.errors[field]


async def test_history_may_leave_things_unknown():
    solution_id = await solution(
        evidence_ja=None, on_sale_since=None, readiness=None, price_yen=None, price_unit=None
    )
    view = await queries.solution_for(ANONYMOUS, solution_id)
    assert view.content.price_yen is None
    assert view.content.readiness is None


async def test_publication_reaches_the_index():
    actor = (await member()).actor
    made = await commands.create_solution(actor, new_id(), content())
    queued = (
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'search.index_words' "
        "AND args ->> 'kind' = 'solution'"
    )
    assert await fetch_value(queued) == 0
    await commands.publish_solution(actor, made.id, ANY_VERSION)
    assert await fetch_value(queued) == 1


async def test_a_person_without_a_registered_company_is_told_to_register():
    with pytest.raises(Conflict):
        await commands.create_solution((await person("member", OTHER)).actor, new_id(), content())


async def test_the_startup_of_a_factory_is_made_once():
    assert await startup() == await startup()
