"""The exchanges recorded with Meilisearch 1.50.0, the Japanese and Chinese tokenisers compiled in.

Each file of `tests/matching/search/engines/meilisearch/exchanges` is a list of `{"name", "request": {"method",
"path", "headers", "body"}, "response": {"status", "headers", "body"}}` in the order it happened.
Keys are replaced by `<key>`; times, uids and request ids are as they came.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "matching" / "search" / "engines" / "meilisearch" / "exchanges"


@lru_cache(maxsize=16)
def exchanges(name: str) -> list[dict[str, Any]]:
    """All exchanges of a file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def exchange(file: str, name: str) -> dict[str, Any]:
    """One exchange by its name."""
    return next(one for one in exchanges(file) if one["name"] == name)


def answer(file: str, name: str) -> tuple[int, Any]:
    """Status and body of a recorded answer."""
    response = exchange(file, name)["response"]
    return response["status"], response.get("body")


def error(code: str) -> tuple[int, dict[str, Any]]:
    """Status and body of a recorded refusal with this code, or of a task's error (status 400).

    Raises:
        LookupError: none was recorded.
    """
    for file in sorted(path.stem for path in FOLDER.glob("*.json")):
        for one in exchanges(file):
            body = one["response"].get("body")
            if isinstance(body, dict) and body.get("code") == code:
                return one["response"]["status"], body
    for file in ("documents", "indexes", "swap", "tasks"):
        for one in exchanges(file):
            body = one["response"].get("body")
            if isinstance(body, dict) and (body.get("error") or {}).get("code") == code:
                return 400, body["error"]
    raise LookupError(code)
