"""`kingsalmon search` on the tests' database, with a server that takes what Meilisearch takes."""

import json
from collections.abc import Iterator

import pytest

from foundation.database import execute, fetch_value, transaction
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from foundation.settings import Settings
from matching.search.keys import Key
from matching.search.outbox import push
from tests.command_line import kingsalmon
from tests.factories import solutions
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeMeilisearch]:
    """A Meilisearch, and its master key in the environment for the one command that needs it."""
    with meilisearch_running() as running:
        monkeypatch.setenv("KS_MEILISEARCH_URL", running.url)
        monkeypatch.setenv("KS_MEILISEARCH_PREFIX", "cli_")
        monkeypatch.setenv("MEILI_MASTER_KEY", running.key)
        yield running


@pytest.fixture
async def suit(application: object) -> None:
    await solutions.solution(title_ja="マッスルスーツ", how_ja="介護する職員の腰を助ける機器。")
    await run_pending()


async def refused() -> None:
    """A document in the outbox that Meilisearch refused."""
    document = Key("solution", new_id())
    async with transaction():
        await execute(
            "INSERT INTO search_outbox (kind, document, revision, hidden, queued_at) "
            "VALUES ($1, $2, 5, false, now() - interval '3 minutes')",
            *document,
        )
        await push.keep_failure(document, 5, "invalid_document_fields", "refused", 7)


async def test_from_keys_to_a_served_index(
    settings: Settings, server: FakeMeilisearch, suit: None, monkeypatch: pytest.MonkeyPatch
):
    code, out, err = await kingsalmon(settings, "search", "keys")
    assert code == 0, err
    given = dict(line.split("=", 1) for line in out.splitlines() if line.startswith("KS_"))
    assert set(given) == {"KS_MEILISEARCH_KEY", "KS_MEILISEARCH_BUILD_KEY"}
    assert server.key not in out + err
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MEILI_MASTER_KEY")

    code, out, err = await kingsalmon(settings, "search", "status")
    assert code == 0, err
    assert "Meilisearchに索引がないため、PostgreSQLが答えています。" in out
    assert "kingsalmon search rebuild --engine meilisearch" in out

    code, out, err = await kingsalmon(settings, "search", "rebuild", "--engine", "meilisearch")
    assert code == 0, err
    held = await fetch_value("SELECT count(*) FROM search_document")
    assert held and f"Meilisearch: {held} documents" in out
    assert "Most memory" in out
    assert len(server.state.indexes["cli_documents"].documents) == held

    code, out, err = await kingsalmon(settings, "search", "status", "--english")
    assert code == 0, err
    assert "Meilisearch answers searches." in out

    code, out, err = await kingsalmon(settings, "doctor", "--json")
    marks = {one["name"]: one["mark"] for one in json.loads(out)}
    assert marks["search"] == marks["counts"] == marks["lag"] == "good", out
    assert marks["worker"] == "bad" and code == 1


async def test_a_wrong_master_key_is_told(
    settings: Settings, server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MEILI_MASTER_KEY", "wrong")
    code, _out, err = await kingsalmon(settings, "search", "keys")
    assert code == 1
    assert "refuses this master key" in err


async def test_status_tells_what_was_refused(
    settings: Settings, server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KS_MEILISEARCH_KEY", server.key)
    await refused()
    code, out, err = await kingsalmon(settings, "search", "status")
    assert code == 0, err
    assert "invalid_document_fields タスク7" in out
    assert "いちばん古い変更からの時間: 3分" in out
    code, out, _err = await kingsalmon(settings, "search", "status", "--json")
    said = json.loads(out)
    assert said["outbox"]["failures"] == 1
    assert said["failures"][0]["code"] == "invalid_document_fields"


async def test_refused_documents_are_retried_or_dropped(
    settings: Settings, server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("KS_MEILISEARCH_KEY", server.key)
    await refused()
    code, _out, err = await kingsalmon(settings, "search", "failures", "retry")
    assert code == 2 and "--all" in err
    code, out, err = await kingsalmon(settings, "search", "failures", "retry", "--all")
    assert (code, out.strip()) == (0, "Sent again by the next job: 1."), err
    document = await fetch_value("SELECT document FROM search_push_failure")
    code, out, err = await kingsalmon(settings, "search", "failures", "drop", str(document))
    assert code == 2 and "challenge-0190c8a0" in err
    word = Key("solution", document).word
    assert word in (await kingsalmon(settings, "search", "status"))[1]
    code, out, err = await kingsalmon(settings, "search", "failures", "drop", word)
    assert (code, out.strip()) == (0, "Given up: 1."), err


async def test_postgresql_alone_is_rebuilt_where_there_is_nothing_else(
    settings: Settings, suit: None
):
    await execute("DELETE FROM search_document")
    code, out, err = await kingsalmon(settings, "search", "rebuild")
    assert code == 0, err
    assert "PostgreSQL: 2 documents, 2 rows changed" in out
    assert "Meilisearch" not in out
    code, _out, err = await kingsalmon(settings, "search", "rebuild", "--engine", "meilisearch")
    assert code == 1 and "not configured" in err
