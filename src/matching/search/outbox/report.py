"""How search is, for those who look after it: the page, the command line, the metrics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.database import fetch, fetch_value
from matching.embedding import models
from matching.embedding.models import Progress
from matching.search.engines import selection
from matching.search.engines.port import EngineRefused, EngineUnavailable, Fitness, Health, Stats
from matching.search.engines.routing import EngineState
from matching.search.kinds import COMPARED
from matching.search.outbox.locks import is_rebuilding
from matching.search.outbox.queries import Backlog, PushFailure, backlog, failures


@dataclass(frozen=True, kw_only=True)
class SearchReport:
    """How search is now.

    Attributes:
        state: which engine answers, and why not the other.
        health: of Meilisearch; None where it is not configured.
        postgresql, meilisearch: what the indexes hold; None where it could not be learnt.
        backlog: what waits to be pushed.
        failures: documents refused, the latest first.
        rebuilding: an index is being built now.
        model: whose vectors are compared; None where words alone are.
        filling: how far the next model is.
        trouble: why the embedder failed at its last try.
    """

    state: EngineState
    health: Health | None
    postgresql: Stats
    meilisearch: Stats | None
    backlog: Backlog
    failures: Sequence[PushFailure]
    rebuilding: bool
    model: str | None
    filling: Progress | None
    trouble: str | None

    @property
    def may_give_up(self) -> bool:
        """Whether any refused document can be given up, among those listed or further ones."""
        listed = any(not failure.hidden for failure in self.failures)
        return listed or self.backlog.failures > len(self.failures)

    @property
    def to_embed(self) -> int:
        """Documents without a vector of the model whose vectors are compared."""
        if self.model is None:
            return 0
        return sum(self.postgresql.documents.get(kind, 0) for kind in COMPARED) - sum(
            self.postgresql.embedded.values()
        )


async def search_report() -> SearchReport:
    """Look at everything, Meilisearch included."""
    serving = await models.serving()
    model = None if serving is None else serving.name
    health, meilisearch = await _meilisearch()
    trouble = await models.trouble()
    return SearchReport(
        state=_state(health),
        health=health,
        postgresql=await postgresql_stats(model),
        meilisearch=meilisearch,
        backlog=await backlog(),
        failures=await failures(),
        rebuilding=await is_rebuilding(),
        model=model,
        filling=await models.progress(),
        trouble=None if trouble is None else trouble[0],
    )


async def postgresql_stats(model: str | None) -> Stats:
    """What PostgreSQL holds: documents, and those with a vector of this model, by kind."""
    documents = await fetch("SELECT kind, count(*) AS n FROM search_document GROUP BY kind")
    # From indexes alone, as `/metrics` asks every few seconds.
    embedded = await fetch(
        "SELECT d.kind, count(*) AS n FROM search_document d WHERE EXISTS ("
        "SELECT 1 FROM document_vector v WHERE v.kind = d.kind AND v.document = d.id "
        "AND v.model = $1) GROUP BY d.kind",
        model,
    )
    return Stats(
        documents=_by_kind(documents),
        embedded=_by_kind(embedded),
        version=await fetch_value("SELECT current_setting('server_version')"),
    )


async def _meilisearch() -> tuple[Health | None, Stats | None]:
    engine = selection.meilisearch()
    if engine is None:
        return None, None
    try:
        health = await engine.health()
        stats = None if health.fitness is Fitness.NOT_BUILT else await engine.stats()
    except (EngineUnavailable, EngineRefused) as error:
        return Health(Fitness.AWAY, str(error)), None
    return health, stats


def _state(health: Health | None) -> EngineState:
    present = selection.state()
    if health is None or present.degraded or health.fitness is Fitness.READY:
        return present
    return EngineState("postgresql", degraded=True, reason=health.fitness.value)


def _by_kind(rows: Sequence[Mapping[str, object]]) -> dict[str, int]:
    return {str(row["kind"]): int(str(row["n"])) for row in rows}
