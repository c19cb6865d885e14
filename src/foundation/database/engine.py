"""The engine of all tables. Its address is known only at start, so it is filled in then."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from foundation.database.availability import DATABASE_ERRORS, BoundedPool, DatabaseUnavailable


class LateEngine(PostgresEngine):
    """Piccolo's engine without its connection at import time, when the address is not yet known."""

    async def check_version(self) -> None:
        """Do nothing; `doctor` and the migrations look at the server."""

    async def prep_database(self) -> None:
        """Do nothing; migrations create the extensions."""

    async def start_connection_pool(self, **options: Any) -> None:
        """Make the pool; its connections are made when they are asked for."""
        self.pool: Any = BoundedPool(await asyncpg.create_pool(**{**self.config, **options}))


DB = LateEngine(config={})

POOL_SIZE = 12
CONNECT_SECONDS = 8.0
# A server whose machine or network is gone says nothing; its connections end after so long.
SILENT_SECONDS = 20


def configure(url: str) -> None:
    """Point the engine at a database.

    Args:
        url: `postgresql://user:password@host:port/database`; a Unix socket's folder is given as
            `?host=/folder`, as libpq takes it.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    config: dict[str, Any] = {
        "host": query["host"][0] if "host" in query else parts.hostname,
        "port": parts.port or 5432,
        "user": unquote(parts.username or "postgres"),
        "database": unquote(parts.path.lstrip("/")) or "postgres",
    }
    if parts.password:
        config["password"] = unquote(parts.password)
    if "sslmode" in query:
        config["ssl"] = query["sslmode"][0]
    DB.config = config


def connection_parameters() -> dict[str, Any]:
    """Host, port, user, password and database of the configured database."""
    return dict(DB.config)


class PooledConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection that is put back as it was found without asking the server to see to it.

    The pool cleans each connection with a statement of its own when it comes back. After a plain
    read there is nothing to clean, and a page of ten reads would send twenty statements.
    """

    _is_clean = False

    def leave_clean(self) -> None:
        """Say that nothing was done that outlives a statement; good for the next return only."""
        self._is_clean = True

    def get_reset_query(self) -> str:
        """What the pool sends when the connection comes back."""
        if self._is_clean:
            self._is_clean = False
            return ""
        query: str = super().get_reset_query()
        return query


async def _set_up_connection(connection: asyncpg.Connection) -> None:
    _notice_silence(connection._transport.get_extra_info("socket"))
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, encoder=_encode_json, decoder=json.loads, schema="pg_catalog"
        )


def _notice_silence(of: socket.socket | None) -> None:
    if of is None or of.family == socket.AF_UNIX:
        return
    of.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", SILENT_SECONDS // 2),
        ("TCP_KEEPINTVL", SILENT_SECONDS // 4),
        ("TCP_KEEPCNT", 2),
        ("TCP_USER_TIMEOUT", SILENT_SECONDS * 1000),
    ):
        if (option := getattr(socket, name, None)) is not None:
            of.setsockopt(socket.IPPROTO_TCP, option, value)


def _encode_json(value: Any) -> str:
    # Piccolo hands JSON columns over as text already encoded.
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


async def connect() -> asyncpg.Connection:
    """A connection of its own, outside the pool; the caller closes it.

    Raises:
        DatabaseUnavailable: the server does not take it.
    """
    try:
        return await asyncpg.connect(**DB.config, timeout=CONNECT_SECONDS)
    except (*DATABASE_ERRORS, TimeoutError) as error:
        raise DatabaseUnavailable(f"no connection: {error or type(error).__name__}") from error


@asynccontextmanager
async def pool(size: int = POOL_SIZE) -> AsyncIterator[None]:
    """Keep a pool of connections for the block; it outlives a database that goes away and comes back."""
    await DB.start_connection_pool(
        min_size=0,
        max_size=size,
        timeout=CONNECT_SECONDS,
        init=_set_up_connection,
        connection_class=PooledConnection,
        # Compiling a query takes longer than any of ours runs.
        server_settings={"application_name": "king-salmon", "timezone": "UTC", "jit": "off"},
    )
    try:
        yield
    finally:
        await DB.close_connection_pool()


@dataclass(frozen=True)
class PoolUse:
    """Connections of the pool: open, idle of these, and as many as there may be."""

    open: int
    idle: int
    most: int


def pool_use() -> PoolUse:
    """How the pool is used at this moment."""
    if DB.pool is None:
        return PoolUse(0, 0, 0)
    return PoolUse(DB.pool.get_size(), DB.pool.get_idle_size(), DB.pool.get_max_size())
