"""What a certification rests on beside its own text: solution, firm and pilot, read again by what decides."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.errors import Conflict, NotFound
from foundation.i18n import gettext as _
from matching.solutions.effects import hold_solution
from pitch.pilots.grounds import EvaluatedPilot, evaluated_pilot, hold_pilot
from procurement.certification.grounds.sources import SourceKind
from procurement.certification.grounds.subject import Subject, public_subject
from procurement.certification.states import CertificationState

Row = dict[str, Any]
_FIRM = ("id", "name_ja", "name_kana", "name_en", "corporate_number", "address_ja")
_NONE = "-"
_SIGN_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What a certification rests on as it is now.

    Attributes:
        subject: solution and firm; None while they are not public.
        by_pilot: whether it comes from a pilot (実証).
        pilot: that pilot's evaluation; None where there is none (any more).
    """

    subject: Subject | None
    by_pilot: bool
    pilot: EvaluatedPilot | None

    @property
    def seen(self) -> str:
        """A sign of all of it, to be sent back with the decision that rests on it."""
        pilot = self.pilot.sign[:_SIGN_LENGTH] if self.pilot else _NONE
        return f"{_subject_sign(self.subject.frozen if self.subject else None)}.{pilot}"


async def grounds_of(row: Row) -> Grounds:
    """What the certification of this row rests on, as it is at this moment."""
    by_pilot = row["source_kind"] == SourceKind.PILOT and row["source_id"] is not None
    return Grounds(
        subject=await _public(row["solution"]),
        by_pilot=by_pilot,
        pilot=await evaluated_pilot(row["source_id"]) if by_pilot else None,
    )


async def held_grounds(row: Row) -> Grounds:
    """The same, kept from being changed until the open transaction ends.

    Everybody locks in the order certification, pilot, solution, startup.
    """
    if row["source_kind"] == SourceKind.PILOT and row["source_id"] is not None:
        await hold_pilot(row["source_id"])
    await hold_solution(row["solution"])
    return await grounds_of(row)


def require_seen(grounds: Grounds, seen: str) -> None:
    """Only what its decider had before them is decided.

    Raises:
        Conflict: the solution, the firm or the pilot's evaluation changed since.
    """
    if grounds.by_pilot and grounds.pilot is None:
        raise _changed(
            _(
                "元になった実証の評価が取り消されています。評価が決まり直した後に、その評価を確かめて決定してください。"
            )
        )
    if seen == grounds.seen:
        return
    subject, _dot, pilot = seen.partition(".")
    now_subject, _dot, now_pilot = grounds.seen.partition(".")
    if now_pilot != pilot and now_subject == subject:
        raise _changed(
            _(
                "この画面を開いた後に、元になった実証の評価が変わりました。今の評価を確かめて、もう一度決めてください。"
            )
        )
    if now_pilot == pilot:
        raise _changed(
            _(
                "この画面を開いた後に、会社が解決策か会社の情報を変えました。今の内容を確かめて、もう一度決めてください。"
            )
        )
    raise _changed(
        _(
            "決定の元になる解決策と実証を、今の内容で確かめていません。確かめて、もう一度決めてください。"
        )
    )


def require_as_decided(grounds: Grounds, row: Row) -> None:
    """Only what still holds is made public.

    Args:
        row: of a decided certification, with its frozen evidence.

    Raises:
        Conflict: the pilot's evaluation, the solution or the firm changed since the decision, or the
            evaluation is not public yet.
    """
    frozen = json.loads(row["evidence"])
    source = frozen["source"]
    if grounds.by_pilot:
        pilot = grounds.pilot
        # Decisions of earlier days kept the outcome only.
        kept = source.get("sha256")
        if (
            pilot is None
            or pilot.outcome != source["outcome"]
            or (kept is not None and kept != pilot.sign)
        ):
            raise _changed(
                _(
                    "決定した後に、元になった実証の評価が変わりました。決定を取り下げ、今の評価を確かめて、決定し直してください。"
                ),
                CertificationState.DECIDED,
            )
        if not pilot.published:
            raise _changed(
                _(
                    "元になった実証の評価が、まだ公表されていません。先に実証担当が評価を公表します。"
                ),
                CertificationState.DECIDED,
            )
    if grounds.subject is None:
        raise _changed(
            _(
                "決定した後に、会社が解決策の公開を取りやめました。公開を待つか、決定を取り下げてください。"
            ),
            CertificationState.DECIDED,
        )
    if _subject_sign(grounds.subject.frozen) != _subject_sign(frozen["subject"]):
        raise _changed(
            _(
                "決定した後に、会社が解決策か会社の情報を変えました。決定を取り下げ、今の内容を確かめて、決定し直してください。"
            ),
            CertificationState.DECIDED,
        )


def _changed(message: str, state: CertificationState = CertificationState.DRAFT) -> Conflict:
    return Conflict(message, state.value)


def _subject_sign(frozen: Row | None) -> str:
    if frozen is None:
        return _NONE
    said = [frozen["sha256"], *(frozen["startup"].get(name) for name in _FIRM)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:_SIGN_LENGTH]


async def _public(solution_id: UUID) -> Subject | None:
    try:
        return await public_subject(solution_id)
    except NotFound:
        return None
