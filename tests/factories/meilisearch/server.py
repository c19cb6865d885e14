"""The socket, the key, and the way from a request to its handler."""

import gzip
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.factories.meilisearch.handlers import Handlers
from tests.factories.meilisearch.rules import ROUTES, Refusal, Route, check_fields, refuse
from tests.factories.meilisearch.state import State

MASTER_KEY = "a master key of sixteen bytes and more"
PAYLOAD_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class FakeMeilisearch:
    """The server.

    Attributes:
        url: its address.
        key: its master key.
        state: indexes and tasks, to be looked at or changed.
        received: all requests, in their order.
        replay: recorded exchanges, answered where method, path and body are the same.
        payload_limit: bytes of a body.
    """

    url: str = ""
    key: str = MASTER_KEY
    state: State = field(default_factory=State)
    received: list[Received] = field(default_factory=list)
    replay: Sequence[dict[str, Any]] = ()
    payload_limit: int = PAYLOAD_LIMIT

    def __post_init__(self) -> None:
        self.handlers = Handlers(self.state)
        self._lock = threading.Lock()

    def requests(self, path: str) -> list[Received]:
        """Requests of this path."""
        return [one for one in self.received if one.path == path]

    def respond(self, request: Received, raw: bytes) -> tuple[int, Any, dict[str, str]]:
        """Status, body and headers of the answer."""
        with self._lock:
            self.received.append(request)
            recorded = self._recorded(request)
            if recorded is not None:
                return recorded["status"], recorded.get("body"), recorded["headers"]
            try:
                status, body = self._handled(request, raw)
            except Refusal as refusal:
                status, body = refusal.status, refusal.body
            return status, body, {}

    def _recorded(self, request: Received) -> dict[str, Any] | None:
        target = request.path
        if request.query:
            target += "?" + "&".join(f"{name}={value}" for name, value in request.query.items())
        for exchange in self.replay:
            asked = exchange["request"]
            if (asked["method"], asked["path"], asked.get("body")) == (request.method, target, request.body):  # fmt: skip
                return exchange["response"]
        return None

    def _handled(self, request: Received, raw: bytes) -> tuple[int, Any]:
        route, path = _route(request)
        self._authorise(route, request, path)
        if len(raw) > self.payload_limit:
            raise refuse("payload_too_large")
        for name in request.query:
            if name not in route.params:
                raise refuse("bad_request", message=f"Unknown parameter `{name}`")
        if route.fields is not None or route.array:
            content_type = request.headers.get("content-type", "")
            if not content_type:
                raise refuse("missing_content_type", 415)
            if content_type not in ("application/json", "application/x-ndjson"):
                raise refuse("invalid_content_type", 415)
            if request.body is None:
                raise refuse("malformed_payload" if raw else "missing_payload")
            if not isinstance(request.body, list if route.array else dict):
                raise refuse("malformed_payload")
        elif raw and request.body is not None and request.method == "GET":
            raise refuse("bad_request")
        if route.fields is not None:
            check_fields(request.body, route.fields)
        status, answer = getattr(self.handlers, route.name)(path, request.query, request.body)
        return status, self._as_the_key_sees(route, request, answer)

    def _as_the_key_sees(self, route: Route, request: Received, answer: Any) -> Any:
        """A key that names indexes is shown the tasks of these alone, so none of several indexes."""
        key = self.handlers.keys.get(
            request.headers.get("authorization", "").removeprefix("Bearer ")
        )
        if key is None or "*" in key["indexes"] or route.name not in ("get_task", "list_tasks"):
            return answer

        def seen(task: dict[str, Any]) -> bool:
            index = task["indexUid"]
            return index is not None and any(fnmatchcase(index, one) for one in key["indexes"])

        if route.name == "get_task":
            if not seen(answer):
                raise refuse("task_not_found", 404)
            return answer
        return {**answer, "results": [task for task in answer["results"] if seen(task)]}

    def _authorise(self, route: Route, request: Received, path: dict[str, str]) -> None:
        if not route.action:
            return
        given = request.headers.get("authorization")
        if given is None:
            raise refuse("missing_authorization_header")
        value = given.removeprefix("Bearer ")
        if value == self.key:
            return
        key = self.handlers.keys.get(value)
        area = route.action.split(".")[0]
        allowed = {"*", route.action, f"{area}.*"}
        if key is None or not allowed & set(key["actions"]):
            raise refuse("invalid_api_key")
        for index in _indexes(route, request, path):
            if not any(fnmatchcase(index, pattern) for pattern in key["indexes"]):
                raise refuse("invalid_api_key")


def _indexes(route: Route, request: Received, path: dict[str, str]) -> list[str]:
    """Names of the indexes a request is about, as far as they are known before it is checked."""
    if "index" in path:
        return [path["index"]]
    body = request.body
    if route.name == "multi_search" and isinstance(body, dict):
        return [str(query.get("indexUid")) for query in body.get("queries", ())]
    if route.name == "swap" and isinstance(body, list):
        return [index for pair in body for index in pair["indexes"]]
    if route.name == "create_index" and isinstance(body, dict):
        return [str(body.get("uid"))]
    return []


def _route(request: Received) -> tuple[Route, dict[str, str]]:
    known_path = False
    for route in ROUTES:
        match = route.expression.fullmatch(request.path)
        if match:
            known_path = True
            if route.method == request.method:
                return route, match.groupdict()
    raise Refusal(405 if known_path else 404, None)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer leaves as one packet; in two the second waits 40 ms for the other side.
    wbufsize = -1
    disable_nagle_algorithm = True
    fake: FakeMeilisearch

    def _serve(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Content-Encoding") == "gzip":
            raw = gzip.decompress(raw)
        target = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Received(
            self.command,
            target.path,
            dict(parse_qsl(target.query, keep_blank_values=True)),
            headers,
            _read(raw, headers.get("content-type", "")),
        )
        status, body, more = self.fake.respond(request, raw)
        content = b"" if body in (None, "") else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        if content:
            self.send_header("Content-Type", "application/json")
        for name, value in more.items():
            if name.lower() == "retry-after":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def _read(raw: bytes, content_type: str) -> Any:
    """The body; None where there is none or it is broken."""
    try:
        if content_type == "application/x-ndjson":
            return [json.loads(line) for line in raw.splitlines() if line.strip()]
        return json.loads(raw) if raw else None
    except ValueError:
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Requests on kept connections end with the test, not with the server.
    block_on_close = False


@contextmanager
def meilisearch_running(
    replay: Sequence[dict[str, Any]] = (), **options: Any
) -> Iterator[FakeMeilisearch]:
    """Serve for the block.

    Args:
        replay: recorded exchanges to answer with.
        options: attributes of `FakeMeilisearch`.
    """
    fake = FakeMeilisearch(replay=replay, **options)
    server = _Server(("127.0.0.1", 0), type("Connection", (_Connection,), {"fake": fake}))
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
    )
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
