"""A small embedding server on a socket that behaves, or misbehaves, as a test says."""

import json
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np


@dataclass
class Answer:
    """What the server says: JSON or raw bytes, after a while."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0


Behaviour = Callable[[dict[str, Any]], Answer]


def vector(text: str, dimensions: int = 8) -> list[float]:
    """Of a text, not of length 1."""
    chance = np.random.default_rng(zlib.crc32(text.encode()))
    return [float(number) for number in 3 * chance.normal(size=dimensions)]


def good(request: dict[str, Any], dimensions: int = 8, model: str = "") -> Answer:
    """What a server says that is in order; another model gives other vectors."""
    data = [
        {"object": "embedding", "index": at, "embedding": vector(model + text, dimensions)}
        for at, text in enumerate(request["input"])
    ]
    return Answer({"object": "list", "data": data, "model": request["model"], "usage": {}})


class EmbeddingServer:
    """Answers with `behaviours` in turn, the last of them for good; keeps what it was asked."""

    def __init__(self) -> None:
        self.behaviours: list[Behaviour] = [good]
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.answered = 0
        self.url = ""
        self._lock = threading.Lock()
        self.closing = threading.Event()

    def behave(self, *behaviours: Behaviour) -> None:
        """Answer so from now on."""
        self.behaviours = list(behaviours)

    def next(self) -> Behaviour:
        """The behaviour for the request that came in."""
        with self._lock:
            return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def serving() -> Iterator[EmbeddingServer]:
    """A server for the block."""
    state = EmbeddingServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.requests.append(request)
            state.headers.append({name.lower(): value for name, value in self.headers.items()})
            state.paths.append(self.path)
            answer = state.next()(request)
            if state.closing.wait(answer.after):
                self.close_connection = True
                return
            body = (
                answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
            )
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            state.answered += 1
            self.wfile.write(body)
            if int(answer.headers.get("Content-Length", len(body))) != len(body):
                self.close_connection = True

        def log_message(self, *_arguments: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_arguments: Any) -> None:
            """Those who give up waiting break the connection."""

    server = Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
