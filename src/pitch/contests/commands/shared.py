"""What the commands of contests ask of what is kept."""

from uuid import UUID

from foundation.acts import Row
from foundation.database import find, values_of
from pitch.contests.queries import criteria_of
from pitch.contests.rubric import CriterionContent
from pitch.contests.states import EntryState
from pitch.contests.tables import ContestJudge, Entry


async def criteria(contest_id: UUID) -> list[CriterionContent]:
    """What a contest's criteria say, in order."""
    return [criterion.content() for criterion in await criteria_of(contest_id)]


async def judge_ids(contest_id: UUID) -> list[UUID]:
    """Accounts of the present judges."""
    return await values_of(
        ContestJudge.account, ContestJudge.contest == contest_id, ContestJudge.removed_at.is_null()
    )


async def standing_entries(contest_id: UUID) -> list[Row]:
    """Entries that were not withdrawn, the first to arrive first."""
    return await find(
        Entry,
        Entry.contest == contest_id,
        Entry.state == EntryState.SUBMITTED,
        order_by=(Entry.submitted_at,),
    )
