"""A server on a real socket with something wrong: it hangs, breaks off, is overloaded, talks nonsense."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.factories.meilisearch.recordings import exchange

_OVERLOAD = exchange("overload", "more searches at once than the queue takes (queue of 1, one search a core, 16 clients)")["response"]  # fmt: skip


def http(status: str, body: str, *headers: str) -> bytes:
    """An answer as it goes over the wire."""
    content = body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content


OVERLOADED = http(
    "503 Service Unavailable",
    '{"message": "…", "code": "too_many_search_requests", "type": "system", "link": ""}',
    "Content-Type: application/json",
    f"Retry-After: {_OVERLOAD['headers']['retry-after']}",
)
GARBAGE = http("200 OK", "<html>Welcome to nginx</html>", "Content-Type: text/html")
OTHER_JSON = http("200 OK", '{"ok": true}', "Content-Type: application/json")
NO_HTTP = b"SSH-2.0-OpenSSH_9.6\r\n"
BAD_GATEWAY = http("502 Bad Gateway", "")
NOT_FOUND = http("404 Not Found", "")
HANGS = b""
"""Nothing ever comes."""
DRIPS = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
"""A beginning, then a byte at a time."""


@dataclass
class Troubled:
    """The server.

    Attributes:
        answer: what every request is answered with.
        url: its address.
        connections: how many were made.
        requests: how many requests were read.
    """

    answer: bytes
    url: str = ""
    connections: int = 0
    requests: int = 0
    open: list[socket.socket] = field(default_factory=list)


@contextmanager
def troubled_server(answer: bytes) -> Iterator[Troubled]:
    """Serve for the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Troubled(answer, f"http://127.0.0.1:{listening.getsockname()[1]}")

    def serve(connection: socket.socket) -> None:
        try:
            while received := connection.recv(65536):
                if b"HTTP/1.1" not in received:
                    continue  # the rest of a body
                server.requests += 1
                if server.answer == HANGS:
                    continue
                connection.sendall(server.answer)
                if server.answer == DRIPS:
                    while True:
                        connection.sendall(b" ")
                        time.sleep(0.05)
                if server.answer == NO_HTTP:
                    break
        except OSError:
            pass
        finally:
            connection.close()

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            server.connections += 1
            server.open.append(connection)
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for connection in server.open:
            connection.close()


def closed_port() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"
