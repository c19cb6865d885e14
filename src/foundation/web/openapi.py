"""What the OpenAPI document says beyond what the handlers' types tell: refusals, keys, strictness."""

import asyncio
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from litestar import Controller, Litestar
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from foundation.threads import HEAVY
from foundation.web.api import IDEMPOTENCY_HEADER, ApiController
from foundation.web.errors import PROBLEM_MEDIA_TYPE, Problem

Document = dict[str, Any]
MEDIA_TYPE = "application/vnd.oai.openapi+json"
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
COUNTED = frozenset({"CreateToken", "InviteColleague"})
"""Operations that are refused after too many attempts."""
NOT_REPEATABLE = "CreateToken"
"""Every token is new: its text is given once and not kept."""
_REFUSALS = {
    "400": "The request cannot be read.",
    "401": "A bearer token is needed, or the credentials are wrong.",
    "403": "The role acted in may not do this; `detail` says which may.",
    "404": "There is no such record for this reader.",
    "409": "The record is in another state or version than the request was made for, or too late.",
    "422": "Values break a rule; `errors` has a message per field.",
    "429": "Too many attempts; `Retry-After` says when to try again.",
    "default": "Any other refusal or fault.",
}
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEY = {
    "name": IDEMPOTENCY_HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "Sent again with the same key, the request makes no second record.",
}


class Listed(NamedTuple):
    """One operation, as a plain list has it."""

    method: str
    path: str
    summary: str


class ServedDocument:
    """The OpenAPI document as it is sent: made in a thread when first asked for, then kept.

    Args:
        controllers: those of the application; pages are left out.
        dependencies: the application's, whose names the handlers take.
    """

    def __init__(
        self, controllers: Sequence[type[Controller]], dependencies: Mapping[str, Provide]
    ) -> None:
        self._controllers = [one for one in controllers if issubclass(one, ApiController)]
        self._dependencies = dict(dependencies)
        self._making = asyncio.Lock()
        self._made: tuple[bytes, str, dict[str, list[Listed]]] | None = None

    async def get(self) -> tuple[bytes, str]:
        """The document's bytes and their ETag."""
        content, tag, _listed = await self._whole()
        return content, tag

    async def listed(self) -> dict[str, list[Listed]]:
        """The operations by their tag."""
        return (await self._whole())[2]

    async def _whole(self) -> tuple[bytes, str, dict[str, list[Listed]]]:
        async with self._making:
            if self._made is None:
                self._made = await HEAVY.run(self._make)
            return self._made

    def _make(self) -> tuple[bytes, str, dict[str, list[Listed]]]:
        # An application of its own, which serves nobody: Litestar adds a dozen routes of its own
        # to any application that can tell its document.
        described = Litestar(
            self._controllers,
            dependencies=self._dependencies,
            openapi_config=OpenAPIConfig(
                title="King Salmon",
                version="1",
                components=Components(
                    security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer")}
                ),
                use_handler_docstrings=True,
            ),
            logging_config=None,
        )
        document = completed(described.openapi_schema.to_schema())
        content = msgspec.json.encode(document)
        return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"', _listed(document)


def completed(document: Document) -> Document:
    """The document with every refusal, the key of repeatable creation, and strict request bodies.

    Args:
        document: as Litestar made it, with its own idea of a refusal; changed in place.
    """
    schemas = document["components"].setdefault("schemas", {})
    _refs, problem = msgspec.json.schema_components([Problem])
    schemas.update(problem)
    for _path, operation in operations(document):
        _complete(operation)
        for reference in _references(operation.get("requestBody", {}), schemas, set()):
            if "properties" in schemas[reference]:
                # what comes in is read by strict structs; what goes out may grow
                schemas[reference]["additionalProperties"] = False
    return document


def _listed(document: Document) -> dict[str, list[Listed]]:
    by_tag: dict[str, list[Listed]] = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                one = Listed(method.upper(), path, operation["summary"])
                by_tag.setdefault(operation["tags"][0], []).append(one)
    return dict(sorted(by_tag.items()))


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    """Every operation of the document with its path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, operation


def _complete(operation: Document) -> None:
    # By itself the handler's name, which is "Create" of everything.
    operation["summary"] = _WORD.sub(" ", operation["operationId"]).capitalize()
    responses, parameters = operation["responses"], operation.setdefault("parameters", [])
    responses.pop("400", None)
    for status in _statuses(operation):
        responses[status] = {
            "description": _REFUSALS[status],
            "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if "201" in responses and operation["operationId"] != NOT_REPEATABLE:
        parameters.append(_KEY)


def _statuses(operation: Document) -> list[str]:
    kinds = {parameter["in"] for parameter in operation["parameters"]}
    statuses = ["401", "403"]
    if "path" in kinds:
        statuses += ["404", "409"]
    if "requestBody" in operation:
        statuses += ["400", "409", "422"]
    if "query" in kinds:
        statuses.append("422")
    if operation["operationId"] in COUNTED:
        statuses.append("429")
    return [*sorted(set(statuses)), "default"]


def _references(node: Any, schemas: Document, seen: set[str]) -> Iterator[str]:
    """Names of the component schemas that a part of the document uses, also indirectly."""
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).removeprefix("#/components/schemas/")
        if name and name not in seen:
            seen.add(name)
            yield name
            yield from _references(schemas[name], schemas, seen)
        for value in node.values():
            yield from _references(value, schemas, seen)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value, schemas, seen)
