"""What a certification rests on beside its own text: solution, firm and pilot, read again by what decides."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from foundation.database import AnyVersion
from foundation.errors import Conflict, Invalid, NotFound
from foundation.frozen import SIGN_LENGTH, read_again, sign_of, thaw
from foundation.i18n import gettext as _
from matching.solutions.effects import hold_solution
from pitch.pilots.queries.grounds import EvaluatedPilot, evaluated_pilot, hold_pilot
from procurement.certification.grounds.evidence import DecisionEvidence
from procurement.certification.grounds.sources import SourceKind
from procurement.certification.grounds.subject import Subject, public_subject
from procurement.certification.states import CertificationState

Row = dict[str, Any]
_FIRM = ("id", "name_ja", "name_kana", "name_en", "corporate_number", "address_ja")
_NONE = "-"


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
        pilot = self.pilot.sign[:SIGN_LENGTH] if self.pilot else _NONE
        return f"{_subject_sign(self.subject.frozen if self.subject else None)}.{pilot}"


async def grounds_of(row: Row) -> Grounds:
    """What the certification of this row rests on, as it is at this moment."""
    by_pilot = row["source_kind"] == SourceKind.PILOT and row["source_id"] is not None
    return Grounds(
        subject=await _public(row["solution"]),
        by_pilot=by_pilot,
        pilot=await evaluated_pilot(row["source_id"]) if by_pilot else None,
    )


async def decidable_grounds(row: Row, seen: str | AnyVersion) -> tuple[Grounds, Subject]:
    """The same for a decision, with what is certified, kept from being changed until the open transaction ends.

    Args:
        seen: the sign of what its decider had before them (`Grounds.seen`), or `ANY_VERSION`.

    Raises:
        Invalid: the solution is not public.
        Conflict: the solution, the firm or the pilot's evaluation changed since.
    """

    def changed(now: Grounds) -> Conflict:
        _require_whole(now)
        return _changed_since(str(seen), now.seen)

    grounds = await read_again(
        partial(grounds_of, row), hold=partial(_hold, row), seen=seen, changed=changed
    )
    return grounds, _require_whole(grounds)


async def _hold(row: Row) -> None:
    """Everybody locks in the order certification, pilot, solution, startup."""
    if row["source_kind"] == SourceKind.PILOT and row["source_id"] is not None:
        await hold_pilot(row["source_id"])
    await hold_solution(row["solution"])


def _require_whole(grounds: Grounds) -> Subject:
    if grounds.subject is None:
        message = _(
            "この解決策は、会社が公開を取りやめています。公開されている間だけ決定できます。"
        )
        raise Invalid({"solution_id": message})
    if grounds.by_pilot and grounds.pilot is None:
        raise _changed(
            _(
                "元になった実証の評価が取り消されています。評価が決まり直した後に、その評価を確かめて決定してください。"
            )
        )
    return grounds.subject


def _changed_since(seen: str, now: str) -> Conflict:
    subject, _dot, pilot = seen.partition(".")
    now_subject, _dot, now_pilot = now.partition(".")
    if now_pilot != pilot and now_subject == subject:
        return _changed(
            _(
                "この画面を開いた後に、元になった実証の評価が変わりました。今の評価を確かめて、もう一度決めてください。"
            )
        )
    if now_pilot == pilot:
        return _changed(
            _(
                "この画面を開いた後に、会社が解決策か会社の情報を変えました。今の内容を確かめて、もう一度決めてください。"
            )
        )
    return _changed(
        _(
            "決定の元になる解決策と実証を、今の内容で確かめていません。確かめて、もう一度決めてください。"
        )
    )


async def require_as_decided(row: Row) -> None:
    """Only what still holds is made public; it is kept so until the open transaction ends.

    Args:
        row: of a decided certification, with its frozen evidence.

    Raises:
        Conflict: the pilot's evaluation, the solution or the firm changed since the decision, or the
            evaluation is not public yet.
    """
    grounds = await read_again(partial(grounds_of, row), hold=partial(_hold, row))
    evidence = thaw(row["evidence"], DecisionEvidence)
    source = evidence.source
    if grounds.by_pilot:
        pilot = grounds.pilot
        if (
            pilot is None
            or pilot.outcome != source.outcome
            or source.sha256 not in (None, pilot.sign)
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
    if _subject_sign(grounds.subject.frozen) != _subject_sign(evidence.subject):
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
    return sign_of(frozen["sha256"], [frozen["startup"].get(name) for name in _FIRM])


async def _public(solution_id: UUID) -> Subject | None:
    try:
        return await public_subject(solution_id)
    except NotFound:
        return None
