"""What the server remembers: indexes, and a queue of tasks that are done in their order."""

import copy
import itertools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories.meilisearch.finding import filter_test
from tests.factories.meilisearch.recordings import answer
from tests.factories.meilisearch.rules import Refusal, refuse

NOW = "2026-11-24T03:00:00.000000001Z"
_DEFAULT_SETTINGS: dict[str, Any] = {
    **answer("settings", "read back: ja has become jpn, defaults are filled in")[1],
    # what that index had been sent, back to what an index has without
    "searchableAttributes": ["*"],
    "filterableAttributes": [],
    "sortableAttributes": [],
    "stopWords": [],
    "synonyms": {},
    "typoTolerance": {
        "enabled": True,
        "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9},
        "disableOnWords": [],
        "disableOnAttributes": [],
        "disableOnNumbers": False,
    },
    "faceting": {"maxValuesPerFacet": 100, "sortFacetValuesBy": {"*": "alpha"}},
    "embedders": {},
    "searchCutoffMs": None,
    "localizedAttributes": None,
}
_ticks = itertools.count(2)
_SORTED = ("separatorTokens", "nonSeparatorTokens", "dictionary", "sortableAttributes")


@dataclass
class Index:
    """An index: its settings and documents by id."""

    uid: str
    primary_key: str | None = "id"
    settings: dict[str, Any] = field(default_factory=lambda: copy.deepcopy(_DEFAULT_SETTINGS))
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    created: str = field(default_factory=lambda: f"2026-11-24T03:00:00.{next(_ticks):09}Z")

    def info(self) -> dict[str, Any]:
        """As `GET /indexes/{uid}` has it."""
        return {
            "uid": self.uid,
            "createdAt": self.created,
            "updatedAt": NOW,
            "primaryKey": self.primary_key,
        }

    def stats(self) -> dict[str, Any]:
        """As `GET /indexes/{uid}/stats` has it."""
        vectors = [
            len(held)
            for document in self.documents.values()
            if (held := [one for many in document["_vectors"].values() for one in many or []])
        ]
        fields = Counter(
            name for document in self.documents.values() for name in document if name != "_vectors"
        )
        size = sum(len(json.dumps(document)) for document in self.documents.values())
        return {
            "numberOfDocuments": len(self.documents),
            "rawDocumentDbSize": size,
            "avgDocumentSize": size // max(len(self.documents), 1),
            "isIndexing": False,
            "numberOfEmbeddings": sum(vectors),
            "numberOfEmbeddedDocuments": len(vectors),
            "fieldDistribution": dict(sorted(fields.items())),
        }

    def change_settings(self, sent: dict[str, Any]) -> None:
        """Merge settings as a task of type settingsUpdate does."""
        for name, value in sent.items():
            default = _DEFAULT_SETTINGS.get(name)
            if value is None:
                self.settings[name] = copy.deepcopy(default)
            elif name == "embedders":
                kept = {**self.settings[name], **value}
                self.settings[name] = {key: one for key, one in kept.items() if one is not None}
            elif isinstance(default, dict) and name != "synonyms":
                self.settings[name] = _merged(self.settings[name], value)
            elif name == "stopWords":
                self.settings[name] = sorted(unicodedata.normalize("NFKD", word) for word in value)
            elif name in _SORTED:
                self.settings[name] = sorted(value)
            elif name == "localizedAttributes":
                self.settings[name] = [
                    {**rule, "locales": [{"ja": "jpn"}.get(one, one) for one in rule["locales"]]}
                    for rule in value
                ]
            else:
                self.settings[name] = value


@dataclass
class Task:
    """A task of the queue. `work` raises Refusal where it fails, and returns details."""

    uid: int
    index: str | None
    type: str
    details: dict[str, Any]
    work: Callable[[], dict[str, Any]]
    status: str = "enqueued"
    error: dict[str, Any] | None = None
    canceled_by: int | None = None
    polls: int = 0
    metadata: str | None = None

    def summary(self) -> dict[str, Any]:
        """What a write is answered with."""
        said = {
            "taskUid": self.uid,
            "indexUid": self.index,
            "status": "enqueued",
            "type": self.type,
            "enqueuedAt": NOW,
        }
        return said if self.metadata is None else {**said, "customMetadata": self.metadata}

    def info(self) -> dict[str, Any]:
        """As `GET /tasks/{uid}` has it."""
        done = self.status not in ("enqueued", "processing")
        said = {
            "uid": self.uid,
            "batchUid": self.uid if done else None,
            "indexUid": self.index,
            "status": self.status,
            "type": self.type,
            "canceledBy": self.canceled_by,
            "details": self.details,
            "error": self.error,
            "duration": "PT0.01S" if done else None,
            "enqueuedAt": NOW,
            "startedAt": NOW if done else None,
            "finishedAt": NOW if done else None,
        }
        return said if self.metadata is None else {**said, "customMetadata": self.metadata}


class State:
    """Indexes and tasks of a server.

    Attributes:
        polls: how often a task is seen waiting before it is done; its turn takes all before it.
        held: no task is done while this is set.
    """

    def __init__(self) -> None:
        self.indexes: dict[str, Index] = {}
        self.tasks: list[Task] = []
        self.polls = 1
        self.held = False
        self.fail_with: list[str] = []

    def index(self, uid: str) -> Index:
        """An index. Raises Refusal where there is none."""
        if uid not in self.indexes:
            raise refuse("index_not_found", 404, f"Index `{uid}` not found.")
        return self.indexes[uid]

    def enqueue(
        self,
        index: str | None,
        kind: str,
        details: dict[str, Any],
        work: Callable[[], dict[str, Any]],
        metadata: str | None = None,
    ) -> Task:
        """Put a task at the end of the queue."""
        task = Task(len(self.tasks), index, kind, details, work, metadata=metadata)
        self.tasks.append(task)
        return task

    def poll(self, uid: int) -> Task:
        """Look at a task, which may do it."""
        if not 0 <= uid < len(self.tasks):
            raise refuse("task_not_found", 404, f"Task `{uid}` not found.")
        task = self.tasks[uid]
        task.polls += 1
        if task.polls > self.polls:
            self.work_up_to(uid)
        return task

    def work_up_to(self, uid: int) -> None:
        """Do what waits, up to and with this task."""
        if self.held:
            return
        for task in self.tasks[: uid + 1]:
            if task.status != "enqueued":
                continue
            try:
                if self.fail_with:
                    raise refuse(self.fail_with.pop(0))
                task.details = {**task.details, **task.work()}
                task.status = "succeeded"
            except Refusal as refusal:
                task.status, task.error = "failed", refusal.body

    def work_all(self) -> None:
        """Do all that waits."""
        self.work_up_to(len(self.tasks) - 1)

    def cancel(self, tasks: list[Task]) -> Task:
        """Cancel those that wait, at once."""
        waiting = [task for task in tasks if task.status == "enqueued"]
        details = {
            "matchedTasks": len(tasks),
            "canceledTasks": len(waiting),
            "originalFilter": "?uids=" + ",".join(str(task.uid) for task in tasks),
        }
        cancelation = self.enqueue(None, "taskCancelation", details, dict)
        for task in waiting:
            task.status, task.canceled_by = "canceled", cancelation.uid
        cancelation.status = "succeeded"
        return cancelation

    def create(self, uid: str, primary_key: str | None) -> dict[str, Any]:
        """Task: make an index."""
        if uid in self.indexes:
            raise refuse("index_already_exists", 400, f"Index `{uid}` already exists.")
        self.indexes[uid] = Index(uid, primary_key)
        return {}

    def drop(self, uid: str) -> dict[str, Any]:
        """Task: delete an index."""
        held = len(self.index(uid).documents)
        del self.indexes[uid]
        return {"deletedDocuments": held}

    def swap(self, pairs: list[dict[str, Any]]) -> dict[str, Any]:
        """Task: swap or rename; tasks of the past go with the data."""
        for pair in pairs:
            one, other = pair["indexes"]
            self.index(one)
            if pair.get("rename"):
                if other in self.indexes:
                    raise refuse("index_already_exists", 400)
                self.indexes[other] = self.indexes.pop(one)
            else:
                self.index(other)
                both = self.indexes
                both[one], both[other] = both[other], both[one]
            for uid, index in self.indexes.items():
                index.uid = uid
            for task in self.tasks:
                if task.status not in ("enqueued", "processing"):
                    task.index = {one: other, other: one}.get(task.index or "", task.index)
        return {}

    def put(self, uid: str, sent: list[Any], *, merge: bool) -> dict[str, Any]:
        """Task: add, replace or update documents; one that is wrong fails them all."""
        index = self.indexes.setdefault(uid, Index(uid))
        embedders = index.settings["embedders"]
        made: dict[str, dict[str, Any]] = {}
        for document in sent:
            key = document.get(index.primary_key or "id")
            if key is None:
                raise refuse("missing_document_id", 400)
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,511}", str(key)):
                raise refuse("invalid_document_id", 400)
            before = made.get(str(key)) or index.documents.get(str(key))
            given = document.get("_vectors") or {}
            vectors = {}
            for name, embedder in embedders.items():
                if name in given:
                    vectors[name] = _pieces(given[name], embedder["dimensions"])
                elif before is not None:
                    vectors[name] = before["_vectors"].get(name)
                else:
                    raise refuse("vector_embedding_error", 400)
            kept = before if merge and before else {}
            made[str(key)] = {**kept, **document, "_vectors": vectors}
        index.documents.update(made)
        return {"indexedDocuments": len(sent)}

    def take(self, uid: str, ids: list[Any]) -> dict[str, Any]:
        """Task: delete documents."""
        held = self.index(uid).documents
        return {"deletedDocuments": sum(held.pop(str(key), None) is not None for key in ids)}

    def take_by_filter(self, uid: str, expression: Any) -> dict[str, Any]:
        """Task: delete the documents that pass a filter."""
        index = self.index(uid)
        passes = filter_test(expression, index.settings["filterableAttributes"])
        return self.take(uid, [key for key, held in index.documents.items() if passes(held)])


def _pieces(value: Any, dimensions: int) -> list[list[float]] | None:
    if isinstance(value, dict):
        value = value["embeddings"]
    if not value:
        return None
    pieces = value if isinstance(value[0], list) else [value]
    if any(len(piece) != dimensions for piece in pieces):
        raise refuse("invalid_vector_dimensions", 400)
    return pieces


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {
        **old,
        **{
            key: _merged(old.get(key) or {}, value) if isinstance(value, dict) else value
            for key, value in new.items()
        },
    }
