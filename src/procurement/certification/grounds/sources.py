"""Where a certification comes from: a completed pilot (実証) of the bureau, or directly."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from pitch.pilots.queries import completed_pilots_of


class SourceKind(StrEnum):
    """What a certification comes from."""

    PILOT = "pilot"
    DIRECT = "direct"


OUTCOMES = {
    "full_use": ("本格導入", "Full use"),
    "extend": ("継続", "Extended"),
    "stop": ("終了", "Ended"),
}
"""How a pilot (実証) was judged, as a certification tells it in Japanese and English."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a certification comes from.

    Attributes:
        id: of the pilot; None for a direct one.
        label: one line that names it.
        outcome: how the pilot was judged: full_use, extend or stop.
    """

    kind: SourceKind
    id: UUID | None = None
    label: str | None = None
    outcome: str | None = None

    @property
    def columns(self) -> dict[str, object]:
        """As columns of the certification's table."""
        return {
            "source_kind": self.kind.value,
            "source_id": self.id,
            "source_label": self.label,
            "pilot_outcome": self.outcome,
        }


DIRECT = Source(kind=SourceKind.DIRECT)


async def source_for(
    actor: Actor, pilot_id: UUID | None, solution_id: UUID | None
) -> tuple[Source, UUID | None]:
    """What a certification comes from, and the solution it is about.

    Args:
        pilot_id: a completed pilot of the actor's bureau; None for a direct certification.
        solution_id: the solution chosen; a pilot brings its own.

    Raises:
        Invalid: the pilot is none of the bureau's completed ones, or is about another solution.
    """
    if pilot_id is None:
        return DIRECT, solution_id
    pilot = next((one for one in await completed_pilots_of(actor) if one.id == pilot_id), None)
    if pilot is None:
        raise Invalid({"pilot_id": _("自局の、評価を終えた実証の中から選んでください。")})
    if solution_id not in (None, pilot.solution_id):
        raise Invalid({"solution_id": _("この実証は、別の解決策のものです。")})
    source = Source(kind=SourceKind.PILOT, id=pilot.id, label=pilot.title_ja, outcome=pilot.outcome)
    return source, pilot.solution_id
