"""Waiting for tasks."""

import pytest

from foundation import clock
from matching.search.engines.meilisearch.errors import TaskCanceled, TaskFailed, TaskUnfinished
from matching.search.engines.meilisearch.tasks import Summary, finished
from matching.search.engines.port import EngineUnavailable
from tests.matching.search.engines.meilisearch.conftest import document


async def _written(engine) -> int:
    summary = await engine.client.ask(
        "POST", f"indexes/{engine.index}/documents", Summary, [{"key": "1", "_vectors": {}}]
    )
    return summary.taskUid


async def test_a_task_is_asked_about_until_it_has_ended(engine, server) -> None:
    server.state.polls = 3
    with clock.leaping() as pauses:
        await engine.upsert([document(1)])
    asked = [one for one in server.received if one.path == f"/tasks/{server.state.tasks[-1].uid}"]
    assert len(asked) == 4
    assert pauses == pytest.approx([0.05, 0.05 * 1.6, 0.05 * 1.6**2])


async def test_a_canceled_task_has_ended(engine, server) -> None:
    uid = await _written(engine)
    server.state.cancel([server.state.tasks[uid]])
    with pytest.raises(TaskCanceled) as canceled:
        await finished(engine.client, uid, 5)
    assert canceled.value.task == uid


async def test_a_failed_task_tells_its_code(engine, server) -> None:
    uid = await _written(engine)
    with pytest.raises(TaskFailed) as failed:
        await finished(engine.client, uid, 5)
    assert (failed.value.code, failed.value.task) == ("vector_embedding_error", uid)
    # What the server says of a failure may hold what a document says.
    assert "embedder" not in str(failed.value)


@pytest.mark.parametrize("code", ["internal", "no_space_left_on_device", "io_error"])
async def test_a_failure_of_the_machine_is_no_fault_of_the_documents(engine, server, code) -> None:
    server.state.fail_with.append(code)
    with pytest.raises(EngineUnavailable):
        await engine.upsert([document(1)])


async def test_waiting_has_an_end(engine, server) -> None:
    server.state.held = True
    uid = await _written(engine)
    with pytest.raises(TaskUnfinished) as unfinished:
        await finished(engine.client, uid, 0.3)
    assert unfinished.value.task == uid


async def test_a_task_that_is_not_there_is_refused(engine) -> None:
    with pytest.raises(Exception, match="task_not_found"):
        await finished(engine.client, 99_999_999, 1)
