"""What each request does. The shapes of answers are those of the recordings."""

import hashlib
import re
from typing import Any
from uuid import uuid4

from tests.factories.meilisearch.answers import fields_of, hit_of, page_of, search_answer
from tests.factories.meilisearch.finding import by_vector, by_words, filter_test
from tests.factories.meilisearch.recordings import answer
from tests.factories.meilisearch.rules import SEARCH, check_fields, refuse
from tests.factories.meilisearch.state import NOW, Index, State, Task

Answer = tuple[int, Any]


class Handlers:
    """The methods are named by `rules.ROUTES`; each takes the path's parts, the query and the body."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.keys: dict[str, dict[str, Any]] = {}

    def health(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return answer("health", "health")

    def version(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return answer("health", "version")

    def all_stats(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        stats = {uid: index.stats() for uid, index in sorted(self.state.indexes.items())}
        return 200, {
            "databaseSize": 94208,
            "usedDatabaseSize": 20480,
            "lastUpdate": NOW if stats else None,
            "indexes": stats,
        }

    def list_indexes(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, page_of([index.info() for index in self.state.indexes.values()], query)

    def create_index(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        uid = body.get("uid", "")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,400}", uid):
            raise refuse("invalid_index_uid")
        key = body.get("primaryKey")
        return self._queued(
            uid, "indexCreation", {"primaryKey": key}, lambda: self.state.create(uid, key)
        )

    def get_index(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self.state.index(path["index"]).info()

    def delete_index(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        uid = path["index"]
        details = {"deletedDocuments": 0}
        return self._queued(uid, "indexDeletion", details, lambda: self.state.drop(uid))

    def index_stats(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self.state.index(path["index"]).stats()

    def get_settings(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self.state.index(path["index"]).settings

    def patch_settings(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        uid = path["index"]
        for embedder in (body.get("embedders") or {}).values():
            if embedder and embedder["source"] == "userProvided" and "dimensions" not in embedder:
                raise refuse("invalid_settings_embedders")

        def change() -> dict[str, Any]:
            self.state.indexes.setdefault(uid, Index(uid)).change_settings(body)
            return {}

        return self._queued(uid, "settingsUpdate", dict(body), change)

    def add_documents(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return self._put(path["index"], query, body, merge=False)

    def update_documents(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return self._put(path["index"], query, body, merge=True)

    def fetch_documents(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        index = self.state.index(path["index"])
        passes = filter_test(body.get("filter"), index.settings["filterableAttributes"])
        wanted = body.get("ids")
        found = [
            fields_of(document, body.get("fields"), vectors=bool(body.get("retrieveVectors")))
            for key, document in index.documents.items()
            if passes(document) and (wanted is None or key in wanted)
        ]
        return 200, page_of(found, body)

    def delete_batch(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        uid = path["index"]
        details = {"providedIds": len(body), "deletedDocuments": None, "originalFilter": None}
        return self._queued(uid, "documentDeletion", details, lambda: self.state.take(uid, body))

    def delete_by_filter(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        uid, wanted = path["index"], body["filter"]
        details = {"providedIds": 0, "deletedDocuments": None, "originalFilter": f'"{wanted}"'}
        return self._queued(
            uid, "documentDeletion", details, lambda: self.state.take_by_filter(uid, wanted)
        )

    def get_document(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        document = self.state.index(path["index"]).documents.get(path["id"])
        if document is None:
            raise refuse("document_not_found", 404)
        fields = query["fields"].split(",") if "fields" in query else None
        return 200, fields_of(document, fields, vectors=query.get("retrieveVectors") == "true")

    def delete_document(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return self.delete_batch(path, query, [path["id"]])

    def search(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self._found(path["index"], body)

    def multi_search(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        results = []
        for position, one in enumerate(body["queries"]):
            check_fields(one, {**SEARCH, "indexUid": str}, f"Inside `.queries[{position}]`: ")
            uid = one["indexUid"]
            if uid not in self.state.indexes:
                # recorded: 400 here, where a search alone answers 404
                raise refuse("index_not_found", 400)
            fields = {name: value for name, value in one.items() if name != "indexUid"}
            results.append({"indexUid": uid, **self._found(uid, fields)})
        return 200, {"results": results}

    def similar(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        index = self.state.index(path["index"])
        embedder, key = body["embedder"], str(body["id"])
        if embedder not in index.settings["embedders"]:
            raise refuse("invalid_similar_embedder")
        if key not in index.documents:
            raise refuse("not_found_similar_id")
        passes = filter_test(body.get("filter"), index.settings["filterableAttributes"])
        others = [
            document
            for other, document in index.documents.items()
            if other != key and passes(document)
        ]
        own = index.documents[key]["_vectors"].get(embedder)
        scored = by_vector(others, embedder, own[0]) if own else []
        limit = body.get("limit", 20)
        return 200, {
            "hits": [hit_of(index, document, score, body) for document, score in scored[:limit]],
            "id": key,
            "processingTimeMs": 1,
            "limit": limit,
            "offset": 0,
            "estimatedTotalHits": len(scored),
        }

    def swap(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        for pair in body:
            check_fields(pair, {"indexes": list, "rename": bool})
            if len(set(pair["indexes"])) != 2:
                raise refuse("invalid_swap_duplicate_index_found")
        swaps = [{"indexes": pair["indexes"], "rename": pair.get("rename", False)} for pair in body]
        return self._queued(None, "indexSwap", {"swaps": swaps}, lambda: self.state.swap(body))

    def list_tasks(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        matching = self._filtered(query)[::-1]
        limit = int(query.get("limit", 20))
        if "from" in query:
            matching = [task for task in matching if task.uid <= int(query["from"])]
        page, rest = matching[:limit], matching[limit:]
        return 200, {
            "results": [task.info() for task in page],
            "total": len(matching),
            "limit": limit,
            "from": page[0].uid if page else None,
            "next": rest[0].uid if rest else None,
        }

    def get_task(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self.state.poll(int(path["task"])).info()

    def cancel_tasks(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        if not query:
            raise refuse("missing_task_filters")
        return 200, self.state.cancel(self._filtered(query)).summary()

    def create_key(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        if "expiresAt" not in body:
            raise refuse("missing_api_key_expires_at")
        scoped = "*" not in body["indexes"]
        if scoped and set(body["actions"]) & {"version", "metrics.get", "keys.get", "keys.create"}:
            raise refuse("index_scoped_api_key_with_global_action")
        uid = body.get("uid") or str(uuid4())
        if any(key["uid"] == uid for key in self.keys.values()):
            raise refuse("api_key_already_exists", 409)
        # As the engine's: the same uid under the same master key gives the same key.
        value = hashlib.sha256(uid.encode()).hexdigest()
        self.keys[value] = {
            "name": body.get("name"),
            "description": body.get("description"),
            "key": value,
            "uid": uid,
            "actions": body["actions"],
            "indexes": body["indexes"],
            "expiresAt": body["expiresAt"],
            "createdAt": NOW,
            "updatedAt": NOW,
        }
        return 201, self.keys[value]

    def list_keys(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, page_of(list(self.keys.values())[::-1], query)

    def get_key(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        return 200, self._key(path["key"])

    def patch_key(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        self._key(path["key"]).update(body)
        return 200, self._key(path["key"])

    def delete_key(self, path: dict[str, str], query: dict[str, str], body: Any) -> Answer:
        del self.keys[self._key(path["key"])["key"]]
        return 204, None

    def _key(self, name: str) -> dict[str, Any]:
        for value, key in self.keys.items():
            if name in (value, key["uid"]):
                return key
        raise refuse("api_key_not_found", 404)

    def _put(self, uid: str, query: dict[str, str], body: Any, *, merge: bool) -> Answer:
        details = {"receivedDocuments": len(body), "indexedDocuments": None}
        return self._queued(
            uid,
            "documentAdditionOrUpdate",
            details,
            lambda: self.state.put(uid, body, merge=merge),
            query.get("customMetadata"),
        )

    def _queued(
        self,
        uid: str | None,
        kind: str,
        details: dict[str, Any],
        work: Any,
        label: str | None = None,
    ) -> Answer:
        return 202, self.state.enqueue(uid, kind, details, work, label).summary()

    def _filtered(self, query: dict[str, str]) -> list[Task]:
        wanted = {name: value.split(",") for name, value in query.items()}
        return [
            task
            for task in self.state.tasks
            if str(task.uid) in wanted.get("uids", [str(task.uid)])
            and task.status in wanted.get("statuses", [task.status])
            and task.type in wanted.get("types", [task.type])
            and (task.index or "") in wanted.get("indexUids", [task.index or ""])
        ]

    def _found(self, uid: str, body: dict[str, Any]) -> dict[str, Any]:
        index = self.state.index(uid)
        settings = index.settings
        for locale in body.get("locales") or ():
            if locale not in ("ja", "jpn", "en", "eng"):
                raise refuse("invalid_search_locales")
        passes = filter_test(body.get("filter"), settings["filterableAttributes"])
        documents = [document for document in index.documents.values() if passes(document)]
        if "hybrid" in body:
            scored = self._nearest(index, documents, body)
        elif "vector" in body:
            raise refuse("missing_search_hybrid")
        else:
            scored = by_words(
                documents,
                body.get("q") or "",
                body.get("matchingStrategy", "last"),
                settings["searchableAttributes"],
            )
        for rule in reversed(body.get("sort") or ()):
            name, direction = rule.split(":")
            if name not in settings["sortableAttributes"]:
                raise refuse("invalid_search_sort")
            valued = [pair for pair in scored if pair[0].get(name) is not None]
            valued.sort(key=lambda pair: pair[0][name], reverse=direction == "desc")
            # What has no value stands last either way.
            scored = valued + [pair for pair in scored if pair[0].get(name) is None]
        return search_answer(index, scored, body)

    def _nearest(
        self, index: Index, documents: list[dict[str, Any]], body: dict[str, Any]
    ) -> list[tuple[dict[str, Any], float]]:
        embedder = body["hybrid"].get("embedder")
        if embedder not in index.settings["embedders"]:
            raise refuse("invalid_search_embedder")
        if "vector" not in body:
            raise refuse("vector_embedding_error")
        if len(body["vector"]) != index.settings["embedders"][embedder]["dimensions"]:
            raise refuse("invalid_vector_dimensions")
        return by_vector(documents, embedder, body["vector"])
