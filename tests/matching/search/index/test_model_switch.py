"""From one model of vectors to another: the old serves while the new fills, and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import execute, fetch, fetch_value, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.pending import run_pending
from matching.embedding import helper, models, selection
from matching.embedding.helper import MODEL
from matching.embedding.models import Progress, ServingModel, progress, serving
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import use_embedder
from matching.search.index import embedding_tasks, making
from matching.search.index.asking import query_vector
from matching.search.index.embedding_tasks import embed, follow_model, forget_vectors
from matching.search.index.indexing import EMBED, index_words
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.conftest import NOW
from tests.factories.index import Memory
from tests.matching.search.voices import Voice

TEXTS = [f"第{at}の機器。水位を測る。" for at in range(5)]


@pytest.fixture
def old() -> Voice:
    return Voice("old", 6)


@pytest.fixture
def new() -> Voice:
    return Voice("new", 9)


@pytest.fixture
def speakers(monkeypatch: pytest.MonkeyPatch, old: Voice) -> Callable[[bool], None]:
    """Whether the old model still has a speaker when the setting has gone on, as one in the package."""

    def say(there: bool) -> None:
        monkeypatch.setattr(helper, "MODEL", old.model if there else MODEL)
        monkeypatch.setattr(models, "bundled_embedder", lambda *, background: old)

    return say


@pytest.fixture
async def filled(memory: Memory, old: Voice) -> Memory:
    """Documents with vectors of the old model."""
    use_embedder(old)
    for text in TEXTS:
        memory.add(SOLUTION, "計器", text)
    memory.add(CHALLENGE, "水位", "川の水位を知りたい。")
    await memory.index()
    return memory


async def _models() -> dict[str, str]:
    rows = await fetch("SELECT model, state FROM vector_model ORDER BY model")
    return {row["model"]: row["state"] for row in rows}


async def _documents(model: str) -> int:
    found: int = await fetch_value(
        "SELECT count(DISTINCT document) FROM document_vector WHERE model = $1", model
    )
    return found


def _stop_after(monkeypatch: pytest.MonkeyPatch, documents: int) -> None:
    """Let a job end after about so many documents."""
    monkeypatch.setattr(making, "TOGETHER", documents)
    monkeypatch.setattr(embedding_tasks, "JOB_SECONDS", 0)


async def test_the_first_model_serves_at_once(filled, old):
    assert await _models() == {"old": "serving"}
    assert await _documents("old") == 6
    assert await progress() is None
    served = await serving()
    assert (served.name, served.dimensions) == ("old", 6)
    assert 0 < served.medium < served.strong


async def test_another_model_takes_its_place_when_nothing_is_missing(filled, new):
    use_embedder(new)
    await follow_model()
    await run_pending()
    assert await _models() == {"new": "serving", "old": "retired"}
    assert (await serving()).name == "new"
    # The job that forgets ran after the switch: document vectors of the old one are gone, those of
    # texts are kept for a way back.
    assert await _documents("new") == 6 and await _documents("old") == 0
    assert await fetch_value("SELECT count(*) FROM text_vector WHERE model = 'old'") > 6


async def test_the_old_one_serves_while_the_new_one_fills(filled, new, speakers, monkeypatch):
    use_embedder(new)
    _stop_after(monkeypatch, 2)
    await embed()
    assert (await serving()).name == "old"
    assert await progress() == Progress("new", 2, 6)
    assert await _documents("old") == 6
    await embed()
    assert await progress() == Progress("new", 4, 6)
    await embed()
    # All are there; one more look, and the place is taken.
    await embed()
    assert (await serving()).name == "new" and await progress() is None


async def test_a_document_that_comes_meanwhile_gets_vectors_of_the_serving_model_first(
    filled, old, new, speakers, monkeypatch
):
    speakers(True)
    use_embedder(new)
    _stop_after(monkeypatch, 1)
    await embed()
    key = filled.add(SOLUTION, "新しい計器", "後から来た。")
    await index_words(SOLUTION, str(key))
    await embed()
    assert await _documents("old") == 7 and (await serving()).name == "old"


async def test_without_its_speaker_it_waits_and_is_there_after_the_switch(
    filled, new, speakers, monkeypatch
):
    speakers(False)
    use_embedder(new)
    _stop_after(monkeypatch, 1)
    await embed()
    key = filled.add(SOLUTION, "新しい計器", "後から来た。")
    await index_words(SOLUTION, str(key))
    await embed()
    assert await _documents("old") == 6 and (await serving()).name == "old"
    monkeypatch.undo()
    await embed()
    assert await _documents("new") == 7 and (await serving()).name == "new"


async def test_going_back_midway_costs_nothing(filled, old, new, monkeypatch):
    use_embedder(new)
    _stop_after(monkeypatch, 2)
    await embed()
    monkeypatch.undo()
    use_embedder(old)
    old.asked.clear()
    await follow_model()
    await run_pending()
    assert (await serving()).name == "old" and old.asked == []
    assert await _models() == {"new": "retired", "old": "serving"}
    # And forward again, from where it was.
    use_embedder(new)
    new.asked.clear()
    await follow_model()
    await run_pending()
    assert (await serving()).name == "new" and len(new.asked) == 4


async def test_going_back_after_the_switch_embeds_nothing_within_a_week(filled, old, new):
    use_embedder(new)
    await embed()
    await run_pending()
    use_embedder(old)
    old.asked.clear()
    await embed()
    assert (await serving()).name == "old" and old.asked == []
    assert await _documents("old") == 6


async def test_vectors_of_texts_are_forgotten_after_a_week(filled, new):
    use_embedder(new)
    await embed()
    with clock.frozen(NOW + timedelta(days=6)):
        await forget_vectors()
    assert await fetch_value("SELECT count(*) FROM text_vector WHERE model = 'old'") > 0
    with clock.frozen(NOW + timedelta(days=8)):
        await forget_vectors()
    assert await fetch_value("SELECT count(*) FROM text_vector WHERE model = 'old'") == 0
    assert await _documents("new") == 6


async def test_none_configured_compares_by_words_and_forgets_nothing(filled, old):
    use_embedder(None)
    assert await serving() is None
    await embed()
    await follow_model()
    assert await run_pending() == 0
    use_embedder(old)
    assert (await serving()).name == "old"


async def test_an_embedder_that_fails_leaves_the_old_one_serving_and_says_why(filled, new):
    use_embedder(new)
    new.broken = "out of order"
    with pytest.raises(EmbeddingUnavailable):
        await _by_job()
    assert (await serving()).name == "old"
    assert await progress() == Progress("new", 0, 6, "out of order", NOW)
    assert (await models.trouble())[0] == "out of order"
    new.broken = None
    await embed()
    assert (await serving()).name == "new" and await models.trouble() is None


async def _by_job() -> None:
    async with transaction():
        await enqueue(EMBED, key=embedding_tasks.EMBED_KEY)
    await run_pending()


async def test_a_last_try_leaves_no_failed_job(filled, new):
    use_embedder(new)
    new.broken = "out of order"
    await embed()
    assert (await models.trouble())[0] == "out of order"


async def test_the_minute_starts_nothing_when_all_is_done(filled, old):
    await follow_model()
    assert await run_pending() == 0
    await execute("DELETE FROM document_vector WHERE piece = 0")
    await follow_model()
    assert await run_pending() == 1
    assert await _documents("old") == 6


async def test_texts_cut_otherwise_than_before_are_cut_anew(filled, old):
    await execute("UPDATE search_document SET vector_keys = '{of-another-version}'")
    await execute("DELETE FROM document_vector")
    await embed()
    assert await _documents("old") == 6
    assert not await fetch_value(
        "SELECT count(*) FROM search_document WHERE 'of-another-version' = ANY(vector_keys)"
    )


async def test_the_model_in_the_package_keeps_its_measured_bands(memory, monkeypatch):
    use_embedder(Voice(MODEL, 384))
    memory.add(SOLUTION, "計器", TEXTS[0])
    await memory.index()
    served = await serving()
    assert (served.medium, served.strong) == (0.04, 0.07)


async def test_a_question_is_embedded_once_and_kept(filled, old):
    served = await serving()
    old.asked.clear()
    assert await query_vector(served, "腰の痛み", embed_now=False) is None
    first = await query_vector(served, "腰の痛み", embed_now=True)
    again = await query_vector(served, "腰の痛み", embed_now=True)
    assert old.asked == ["腰の痛み"] and first.shape == again.shape == (6,)
    assert await query_vector(served, "", embed_now=True) is None


async def test_questions_are_forgotten_and_documents_and_the_background_are_not(filled, old):
    await query_vector(await serving(), "腰の痛み", embed_now=True)
    await execute("UPDATE text_vector SET kept_at = $1", NOW)
    before = await fetch_value("SELECT count(*) FROM text_vector")
    with clock.frozen(NOW + timedelta(days=29)):
        await forget_vectors()
    assert await fetch_value("SELECT count(*) FROM text_vector") == before
    with clock.frozen(NOW + timedelta(days=31)):
        await forget_vectors()
    assert await fetch_value("SELECT count(*) FROM text_vector") == before - 1
    assert await query_vector(await serving(), "腰の痛み", embed_now=False) is None


async def test_a_question_is_asked_of_the_model_that_serves(filled, old, new, speakers):
    speakers(True)
    served = await serving()
    use_embedder(new)
    assert await query_vector(served, "腰の痛み", embed_now=True) is not None
    assert old.asked[-1] == "腰の痛み" and new.asked == []
    speakers(False)
    assert await query_vector(served, "別の痛み", embed_now=True) is None


async def test_a_question_goes_on_by_words_when_nobody_answers(filled, old):
    old.broken = "out of order"
    assert await query_vector(await serving(), "腰の痛み", embed_now=True) is None


async def test_a_vector_of_another_length_is_not_kept(filled, old):
    served = ServingModel("old", 7)
    assert await query_vector(served, "腰の痛み", embed_now=True) is None
    assert await query_vector(await serving(), "腰の痛み", embed_now=False) is None


async def test_before_the_first_document_the_setting_says_what_serves(memory, old):
    use_embedder(old)
    assert (await serving()).name == "old"
    assert selection.embedder() is old
