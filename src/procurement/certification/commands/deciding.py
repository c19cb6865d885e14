"""The decision: everything is checked, numbered and frozen. It is not public yet."""

from datetime import date
from uuid import UUID

from asyncpg import UniqueViolationError

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Row, Step, sign
from foundation.database import AnyVersion, SeenVersion, hold
from foundation.errors import Invalid
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from foundation.text import one_line
from procurement.certification.commands.leading import CERTIFICATIONS, CertificationRecord
from procurement.certification.content import (
    content_of,
    decision_errors,
    heard_experts,
)
from procurement.certification.grounds.evidence import FrozenSource, evidence_of
from procurement.certification.grounds.reading import Grounds, decidable_grounds
from procurement.certification.grounds.sources import SourceKind
from procurement.certification.numbers import LONGEST_NUMBER
from procurement.certification.queries.opinions import opinions_of, proposed_number_for
from procurement.certification.states import Act
from procurement.certification.term import default_term_end
from procurement.law import rule_here

LONGEST_TERM_YEARS = 10


async def decide_certification(
    actor: Actor,
    certification_id: UUID,
    version: SeenVersion,
    *,
    seen: str | AnyVersion,
    decision_number: str | None = None,
    term_start: date | None = None,
    term_end: date | None = None,
) -> CertificationRecord:
    """Certify (認定する), quietly: what it rests on is frozen, and nobody outside is told.

    Args:
        version: the version that was read before deciding, or `ANY_VERSION`.
        seen: the sign of what it rests on (`Grounds.seen`) as that was read, or `ANY_VERSION`.
        decision_number: None takes the next of the bureau (R8-福祉-003).
        term_start: first day of the term; None takes today.
        term_end: last day; None takes the 31 March that the law's rule gives.

    Raises:
        Invalid: something is missing (plan, tests, opinions), a test is not met, the number is
            taken, or the term is impossible.
        Conflict: solution, firm or pilot changed since they were read, or the pilot has no evaluation
            any more; else as usual.
        NotFound, NotPermitted: as usual.
    """

    async def decided(step: Step[Act]) -> Row:
        row, today, law = step.row, clock.today(), rule_here()
        content = content_of(row, await opinions_of(certification_id))
        errors = decision_errors(content, law.minimum_experts, today)
        proposed = default_term_end(today, law.term_fiscal_years)
        term = _term(errors, today, term_start, term_end or proposed)
        number = one_line(decision_number or "") or await _next_number(row, today)
        if len(number) > LONGEST_NUMBER:
            errors["decision_number"] = _(
                "認定番号は%(max)s字以内にしてください。", max=LONGEST_NUMBER
            )
        if errors:
            raise Invalid(errors)
        grounds, subject = await decidable_grounds(row, seen)
        source = _source(row, grounds)
        evidence = evidence_of(
            content,
            bureau=actor.organisation_name or "",
            subject=subject.frozen,
            source=source,
            decision_number=number,
            decided_at=step.at,
            decided_by=actor.account_name,
            term=term,
            law=law,
        )
        return {
            "decision_number": number,
            **await sign("decided")(step),
            "term_start": term[0],
            "term_end": term[1],
            "required_opinions": law.minimum_experts,
            "opinions_heard": heard_experts(content.opinions),
            "legal_basis": law.legal_basis.ja,
            "evidence": evidence.text,
            "evidence_sha256": evidence.sha256,
            "source_label": source.label,
            "pilot_outcome": source.outcome,
            **subject.columns,
        }

    try:
        return await CERTIFICATIONS.lead(
            actor, certification_id, Act.DECIDE, version, columns=decided
        )
    except UniqueViolationError as error:
        message = _("この認定番号は、すでに使われています。ほかの番号にしてください。")
        raise Invalid({"decision_number": message}) from error


async def _next_number(row: Row, day: date) -> str:
    """The bureau's next number, for one decision at a time until its transaction ends."""
    await hold("certification number", row["organisation"])
    return await proposed_number_for(row["organisation"], day)


def _term(errors: dict[str, str], today: date, start: date | None, last: date) -> tuple[date, date]:
    """The term, from today where no start is asked for; what is wrong with it is added to `errors`."""
    first = start or today
    if first < today:
        errors["term_start"] = _(
            "期間の始まりは、決定の日（%(day)s）より前にできません。", day=format_date(today)
        )
    if last < first:
        errors["term_end"] = _("期間の終わりを、始まりより後の日にしてください。")
    elif last.year > first.year + LONGEST_TERM_YEARS:
        errors["term_end"] = _("期間は%(years)s年までです。", years=LONGEST_TERM_YEARS)
    return first, last


def _source(row: Row, grounds: Grounds) -> FrozenSource:
    pilot = grounds.pilot
    return FrozenSource(
        kind=SourceKind(row["source_kind"]),
        id=row["source_id"],
        label=pilot.title_ja if pilot else row["source_label"],
        outcome=pilot.outcome if pilot else row["pilot_outcome"],
        sha256=pilot.sign if pilot else None,
    )
