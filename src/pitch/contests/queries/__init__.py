"""Named reads of contests and entries. Publication and tenancy are applied here and nowhere else."""

from pitch.contests.queries.documents import document_ids, public_documents, visible_contest_ids
from pitch.contests.queries.entries import entries_of, entry_for, own_entries
from pitch.contests.queries.lists import (
    contests_after,
    contests_judged_by,
    contests_under_way,
    count_open_contests,
    list_contests,
    open_contests,
)
from pitch.contests.queries.one import contest_for, criteria_of, judges_of
from pitch.contests.views import ContestRow, ContestView, EntryView, JudgeView

__all__ = [
    "ContestRow",
    "ContestView",
    "EntryView",
    "JudgeView",
    "contest_for",
    "contests_after",
    "contests_judged_by",
    "contests_under_way",
    "count_open_contests",
    "criteria_of",
    "document_ids",
    "entries_of",
    "entry_for",
    "judges_of",
    "list_contests",
    "open_contests",
    "own_entries",
    "public_documents",
    "visible_contest_ids",
]
