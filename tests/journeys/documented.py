"""A client that knows nothing of the API but its OpenAPI document."""

import re
from collections.abc import Mapping
from typing import Any, Self
from uuid import uuid4

import httpx

from foundation.web.openapi import operations

Schema = dict[str, Any]
DOCUMENT = "/api/v1/openapi.json"
_KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


class Undocumented(AssertionError):
    """Something was about to be sent, or was answered, that the document does not tell of."""


class DocumentedApi:
    """Calls operations by their names; refuses what is not documented, both ways.

    Args:
        http: a client with the site's address.
        token: sent as bearer token.
        document: the OpenAPI document, once it is known.
    """

    def __init__(self, http: httpx.Client, token: str = "", document: Schema | None = None) -> None:
        self._http, self._token = http, token
        self._document: Schema = document or http.get(DOCUMENT).raise_for_status().json()
        self._operations = {
            operation["operationId"]: (method, path, operation)
            for path, operation in operations(self._document)
            for method, known in self._document["paths"][path].items()
            if known is operation
        }

    def as_(self, email: str, password: str) -> Self:
        """The same API for another person, with a token of theirs."""
        made = self("CreateToken", body={"email": email, "password": password, "name": "journey"})
        return type(self)(self._http, made["token"], self._document)

    def __call__(
        self,
        name: str,
        *,
        body: Schema | None = None,
        query: Mapping[str, str] | None = None,
        expect: int | None = None,
        key: str | None = None,
        **path: Any,
    ) -> Any:
        """The answer of an operation: parsed JSON, or bytes of a file.

        Args:
            name: `operationId`.
            expect: the status; the documented success if left out.
            key: of a request that may be sent again; a new one where the operation takes one.
            path: values of the path's parameters.
        """
        if name not in self._operations:
            raise Undocumented(f"no operation {name}")
        method, template, operation = self._operations[name]
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        known = {(one["in"], one["name"]): one for one in operation["parameters"]}
        if ("header", "Idempotency-Key") in known:
            headers["Idempotency-Key"] = key or uuid4().hex
        elif key:
            raise Undocumented(f"{name} takes no key")
        for place, given in (("path", path), ("query", query or {})):
            for value in given:
                if (place, value) not in known:
                    raise Undocumented(f"{name} has no {place} parameter {value}")
        for (place, parameter), one in known.items():
            if place == "path":
                self._check(one["schema"], str(path[parameter]), f"{name} {parameter}")
        self._check_body(name, operation, body)
        answer = self._http.request(
            method,
            re.sub(r"{(\w+)}", lambda found: str(path[found[1]]), template),
            json=body,
            params=dict(query or {}),
            headers=headers,
        )
        return self._read(name, operation, answer, expect)

    def _check_body(self, name: str, operation: Schema, body: Schema | None) -> None:
        wanted = operation.get("requestBody")
        if wanted is None:
            if body is not None:
                raise Undocumented(f"{name} takes no body")
            return
        self._check(wanted["content"]["application/json"]["schema"], body, name)

    def _read(
        self, name: str, operation: Schema, answer: httpx.Response, expect: int | None
    ) -> Any:
        success = next(int(status) for status in operation["responses"] if status[0] == "2")
        assert answer.status_code == (expect or success), f"{name}: {answer.text}"
        documented = operation["responses"].get(str(answer.status_code))
        if documented is None:
            raise Undocumented(f"{name} answers {answer.status_code}")
        if answer.status_code == 204:
            return None
        kind = answer.headers["content-type"].split(";")[0]
        if kind not in documented.get("content", {}):
            raise Undocumented(f"{name} answers {answer.status_code} as {kind}")
        if not kind.endswith("json"):
            return answer.content
        read = answer.json()
        schema = documented["content"][kind]["schema"]
        if schema != {"type": "string"}:
            self._check(schema, read, f"answer of {name}", strict=True)
        return read

    def _check(self, schema: Schema, value: Any, where: str, strict: bool = False) -> None:
        """That a value fits a schema; `strict` takes fields that are not named for wrong."""
        if "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].split("/")[-1]]
        if "oneOf" in schema:
            fitting = [one for one in schema["oneOf"] if self._fits(one, value, strict)]
            if not fitting:
                raise Undocumented(f"{where}: {value!r} fits none of {schema['oneOf']}")
            return
        kinds = schema.get("type", list(_KINDS))
        kinds = kinds if isinstance(kinds, list) else [kinds]
        plain = not isinstance(value, bool) or "boolean" in kinds
        if not plain or not any(isinstance(value, _KINDS[kind]) for kind in kinds):
            raise Undocumented(f"{where}: {value!r} is no {kinds}")
        if "enum" in schema and value not in schema["enum"]:
            raise Undocumented(f"{where}: {value!r} is none of {schema['enum']}")
        if isinstance(value, list):
            for number, item in enumerate(value):
                self._check(schema.get("items", {}), item, f"{where}[{number}]", strict)
        if isinstance(value, dict):
            self._check_fields(schema, value, where, strict)

    def _check_fields(self, schema: Schema, value: Schema, where: str, strict: bool) -> None:
        known, others = schema.get("properties"), schema.get("additionalProperties")
        missing = set(schema.get("required", ())) - value.keys()
        if missing:
            raise Undocumented(f"{where} lacks {sorted(missing)}")
        for name, item in value.items():
            if known and name in known:
                self._check(known[name], item, f"{where}.{name}", strict)
            elif isinstance(others, dict):
                self._check(others, item, f"{where}.{name}", strict)
            elif known and (strict or others is False):
                raise Undocumented(f"{where} has no {name}")

    def _fits(self, schema: Schema, value: Any, strict: bool) -> bool:
        try:
            self._check(schema, value, "", strict)
        except Undocumented:
            return False
        return True
