"""Calls of the API made from its own document, right and wrong ones, and what is wrong with the answers."""

import asyncio
import time
from collections.abc import Mapping
from random import Random
from typing import Any

import httpx
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from foundation.database import fetch, fetch_value
from tests.fuzzing.faults import Fault
from tests.fuzzing.values import HOSTILE
from tests.fuzzing.visitors import Visitor

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
KNOWN_IDS = 40
ANSWER_SECONDS = 60
Ids = Mapping[str, list[str]]


async def ids_of(names: list[str]) -> Ids:
    """Ids of records there are, for each name like `challenge_id`."""
    found = {}
    for name in sorted(set(names)):
        for table in (name.removesuffix("_id"), f"pilot_{name.removesuffix('_id')}"):
            if name.endswith("_id") and await fetch_value("SELECT to_regclass($1)::text", table):
                rows = await fetch(f"SELECT id FROM {table} ORDER BY id LIMIT {KNOWN_IDS}")
                found[name] = [str(row["id"]) for row in rows]
    return found


class Calls:
    """Sends generated calls to the application, from a thread, and gathers the faults.

    Args:
        document: the API's own.
        visitors: whose tokens the calls carry.
        number: the seed.
    """

    def __init__(self, document: dict[str, Any], visitors: list[Visitor], number: int) -> None:
        self.schema = schemathesis.openapi.from_dict(document)
        self.operations = [one.ok() for one in self.schema.get_all_operations()]
        self.visitors, self.seed, self.sent = visitors, number, 0
        self.faults: dict[tuple[str, str], Fault] = {}
        self._ids: Ids = {}
        self._loop = asyncio.get_running_loop()

    async def go(self, examples: int, seconds: float = 0) -> None:
        """So many right and so many wrong calls of each operation; again with other seeds till time is up."""
        names = [
            part.strip("{}")
            for operation in self.operations
            for part in operation.path.split("/")
            if part.startswith("{")
        ]
        self._ids = await ids_of([*names, "solution_id", "membership_id", "organisation_id"])
        until = time.monotonic() + seconds
        await asyncio.to_thread(self._all, examples, self.seed, 0)
        while time.monotonic() < until:
            self.seed += 1
            await asyncio.to_thread(self._all, examples, self.seed, until)

    def _all(self, examples: int, number: int, until: float) -> None:
        for operation in self.operations:
            for mode in GenerationMode:
                if until and time.monotonic() > until:
                    return
                self._some(operation, mode, examples, number)

    def _some(self, operation: Any, mode: GenerationMode, examples: int, number: int) -> None:
        @seed(number)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(mode), st.integers(0, 2**32))
        def call(case: Case, chance: int) -> None:
            self._call(case, Random(chance))

        try:
            call()
        except schemathesis.errors.SchemathesisError:
            # nothing of this kind can be made, as a wrong call of an operation that takes nothing
            return

    def _call(self, case: Case, random: Random) -> None:
        self._make_likely(case, random)
        # making a call takes longer than sending it: who may not make it hands it on
        for visitor in random.sample(self.visitors, len(self.visitors)):
            answering = asyncio.run_coroutine_threadsafe(self._send(case, visitor), self._loop)
            answer = answering.result(ANSWER_SECONDS)
            self.sent += 1
            self._judge(case, answer, visitor)
            if answer.status_code not in (401, 403):
                return

    def _judge(self, case: Case, answer: httpx.Response, visitor: Visitor) -> None:
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for failure in group.exceptions:
                key = (case.operation.label, f"{type(failure).__name__} {answer.status_code}")
                said = f"{failure} {answer.text[:400]}"
                asked = case.as_curl_command()[:1500]
                self.faults.setdefault(key, Fault(visitor.name, asked, f"{key}: {said[:900]}"))

    async def _send(self, case: Case, visitor: Visitor) -> httpx.Response:
        given_ = case.as_transport_kwargs(base_url="http://testserver")
        given_.get("headers", {}).pop("Authorization", None)
        known = ("method", "url", "headers", "files", "data", "params", "cookies", "json")
        sent = requests.Request(**{k: v for k, v in given_.items() if k in known}).prepare()
        headers = {k: v for k, v in sent.headers.items() if k.lower() != "cookie"}
        if visitor.token is not None:
            headers["Authorization"] = f"Bearer {visitor.token}"
        answer = await visitor.browser.request(
            str(sent.method),
            str(sent.url),
            headers={k: v.encode() if isinstance(v, str) else v for k, v in headers.items()},
            content=sent.body or b"",
        )
        if answer.status_code in (401, 204):
            await visitor.renew()
        return answer

    def _make_likely(self, case: Case, random: Random) -> None:
        # Ids and versions drawn from nowhere would end every call with 404 or 409.
        for name in list(case.path_parameters or {}):
            if name in self._ids and random.random() < 0.8:
                case.path_parameters[name] = random.choice(self._ids[name])
        for name in list(case.query or {}):
            if random.random() < 0.2:
                case.query[name] = random.choice(HOSTILE)[:2000]
        if isinstance(case.body, dict):
            for name in list(case.body):
                if name == "version" and random.random() < 0.7:
                    case.body[name] = random.randint(1, 4)
                elif name in self._ids and random.random() < 0.7:
                    case.body[name] = random.choice(self._ids[name])
                elif isinstance(case.body[name], str) and random.random() < 0.2:
                    case.body[name] = random.choice(HOSTILE)
