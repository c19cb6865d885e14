"""What structured facts count for: policy, written down here and nowhere else, not learned.

A fact in favour or against moves the order by its points times `score.POINT` and shows them; a fact
that is not known counts nothing. A bureau may switch each off for a challenge, and may demand some
(必須): then whoever does not meet it is left out, and it counts no points.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is compared."""

    BUDGET = "budget"
    CERTIFIED = "certified"
    PILOT = "pilot"
    READINESS = "readiness"
    START = "start"
    CONDITION = "condition"
    REGION = "region"
    CATEGORY = "category"
    SITE_TYPE = "site_type"


class Mode(StrEnum):
    """What a bureau has a condition do."""

    MUST = "must"
    """必須: solutions that do not meet it are left out."""
    ORDER = "order"
    """順位に反映: it moves the order by its points."""
    SHOWN = "shown"
    """見るだけ: shown, without points."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Points of one kind.

    Attributes:
        met: points where the fact speaks for the solution.
        unmet: points where it speaks against it.
        demandable: whether a bureau may demand it; engines filter by it then.
    """

    met: int
    unmet: int
    demandable: bool = False


RULES = {
    Kind.BUDGET: Rule(+1, -1),
    # In term, a negotiated contract (随意契約) needs no new certification.
    Kind.CERTIFIED: Rule(+2, -2, demandable=True),
    # By outcome: see PILOTS.
    Kind.PILOT: Rule(+2, -1),
    Kind.READINESS: Rule(+1, -1, demandable=True),
    # Sold in time is what is expected; sold later than the start wished for is not.
    Kind.START: Rule(0, -1),
    Kind.CONDITION: Rule(+1, -1, demandable=True),
    # Serving the place is what is expected.
    Kind.REGION: Rule(0, -1, demandable=True),
    Kind.CATEGORY: Rule(+1, 0),
    Kind.SITE_TYPE: Rule(+1, 0),
}

PILOTS = {"full_use": +2, "extend": +1, "stop": -1}
"""Points of an earlier pilot (実証) by how it was evaluated."""
