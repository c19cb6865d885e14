"""Scoped keys of Meilisearch, made with its master key, which is needed at this moment alone.

A key's value comes from the master key and the key's uid; the uids are fixed, so making the keys
again gives the same ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from search_index.build.server import Server

_NAMESPACE = uuid5(NAMESPACE_URL, "king-salmon:meilisearch-keys")
# Global actions cannot stand in a key that names indexes.
_SCOPED = {
    "app": (
        "search",
        "documents.add",
        "documents.get",
        "documents.delete",
        "indexes.get",
        "settings.get",
        "stats.get",
        "tasks.get",
    ),
    "build": (
        "documents.add",
        "documents.get",
        "documents.delete",
        "indexes.create",
        "indexes.get",
        "indexes.update",
        "indexes.delete",
        "indexes.swap",
        "search",
        "settings.get",
        "settings.update",
        "stats.get",
        "tasks.cancel",
        "tasks.get",
    ),
}
_GLOBAL = {"watch": ("metrics.get", "stats.get", "tasks.get", "version")}
_DESCRIPTIONS = {
    "app": "King Salmon: searches and keeps the index up to date (KS_MEILISEARCH_KEY)",
    "build": "King Salmon: builds indexes anew (KS_MEILISEARCH_BUILD_KEY)",
    "watch": "King Salmon: version, figures and tasks, for whoever watches the server",
}


@dataclass(frozen=True)
class ScopedKey:
    """A key: "app", "build" or "watch"; `value` is the secret."""

    name: str
    uid: UUID
    value: str


async def make_keys(url: str, master_key: str, prefix: str) -> list[ScopedKey]:
    """Make the keys of an installation, or find them; those with other rights are made anew.

    Args:
        url: of the server.
        master_key: of the server.
        prefix: of the installation's index names; its keys reach no others.

    Raises:
        ServerTrouble: the server is away, or the master key is wrong.
    """
    server = Server(url, master_key)
    wanted = [
        *(
            _wanted(name, actions, prefix, f"{prefix}documents*")
            for name, actions in _SCOPED.items()
        ),
        *(_wanted(name, actions, prefix, "*") for name, actions in _GLOBAL.items()),
    ]
    return [await _make(server, name, body) for name, body in wanted]


def _wanted(
    name: str, actions: tuple[str, ...], prefix: str, indexes: str
) -> tuple[str, dict[str, Any]]:
    return name, {
        "uid": str(uuid5(_NAMESPACE, f"{prefix}/{name}")),
        "name": f"king-salmon {prefix}{name}",
        "description": _DESCRIPTIONS[name],
        "actions": list(actions),
        "indexes": [indexes],
        "expiresAt": None,
    }


async def _make(server: Server, name: str, wanted: Mapping[str, Any]) -> ScopedKey:
    found = await server.key(wanted["uid"])
    if found is not None and not _same_rights(found, wanted):
        # Rights cannot be changed; the same uid gives the same value again.
        await server.delete_key(wanted["uid"])
        found = None
    if found is None:
        found = await server.create_key(wanted)
    return ScopedKey(name, UUID(found["uid"]), found["key"])


def _same_rights(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return (
        sorted(found["actions"]) == sorted(wanted["actions"])
        and found["indexes"] == wanted["indexes"]
        and found["expiresAt"] is None
    )
