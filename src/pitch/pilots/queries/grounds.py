"""What others rest a decision on: the evaluation of a pilot, with a sign that tells whether it changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.database import fetch, read
from foundation.frozen import sha256_of
from pitch.pilots.states import PilotState
from pitch.pilots.tables import Pilot

Row = dict[str, Any]
_SAID = (
    "solution", "title_ja", "title_en", "site_ja", "site_en", "section_ja", "section_en", "starts_on",
    "ends_on", "period_note_ja", "period_note_en", "plan_ja", "plan_en", "hypothesis_ja",
    "hypothesis_en", "outcome", "outcome_reason_ja", "outcome_reason_en", "outcome_owner_ja",
    "outcome_owner_en", "budget_year",
)  # fmt: skip
_RESULTS = (
    "SELECT i.id, i.name_ja, i.name_en, i.unit_ja, i.unit_en, i.method_ja, i.method_en, i.better, "
    "i.baseline, i.target, m.measured_on, m.value, m.sample_size, m.note_ja, m.note_en "
    "FROM pilot_indicator i LEFT JOIN pilot_measurement m "
    "ON m.indicator = i.id AND m.corrected_at IS NULL WHERE i.pilot = $1 "
    "ORDER BY i.position, i.id, m.measured_on, m.recorded_at, m.id"
)


@dataclass(frozen=True, kw_only=True)
class EvaluatedPilot:
    """An evaluated pilot (評価を終えた実証) as it stands now.

    Attributes:
        outcome: full_use, extend or stop.
        published: whether everybody may read the evaluation.
        sign: changes with plan, results and evaluation; the same ones again give the same sign.
    """

    title_ja: str
    title_en: str | None
    outcome: str
    published: bool
    sign: str


async def hold_pilot(pilot_id: UUID) -> None:
    """Keep a pilot from being changed until the open transaction ends."""
    await read(Pilot, pilot_id, "SHARE")


async def evaluated_pilot(pilot_id: UUID) -> EvaluatedPilot | None:
    """The pilot with its evaluation; None where it has none (any more)."""
    row = await read(Pilot, pilot_id)
    if row is None or row["state"] != PilotState.EVALUATED:
        return None
    said = [{name: row[name] for name in _SAID}, *await fetch(_RESULTS, pilot_id)]
    return EvaluatedPilot(
        title_ja=row["title_ja"],
        title_en=row["title_en"],
        outcome=row["outcome"],
        published=row["published_at"] is not None,
        sign=evaluation_sign(said),
    )


def evaluation_sign(said: Sequence[Row]) -> str:
    """The sign of plan, evaluation and results. Decisions keep it, so that its text stays as it is."""
    return sha256_of(json.dumps(said, default=str, sort_keys=True))
