"""Nobody sees what is not theirs: ballots of others, values before the end, results before publication.

Each secret text or number is written where it is kept; then every page and every address of the API is
read as everybody who must not see it.
"""

import pytest

from foundation.database import execute, fetch_value
from pitch.judging.ballots import commands as balloting
from pitch.judging.ballots.content import BallotContent
from tests.factories import judging
from tests.factories.identity import OTHER, person, post, sign_in, token_of
from tests.portal.routes import VISITORS

pytestmark = pytest.mark.usefixtures("db")
COMMENT, FEEDBACK, RECUSAL, RESULT = "隠すひとこと", "隠す助言", "隠す回避の理由", "隠す講評"


async def world_with_secrets() -> judging.Judged:
    """The second judge has submitted for the first entry and recused from the second."""
    world = await judging.judged()
    second = world.judges[1].actor
    await balloting.submit_ballot(
        second,
        world.entries[0],
        0,
        BallotContent(
            scores=dict.fromkeys(world.criteria, 3),
            comments=dict.fromkeys(world.criteria, COMMENT),
            feedback=FEEDBACK,
        ),
    )
    await balloting.recuse(second, world.entries[1], RECUSAL)
    return world


def addresses(world: judging.Judged) -> list[str]:
    """Every address to read, of pages and API."""
    contest, api = f"/contests/{world.id}", f"/api/v1/contests/{world.id}"
    of_entries = [
        address.format(entry=entry, contest=world.id)
        for entry in world.entries
        for address in (
            "/entries/{entry}",
            "/judging/{contest}/{entry}",
            "/judging/{contest}/{entry}/recuse",
            "/api/v1/entries/{entry}",
            "/api/v1/entries/{entry}/ballot",
        )
    ]
    return [
        "/", "/contests", "/judging", contest, f"{contest}/progress", f"{contest}/decide",
        f"{contest}/result", "/api/v1/contests", api, f"{api}/entries", f"{api}/ballots",
        f"{api}/progress", f"{api}/order", f"{api}/result", *of_entries,
    ]  # fmt: skip


async def read_as(new_client, visitor: str, world: judging.Judged) -> dict[str, str]:
    """What a visitor is answered, by address."""
    browser, headers = new_client(), {}
    if visitor != "nobody":
        mark = OTHER if visitor.startswith("other_") else ""
        who = await person(visitor.removeprefix("other_"), mark)
        await sign_in(browser, who)
        headers = {"Authorization": f"Bearer {await token_of(who)}"}
    answers = {}
    for address in addresses(world):
        api = address.startswith("/api/")
        answer = await browser.get(address, headers=headers if api else {})
        answers[address] = answer.text
    # refusals speak too
    for act in ("decide", "publish-result", "open-order"):
        if visitor != "secretariat":
            answer = await post(browser, f"/contests/{world.id}/{act}", {"reason": "見たい"})
            answers[f"POST {act}"] = answer.text
            api = await browser.post(f"/api/v1/contests/{world.id}/{act}", headers=headers, json={})
            answers[f"POST api {act}"] = api.text
    return answers


@pytest.mark.parametrize("visitor", VISITORS)
async def test_no_other_judge_and_nobody_else_reads_a_ballot(new_client, visitor):
    world = await world_with_secrets()
    for address, text in (await read_as(new_client, visitor, world)).items():
        assert COMMENT not in text and FEEDBACK not in text, address
        if visitor != "secretariat":
            assert RECUSAL not in text, address
        assert '"scores":{"' not in text, address


@pytest.mark.parametrize("visitor", [one for one in VISITORS if one != "secretariat"])
async def test_no_result_is_read_before_its_publication(new_client, visitor):
    world = await judging.judged()
    for judge in range(2):
        await judging.submit(world, judge, 0, 5, 4)
        await judging.submit(world, judge, 1, 3, 2)
    await judging.decided_by_order(world, comment=RESULT)
    sha256 = await fetch_value("SELECT sha256 FROM contest_result")
    for address, text in (await read_as(new_client, visitor, world)).items():
        assert RESULT not in text and "4.60" not in text and "23/5" not in text, address
        assert "winner" not in text and sha256 not in text, address


@pytest.mark.parametrize("visitor", [one for one in VISITORS if one != "secretariat"])
async def test_a_published_result_names_no_judge_and_no_ballot(new_client, visitor):
    world = await judging.published(await named_world())
    answers = await read_as(new_client, visitor, world)
    for address in (f"/contests/{world.id}/result", f"/api/v1/contests/{world.id}/result"):
        text = answers[address]
        assert "4.6" in text, address
        for judge in world.judges:
            assert str(judge.account_id) not in text, address
        assert "点にした理由" not in text, address
        assert "名のある審査員" not in text.replace(await own_name(visitor), ""), address


async def named_world() -> judging.Judged:
    """Judges whose names are unlike any other text."""
    world = await judging.judged()
    await execute("UPDATE account SET name = '名のある審査員' WHERE email LIKE 'judge.%'")
    return world


async def own_name(visitor: str) -> str:
    """A judge reads their own name in the head of every page."""
    return "名のある審査員" if visitor in ("judge", "other_judge") else "\0"


async def test_the_secretariat_sees_no_values_before_the_end(new_client):
    world = await judging.judged()
    await balloting.submit_ballot(
        world.judges[0].actor,
        world.entries[0],
        0,
        BallotContent(
            scores=dict.fromkeys(world.criteria, 5),
            comments=dict.fromkeys(world.criteria, COMMENT),
        ),
    )
    for address, text in (await read_as(new_client, "secretariat", world)).items():
        assert COMMENT not in text and "5.00" not in text, address
