"""Asking for a solution's place by its name."""

import pytest

from matching.matcher.queries import NAMED
from tests.factories import challenges
from tests.factories.identity import person, signed_in
from tests.factories.solutions import solution

pytestmark = pytest.mark.usefixtures("db")
MORE = "名前の合うものが、ほかにもあります。"


@pytest.mark.parametrize("beyond", [0, 1])
async def test_names_that_are_not_shown_are_said_to_be_there(new_client, beyond):
    made = await challenges.published(await person("challenge_owner"))
    for number in range(NAMED + beyond):
        await solution(title_ja=f"見本の道具{number:02}")
    browser = await signed_in(new_client, role="challenge_owner")
    page = (await browser.get(f"/challenges/{made}/matches", params={"name": "見本の道具"})).text
    assert page.count("見本の道具") - 1 >= NAMED and (MORE in page) == bool(beyond)
    assert f"見本の道具{NAMED:02}" not in page
