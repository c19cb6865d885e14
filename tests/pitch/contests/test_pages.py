"""The secretariat's pages of a contest: what it lacks is said with the field it is about."""

import re

from tests.factories import contests
from tests.factories.identity import post, signed_in


async def test_the_weights_of_a_draft_add_up_to_what_they_are(new_client):
    contest_id = await contests.draft(criteria=[contests.criterion("有効性", 80)])
    browser = await signed_in(new_client, "secretariat")
    page = await browser.get(f"/contests/{contest_id}")
    assert "重みの合計は80％" in page.text and "100％" not in page.text


async def test_a_contest_that_cannot_open_shows_where_it_lacks_something(new_client):
    contest_id = await contests.draft(criteria=[contests.criterion("有効性", 80)], judge_ids=[])
    browser = await signed_in(new_client, "secretariat")
    answer = await post(browser, f"/contests/{contest_id}/open", {"version": "1"})
    assert answer.status_code == 422
    for field, reason in (("judge_ids", "審査員を一人以上"), ("criteria", "今は80です")):
        assert re.search(rf'<a href="#{field}[^"]*">[^<：]+：[^<]*{reason}', answer.text)
