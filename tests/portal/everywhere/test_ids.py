"""The ids of records are the server's: nobody takes the place of a record with its id."""

import re
from collections.abc import Callable

import httpx
import pytest

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_value, transaction
from foundation.identity.signin.middleware import cookie_name
from foundation.identity.signin.sessions import open_session
from foundation.ids import derived_id, new_id
from foundation.web.forms import issue
from matching.solutions.states import SolutionState
from matching.startups.company.profile import as_columns
from tests.factories import challenges
from tests.factories.identity import api_client, issued, person, post, signed_in
from tests.factories.solutions import solution
from tests.factories.startups import newcomer, profile, startup

NewClient = Callable[..., httpx.AsyncClient]
TITLE = "題だけの解決策"


async def newcomers_browser(new_client: NewClient, actor: Actor) -> httpx.AsyncClient:
    """A browser of a person without any role."""
    browser = new_client()
    async with transaction():
        secret = await open_session(actor.account(), None)
    browser.cookies.set(cookie_name(), secret, domain="testserver.local")
    return browser


def company(**changes: str) -> dict[str, str]:
    """A company's form as a browser sends it."""
    values = as_columns(profile("新"))
    values.pop("founded_on")
    return {**{name: str(value or "") for name, value in values.items()}, **changes}


async def test_no_startup_is_registered_with_the_id_of_a_solution(new_client: NewClient):
    solution_id = await solution(state=SolutionState.PUBLISHED)
    browser = await newcomers_browser(new_client, await newcomer("新"))
    before = await fetch_value("SELECT count(*) FROM startup")
    refused = await post(browser, "/startups/register", company(id=str(solution_id)))
    assert refused.status_code == 422
    assert "もう一度送ってください" in refused.text
    assert await fetch_value("SELECT count(*) FROM startup") == before
    # Nothing typed is lost, and the same page can be sent again.
    assert profile("新").name_ja in refused.text
    word = re.search(r'name="id" value="([^"]+)"', refused.text)
    assert word is not None
    made = await post(browser, "/startups/register", company(id=word[1]))
    assert made.status_code == 303
    assert await fetch_value("SELECT count(*) FROM startup") == before + 1
    assert await fetch("SELECT 1 FROM startup WHERE id = $1", solution_id) == []


async def test_no_solution_is_published_with_the_id_of_a_challenge(new_client: NewClient):
    await startup()
    challenge_id = await challenges.published(await person("challenge_owner"))
    browser = await signed_in(new_client, "member")
    refused = await post(browser, "/solutions", {"id": str(challenge_id), "title_ja": TITLE})
    assert refused.status_code == 422 and TITLE in refused.text
    assert await fetch_value("SELECT count(*) FROM solution") == 0


async def test_an_id_counts_for_the_account_and_the_kind_it_was_issued_for(new_client: NewClient):
    await startup()
    member, other = await person("member"), await person("judge")
    browser = await signed_in(new_client, "member")
    for word in (
        issue(other.actor, "solution"),
        issue(member.actor, "entry"),
        str(new_id()),
        f"{new_id()}.{issue(member.actor, 'solution').partition('.')[2]}",
        "",
    ):
        refused = await post(browser, "/solutions", {"id": word, "title_ja": TITLE})
        assert refused.status_code == 422, word
    assert await fetch_value("SELECT count(*) FROM solution") == 0
    sent = {"id": await issued(browser, "/solutions/new"), "title_ja": TITLE}
    assert [(await post(browser, "/solutions", sent)).status_code for _click in range(2)] == [
        303
    ] * 2
    assert await fetch_value("SELECT count(*) FROM solution") == 1


async def test_a_key_of_the_api_names_a_record_of_one_account_and_route(new_client: NewClient):
    await startup()
    owner = await person("challenge_owner")
    headers = {"Idempotency-Key": "the same key"}
    member = await api_client(new_client, "member")
    bureau = await api_client(new_client, "challenge_owner")
    colleague = await api_client(new_client, "pilot_owner")
    ids = []
    for client, path in ((member, "solutions"), (bureau, "challenges"), (bureau, "challenges")):
        answer = await client.post(f"/api/v1/{path}", json={"title_ja": TITLE}, headers=headers)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    assert colleague is not bureau
    assert ids[0] != ids[1] == ids[2]
    # Whoever knows account, address and key can not tell the id beforehand.
    known = derived_id(str(owner.account_id), "/api/v1/challenges", headers["Idempotency-Key"])
    assert ids[1] != str(known)


@pytest.mark.parametrize("name", ["id", "solution_id"])
async def test_no_body_of_the_api_names_a_new_record(new_client: NewClient, name: str):
    await startup()
    member = await api_client(new_client, "member")
    body = {name: str(new_id()), "title_ja": TITLE}
    answer = await member.post("/api/v1/solutions", json=body)
    assert answer.status_code in (400, 422)
    assert await fetch_value("SELECT count(*) FROM solution") == 0
