"""Who a request comes from when proxies stand before the server.

Limits count clients by address. Behind a proxy that is not trusted all have the proxy's, and one
who tries passwords locks everybody out: what looks like that is kept in a file, where
`kingsalmon doctor`, another process, finds it.
"""

import asyncio
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from foundation.networks import Network, address_in, contains, is_private, networks, plain
from foundation.settings import Settings

BELIEVED = b"x-forwarded-for"
# What proxies tell of a client, or of themselves; of these one header alone is believed.
FORWARDING = (
    BELIEVED,
    b"forwarded",
    b"x-real-ip",
    b"x-client-ip",
    b"true-client-ip",
    b"fastly-client-ip",
    b"cf-connecting-ip",
)
UNREADABLE = "x-forwarded-for (?)"
PROTOCOL = b"x-forwarded-proto"
FILE = "proxies-seen.json"
WRITE_SECONDS, REMIND_SECONDS = 60.0, 3600.0
MOST_PEERS = 20

logger = structlog.get_logger("king-salmon.proxies")


@dataclass(frozen=True)
class Sighting:
    """A peer that seems to be a proxy, and whose clients all count as one.

    Attributes:
        peer: its address.
        header: what it sent of its client, in small letters.
        seen_at: when last, in seconds since 1970.
    """

    peer: str
    header: str
    seen_at: float


def with_client_address(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Take the client's address from trusted proxies, and notice those that are not."""
    trusted = networks(settings.trusted_proxies)
    notes = _Notes(settings.data_dir / FILE)

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope.get("client"):
            host, port = scope["client"]  # type: ignore[misc]
            client, noticed = _client(plain(host), scope, trusted)
            scope["client"] = (client, port)
            if contains(trusted, plain(host)):
                scope["scheme"] = _scheme(scope)
            if noticed:
                notes.take(*noticed)
        await app(scope, receive, send)

    return wrapped


def _client(peer: str, scope: Scope, trusted: list[Network]) -> tuple[str, tuple[str, str] | None]:
    """The client's address, and the proxy with the header by which it should have told it.

    Each proxy adds the address it was asked from. The last one that no trusted proxy has is the
    client's; what stands before it anybody may have written.
    """
    sent = [name for name, _value in scope["headers"] if name in FORWARDING]
    if not sent:
        return peer, None
    if not contains(trusted, peer) or BELIEVED not in sent:
        return peer, (peer, (BELIEVED if BELIEVED in sent else sent[0]).decode())
    written = [value for name, value in scope["headers"] if name == BELIEVED]
    hops = b",".join(written).decode("latin-1").split(",")
    address = peer
    while hops and contains(trusted, address):
        before = address_in(hops.pop())
        if before is None:
            return address, (address, UNREADABLE)
        address = before
    # An address of a network of its own with others before it: a proxy that nobody named.
    noticed = (address, BELIEVED.decode()) if hops and is_private(address) else None
    return address, noticed


def _scheme(scope: Scope) -> str:
    told = next((value for name, value in scope["headers"] if name == PROTOCOL), b"")
    return told.decode() if told in (b"http", b"https") else str(scope["scheme"])


def sightings(folder: Path) -> list[Sighting]:
    """What was noticed, the newest first."""
    try:
        rows = json.loads((folder / FILE).read_text())
        found = [Sighting(**row) for row in rows]
    except (OSError, ValueError, TypeError):
        return []
    return sorted(found, key=lambda one: -one.seen_at)


class _Notes:
    """Writes down what is noticed, seldom: a stranger can send such headers without end."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._write_after = self._remind_after = 0.0
        self._writing: asyncio.Future[None] | None = None

    def take(self, peer: str, header: str) -> None:
        """Write down a sighting, and tell the log, unless one was a moment ago."""
        now = time.monotonic()
        if now < self._write_after:
            return
        self._write_after = now + WRITE_SECONDS
        if now >= self._remind_after:
            self._remind_after = now + REMIND_SECONDS
            # Logs hold no addresses: the peer may be a person's machine.
            logger.error("untrusted_proxy", header=header, see="kingsalmon doctor")
        seen = Sighting(peer, header, time.time())
        loop = asyncio.get_running_loop()
        self._writing = loop.run_in_executor(None, self._write, seen)

    def _write(self, seen: Sighting) -> None:
        others = [one for one in sightings(self._file.parent) if one.peer != seen.peer]
        rows = [asdict(one) for one in [seen, *others][:MOST_PEERS]]
        partial = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            partial.write_text(json.dumps(rows))
            partial.replace(self._file)
        except OSError as error:
            logger.warning("proxies_not_noted", error=type(error).__name__)
