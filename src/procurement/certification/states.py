"""The states of a certification (認定), and what leads from one to another.

Decided is not published: between the two, nobody outside the bureau's certifiers knows of it, and
the decision can be taken back. What is published is never undone, only suspended or revoked, and a
revoked one is put right by a new certification. Whether one holds on a day is never a state: it
follows from its term, its suspensions and its revocation.
"""

from enum import StrEnum

from foundation import clock
from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _
from procurement.certification.term import is_lapsed


class CertificationState(StrEnum):
    """Where a certification stands."""

    DRAFT = "draft"
    ABANDONED = "abandoned"
    DECIDED = "decided"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


PUBLIC = (
    CertificationState.PUBLISHED,
    CertificationState.SUSPENDED,
    CertificationState.REVOKED,
)


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    DECIDE = "decide"
    TAKE_BACK = "take-back"
    PUBLISH = "publish"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVOKE = "revoke"
    ABANDON = "abandon"
    REOPEN = "reopen"


def _lapsed(row: Row) -> bool:
    """A suspension whose last day has passed suspends nothing any more."""
    suspension = row["suspension"]
    days = None if suspension is None else (suspension["first_day"], suspension["last_day"])
    return is_lapsed(days, clock.today())


def _suspends(row: Row) -> bool:
    return not _lapsed(row)


def _wrong(row: Row) -> str:
    return {
        CertificationState.DRAFT: _("この認定はまだ下書きです。"),
        CertificationState.ABANDONED: _("この認定の手続きは取りやめになっています。"),
        CertificationState.DECIDED: _("この認定は決定済みで、まだ公表されていません。"),
        CertificationState.PUBLISHED: _("この認定は、すでに公表されています。"),
        CertificationState.SUSPENDED: _("この認定は停止中です。"),
        CertificationState.REVOKED: _("この認定は取り消されています。"),
    }[CertificationState(row["state"])]


_DRAFT, _ABANDONED = CertificationState.DRAFT, CertificationState.ABANDONED
_DECIDED, _PUBLISHED = CertificationState.DECIDED, CertificationState.PUBLISHED
_SUSPENDED, _REVOKED = CertificationState.SUSPENDED, CertificationState.REVOKED
_WHY, _REVOKED_WHY = Reason.REQUIRED, "revoked_reason_ja"
CERTIFICATION = Machine(
    kind="certification",
    states=CertificationState,
    begins=(_DRAFT,),
    ways=(
        Way(Act.DECIDE, _DRAFT, _DECIDED),
        Way(Act.ABANDON, _DRAFT, _ABANDONED, _WHY),
        Way(Act.REOPEN, _ABANDONED, _DRAFT, _WHY),
        Way(Act.PUBLISH, _DECIDED, _PUBLISHED),
        Way(Act.TAKE_BACK, _DECIDED, _DRAFT, _WHY),
        Way(Act.SUSPEND, _PUBLISHED, _SUSPENDED, _WHY, reason_column=None),
        Way(Act.REVOKE, _PUBLISHED, _REVOKED, _WHY, reason_column=_REVOKED_WHY),
        Way(Act.RESUME, _SUSPENDED, _PUBLISHED, _WHY, when=_suspends, reason_column=None),
        Way(Act.SUSPEND, _SUSPENDED, _SUSPENDED, _WHY, when=_lapsed, reason_column=None),
        Way(Act.REVOKE, _SUSPENDED, _REVOKED, _WHY, reason_column=_REVOKED_WHY),
    ),
    wrong=_wrong,
)
"""Ways are asked with the row and its open `suspension` (停止), None where there is none."""
