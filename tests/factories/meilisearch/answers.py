"""What stands in the answers to questions: hits, their fields, pages of lists."""

from collections import Counter
from typing import Any
from uuid import uuid4

from tests.factories.meilisearch.finding import filter_test
from tests.factories.meilisearch.state import Index


def search_answer(
    index: Index, scored: list[tuple[dict[str, Any], float]], body: dict[str, Any]
) -> dict[str, Any]:
    total = min(len(scored), index.settings["pagination"]["maxTotalHits"])
    result: dict[str, Any] = {"query": body.get("q") or "", "processingTimeMs": 1}
    if "page" in body or "hitsPerPage" in body:
        size, page = body.get("hitsPerPage", 20), body.get("page", 1)
        start = (page - 1) * size
        result |= {"hitsPerPage": size, "page": page, "totalPages": -(-total // max(size, 1)), "totalHits": total}  # fmt: skip
    else:
        size, start = body.get("limit", 20), body.get("offset", 0)
        result |= {"limit": size, "offset": start, "estimatedTotalHits": total}
    chosen = scored[:total][start : start + size]
    result = {
        "hits": [hit_of(index, document, score, body) for document, score in chosen],
        **result,
    }
    if "facets" in body:
        result["facetDistribution"] = {
            name: counted_by(index, name, scored) for name in body["facets"]
        }
        result["facetStats"] = {}
    result["requestUid"] = str(uuid4())
    if "hybrid" in body:
        result["semanticHitCount"] = len(chosen)
    return result


def counted_by(
    index: Index, name: str, scored: list[tuple[dict[str, Any], float]]
) -> dict[str, int]:
    filter_test(f"{name} = x", index.settings["filterableAttributes"])
    counts: Counter[str] = Counter()
    for document, _score in scored:
        value = document.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        counts.update({str(one).lower() if isinstance(one, bool) else str(one) for one in values})
    return dict(sorted(counts.items()))


def hit_of(
    index: Index, document: dict[str, Any], score: float, body: dict[str, Any]
) -> dict[str, Any]:
    fields = body.get("attributesToRetrieve")
    displayed = index.settings["displayedAttributes"]
    if "*" not in displayed:
        asked = displayed if fields is None or "*" in fields else fields
        fields = [name for name in asked if name in displayed]
    hit = fields_of(document, fields, vectors=bool(body.get("retrieveVectors")))
    return {**hit, "_rankingScore": score} if body.get("showRankingScore") else hit


def fields_of(
    document: dict[str, Any], fields: list[str] | None, *, vectors: bool
) -> dict[str, Any]:
    shown = {
        name: value
        for name, value in document.items()
        if name != "_vectors" and (fields is None or name in fields or "*" in fields)
    }
    if vectors:
        shown["_vectors"] = {
            name: {"embeddings": value or [], "regenerate": False}
            for name, value in document["_vectors"].items()
        }
    return shown


def page_of(items: list[Any], asked: dict[str, Any]) -> dict[str, Any]:
    offset, limit = int(asked.get("offset") or 0), int(asked.get("limit") or 20)
    return {
        "results": items[offset : offset + limit],
        "offset": offset,
        "limit": limit,
        "total": len(items),
    }
