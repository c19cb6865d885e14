"""How results are led on: by the secretariat, with their contest locked before them."""

from dataclasses import dataclass
from uuid import UUID

from foundation.access.verdict import ALLOWED
from foundation.acts import Leading, Row
from foundation.database import find
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from pitch.contests import effects as contests
from pitch.judging import policy
from pitch.judging.states import RESULT, ResultState
from pitch.judging.tables import ContestResult


@dataclass(frozen=True)
class ResultRecord:
    """What a command leaves behind: id, contest, state, version and hash of the result."""

    id: UUID
    contest_id: UUID
    state: str
    version: int
    sha256: str

    @classmethod
    def of(cls, row: Row) -> "ResultRecord":
        """The record of a row."""
        return cls(row["id"], row["contest"], row["state"], row["version"], row["sha256"])


async def standing_result(contest_id: UUID) -> Row | None:
    """The contest's result that is not taken back, locked; None where nothing is decided."""
    standing = ContestResult.state != ResultState.TAKEN_BACK
    rows = await find(ContestResult, ContestResult.contest == contest_id, standing, lock="UPDATE")
    return rows[0] if rows else None


async def _lock(contest_id: UUID) -> Row:
    await contests.lock_contest(contest_id)
    row = await standing_result(contest_id)
    if row is None:
        raise Conflict(_("このコンテストの結果は、まだ決まっていません。"))
    return row


RESULTS = Leading(
    machine=RESULT,
    table=ContestResult,
    at_all=policy.may_run,
    sees=lambda _actor, _row: True,
    may=lambda _actor, _row, _act: ALLOWED,
    record=ResultRecord.of,
    lock=_lock,
    trail=("contest", "sha256"),
)
"""Led by the contest's id: a contest has one result that stands."""
