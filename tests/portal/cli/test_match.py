"""`kingsalmon match` on the tests' database."""

import json

import pytest

from foundation.jobs.pending import run_pending
from foundation.settings import Settings
from tests.command_line import kingsalmon
from tests.factories import solutions

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def suit(application: object) -> None:
    await solutions.solution(title_ja="マッスルスーツ", how_ja="介護する職員の腰を助ける機器。")
    await run_pending()


async def test_it_ranks_in_the_terminal(settings: Settings, suit: None):
    code, out, err = await kingsalmon(settings, "match", "介護職員の腰痛を減らしたい")
    assert code == 0, err
    assert "公開中の1件から照合" in out and "マッスルスーツ" in out
    assert "一致した言葉" in out and "言葉の一致だけで並べています" in out


async def test_it_prints_json_alone(settings: Settings, suit: None):
    code, out, err = await kingsalmon(settings, "match", "介護職員の腰痛", "--json", "--limit", "1")
    assert code == 0, err
    (result,) = json.loads(out)["results"]
    assert result["rank"] == 1 and "職員" in result["met"]


async def test_an_empty_index_is_said(settings: Settings):
    code, out, _ = await kingsalmon(settings, "match", "腰痛")
    assert code == 0 and "索引に解決策がありません" in out
