"""What a contest says: the one value behind the form, the API and the table."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.i18n import gettext as _
from foundation.text import stored, too_long
from pitch.contests.rubric import CriterionContent, rubric_errors, tidy_criterion

LIMITS = {
    "theme_ja": 60,
    "theme_en": 200,
    "edition_ja": 60,
    "edition_en": 120,
    "description_ja": 2000,
    "description_en": 5000,
}
SEVERAL_LINES = frozenset({"description_ja", "description_en"})
_COLUMNS = (*LIMITS, "entry_deadline", "judging_deadline", "final_at")


class ContestContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What the secretariat writes about one contest.

    Attributes:
        challenge_id: the published challenge (課題) the contest is about.
        theme_ja, theme_en: the theme in one line.
        edition_ja, edition_en: which contest of the programme it is (令和8年度 第6回).
        description_ja, description_en: what is looked for and how it goes on.
        entry_deadline: instant after which no entry is taken.
        judging_deadline: instant by which judges are asked to have scored.
        final_at: when the finalists pitch, if they do.
        criteria: the rubric, in order.
        judge_ids: accounts of the judges.
    """

    challenge_id: UUID
    theme_ja: str
    theme_en: str | None = None
    edition_ja: str | None = None
    edition_en: str | None = None
    description_ja: str
    description_en: str | None = None
    entry_deadline: datetime
    judging_deadline: datetime
    final_at: datetime | None = None
    criteria: list[CriterionContent] = []
    judge_ids: list[UUID] = []


def tidy(content: ContestContent) -> ContestContent:
    """Without blanks around texts and control characters in them, empty ones as None."""
    changes: dict[str, Any] = {
        name: stored(getattr(content, name), several_lines=name in SEVERAL_LINES) for name in LIMITS
    }
    for name in ("theme_ja", "description_ja"):
        changes[name] = changes[name] or ""
    changes["criteria"] = [tidy_criterion(one) for one in content.criteria]
    return msgspec.structs.replace(content, **changes)


def content_errors(content: ContestContent, *, complete: bool) -> dict[str, str]:
    """What the content breaks, as message per field; empty if nothing.

    Args:
        content: tidied.
        complete: check what must hold when the contest opens.
    """
    errors: dict[str, str] = {}
    for field, limit in LIMITS.items():
        text = getattr(content, field) or ""
        if len(text) > limit:
            errors[field] = too_long(len(text), limit)
    for field in ("theme_ja", "description_ja"):
        if not getattr(content, field):
            errors[field] = _("書いてください。")
    if content.judging_deadline <= content.entry_deadline:
        errors["judging_deadline"] = _("審査の締切は、応募の締切より後にしてください。")
    if complete:
        if content.entry_deadline <= clock.now():
            errors["entry_deadline"] = _("応募の締切は、今より後にしてください。")
        if not content.judge_ids:
            errors["judge_ids"] = _("審査員を一人以上選んでください。")
    errors.update(rubric_errors(content.criteria, complete=complete))
    return errors


def contest_columns(content: ContestContent) -> dict[str, Any]:
    """The columns of a contest's row."""
    return {
        "challenge": content.challenge_id,
        **{name: getattr(content, name) for name in _COLUMNS},
    }
