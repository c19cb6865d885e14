"""Named reads of contests. Publication and tenancy are applied here and nowhere else."""

from pitch.contests.queries.documents import document_ids, public_documents, visible_contest_ids
from pitch.contests.queries.lists import (
    contests_after,
    contests_judged_by,
    contests_under_way,
    count_open_contests,
    list_contests,
    open_contests,
)
from pitch.contests.queries.one import contest_for, criteria_of, judges_of
from pitch.contests.queries.views import ContestRow, ContestView, JudgeView

__all__ = [
    "ContestRow",
    "ContestView",
    "JudgeView",
    "contest_for",
    "contests_after",
    "contests_judged_by",
    "contests_under_way",
    "count_open_contests",
    "criteria_of",
    "document_ids",
    "judges_of",
    "list_contests",
    "open_contests",
    "public_documents",
    "visible_contest_ids",
]
