"""Which model's vectors are compared, and the way from one model to another.

The setting names a model. While its vectors are made (it *fills*), those of the model before it go
on to *serve*; when none is missing it takes their place in one transaction, and the other is
*retired*. Everything that reads vectors asks `serving`, and everything that must make one now asks
`speaker_of` that model, never the setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.clock import now
from foundation.database import execute, fetch, fetch_one, hold
from matching.embedding import helper
from matching.embedding.http import HttpEmbedder
from matching.embedding.port import Embedder, EmbeddingUnavailable
from matching.embedding.selection import background_embedder, bundled_embedder, embedder
from matching.embedding.states import ModelState

# Bands of closeness, measured on judged pairs with the model that comes with the package
# (docs/matching.md).
MEDIUM_FROM = 0.04
STRONG_FROM = 0.07
# Vectors of texts outlive their model's service by this much, so that going back costs nothing.
KEPT_AFTER_RETIRING = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ServingModel:
    """The model whose vectors are compared.

    Attributes:
        name: key of its vectors.
        dimensions: their length.
        medium, strong: closeness above an ordinary one from which people are told so.
    """

    name: str
    dimensions: int
    medium: float = MEDIUM_FROM
    strong: float = STRONG_FROM


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a model that fills has come.

    Attributes:
        done, total: documents with their vectors, and all that are to have them.
        trouble: why its embedder failed at the last try, None where it did not.
    """

    model: str
    done: int
    total: int
    trouble: str | None = None
    trouble_at: datetime | None = None


async def serving() -> ServingModel | None:
    """The model to compare by; None where the installation matches by words only."""
    chosen = embedder()
    if chosen is None:
        return None
    found = await recorded()
    if found is not None:
        return found
    try:
        # Nothing was ever embedded: whatever comes first will be of the chosen one.
        return ServingModel(chosen.model, chosen.dimensions)
    except EmbeddingUnavailable:
        return None


async def recorded() -> ServingModel | None:
    """The model that serves by what is written down, whatever the setting; None before the first."""
    row = await fetch_one(
        "SELECT model, dimensions, medium, strong FROM vector_model WHERE state = $1",
        ModelState.SERVING.value,
    )
    return None if row is None else _serving(row)


def speaker_of(model: str, *, background: bool = False) -> Embedder | None:
    """Who can make vectors of this model now; None where nobody can, and texts must wait.

    Args:
        background: for a job; else for a person who waits.
    """
    chosen = background_embedder() if background else embedder()
    if chosen is None:
        return None
    if _speaks(chosen, model):
        return chosen
    # It is in the package, so it is there when the setting has gone on to another.
    return bundled_embedder(background=background) if model == helper.MODEL else None


RETIRED = f"SELECT model FROM vector_model WHERE state = '{ModelState.RETIRED.value}'"
"""SQL of the models that have retired, for statements about their vectors."""


async def retired() -> list[str]:
    """The models that have retired."""
    return [row["model"] for row in await fetch(RETIRED)]


async def progress() -> Progress | None:
    """How far the model that fills has come; None where none does."""
    row = await fetch_one(
        "SELECT model, documents_done AS done, documents_total AS total, trouble, trouble_at "
        "FROM vector_model WHERE state = $1",
        ModelState.FILLING.value,
    )
    return None if row is None else Progress(**row)


async def trouble() -> tuple[str, datetime] | None:
    """Why and when an embedder in use failed at its last try; None while all is well."""
    row = await fetch_one(
        "SELECT trouble, trouble_at FROM vector_model "
        "WHERE state <> $1 AND trouble IS NOT NULL ORDER BY trouble_at DESC LIMIT 1",
        ModelState.RETIRED.value,
    )
    return None if row is None else (row["trouble"], row["trouble_at"])


async def choose(model: str, dimensions: int) -> ModelState:
    """Follow the setting: begin to fill this model unless it serves; give up filling another.

    Returns:
        Where it stands now.

    Raises:
        NoTransaction: no transaction is open.
    """
    await _lock()
    await execute(
        "UPDATE vector_model SET state = $1, since = $2 WHERE state = $3 AND model <> $4",
        ModelState.RETIRED.value,
        now(),
        ModelState.FILLING.value,
        model,
    )
    row = await fetch_one(
        "INSERT INTO vector_model AS known "
        "(model, dimensions, state, since, documents_done, documents_total) "
        "VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (model) DO UPDATE SET "
        "state = EXCLUDED.state, since = EXCLUDED.since WHERE known.state = $5 "
        "RETURNING state",
        model,
        dimensions,
        ModelState.FILLING.value,
        now(),
        ModelState.RETIRED.value,
    ) or await fetch_one("SELECT state FROM vector_model WHERE model = $1", model)
    assert row is not None
    return ModelState(row["state"])


async def switch(model: str, medium: float, strong: float) -> bool:
    """Let the model that fills serve, and retire the one that did.

    Args:
        medium, strong: its bands.

    Returns:
        Whether it took place; not when the setting has gone on to another meanwhile.

    Raises:
        NoTransaction: no transaction is open.
    """
    await _lock()
    row = await fetch_one(
        "SELECT 1 FROM vector_model WHERE model = $1 AND state = $2",
        model,
        ModelState.FILLING.value,
    )
    if row is None:
        return False
    await execute(
        "UPDATE vector_model SET state = $1, since = $2 WHERE state = $3",
        ModelState.RETIRED.value,
        now(),
        ModelState.SERVING.value,
    )
    await execute(
        "UPDATE vector_model SET state = $2, since = $3, medium = $4, strong = $5, "
        "documents_done = documents_total WHERE model = $1",
        model,
        ModelState.SERVING.value,
        now(),
        medium,
        strong,
    )
    return True


async def counted(model: str, done: int, total: int) -> None:
    """Write down how far a model has come."""
    await execute(
        "UPDATE vector_model SET documents_done = least($2::int, $3::int), documents_total = $3 "
        "WHERE model = $1",
        model,
        done,
        total,
    )


async def troubled(reason: str) -> None:
    """Write down why the embedder failed, with the model that waits for it."""
    await execute(
        "UPDATE vector_model SET trouble = $1, trouble_at = $2 WHERE model = ("
        "SELECT model FROM vector_model WHERE state IN ($3, $4) "
        "ORDER BY state = $3 DESC LIMIT 1)",
        reason,
        now(),
        ModelState.FILLING.value,
        ModelState.SERVING.value,
    )


async def recovered() -> None:
    """Write down that the embedder works again."""
    await execute(
        "UPDATE vector_model SET trouble = NULL, trouble_at = NULL WHERE trouble IS NOT NULL"
    )


async def forgettable() -> list[str]:
    """Models whose vectors of texts need not be kept any longer."""
    rows = await fetch(
        "SELECT model FROM vector_model WHERE state = $1 AND since < $2 ORDER BY model",
        ModelState.RETIRED.value,
        now() - KEPT_AFTER_RETIRING,
    )
    return [row["model"] for row in rows]


def _serving(row: Mapping[str, Any]) -> ServingModel:
    return ServingModel(row["model"], row["dimensions"], row["medium"], row["strong"])


def _speaks(one: Embedder, model: str) -> bool:
    return one.speaks(model) if isinstance(one, HttpEmbedder) else one.model == model


async def _lock() -> None:
    """Hold which model serves and which fills."""
    await hold("embedding models")
