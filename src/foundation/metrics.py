"""Figures for whoever watches the installation, in the text format of Prometheus.

Durations of requests are counted by each web process as they pass; everything else is read when it
is asked for. Labels are words of the code (routes, kinds, states): never ids, names or addresses.
"""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
PREFIX = "king_salmon_"
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable of the folder in which several web processes keep their counts together."""
NO_ROUTE = "(none)"
# Anybody may send any word as a method; each would be a label of its own.
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
OTHER_METHOD = "(other)"

_requests = CollectorRegistry()
_duration = Histogram(
    PREFIX + "request_duration_seconds",
    "Time until the last byte of an answer was given to the server, by route and status.",
    ["method", "route", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=_requests,
)


@dataclass(frozen=True)
class Reading:
    """One figure at the moment it was asked for.

    Attributes:
        name: without prefix; all of one name have the same label names.
        help: what it is and in which unit.
    """

    name: str
    help: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


def with_metrics(app: ASGIApp) -> ASGIApp:
    """Time every request, under the route that answered it.

    It must stand directly around the application, which writes the route into its scope.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, send_and_note)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else OTHER_METHOD
            _duration.labels(method, scope.get("path_template") or NO_ROUTE, str(status)).observe(
                time.perf_counter() - started
            )

    return wrapped


def exposition(readings: Iterable[Reading]) -> bytes:
    """The durations of requests and these readings as Prometheus reads them."""
    now = CollectorRegistry()
    gauges: dict[str, Gauge] = {}
    for reading in readings:
        gauge = gauges.get(reading.name)
        if gauge is None:
            gauge = Gauge(PREFIX + reading.name, reading.help, list(reading.labels), registry=now)
            gauges[reading.name] = gauge
        (gauge.labels(**reading.labels) if reading.labels else gauge).set(reading.value)
    return generate_latest(_counted()) + generate_latest(now)


def _counted() -> CollectorRegistry:
    if SHARED_FOLDER not in os.environ:
        return _requests
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
