"""Facts recorded and withdrawn by the areas above, in their own transactions."""

from datetime import date, datetime
from uuid import UUID

from foundation.database import require_transaction, run
from foundation.ids import derived_id
from matching.facts.tables import Fact

_SAID_ANEW = (
    Fact.value,
    Fact.label_ja,
    Fact.label_en,
    Fact.valid_from,
    Fact.valid_until,
    Fact.published_at,
)


async def record_fact(
    subject_kind: str,
    subject_id: UUID,
    kind: str,
    label_ja: str,
    label_en: str,
    valid_from: date,
    valid_until: date | None,
    source_kind: str,
    source_id: UUID,
    published_at: datetime | None,
    value: str = "",
) -> UUID:
    """Record a fact, or record it anew: one kind, source and subject make one fact.

    Args:
        subject_kind, subject_id: what it is about.
        kind: a `FactKind`.
        label_ja, label_en: what people read, e.g. R8-福祉-003.
        valid_from, valid_until: first and last day it holds; no last day for what stays true.
        source_kind, source_id: the record it follows from.
        published_at: from when everybody may know it; None keeps it back.
        value: outcome in one word, where the kind has several.

    Returns:
        The fact's id.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    fact_id = derived_id("fact", kind, source_kind, str(source_id), subject_kind, str(subject_id))
    fact = Fact(
        {
            Fact.id: fact_id,
            Fact.subject_kind: subject_kind,
            Fact.subject_id: subject_id,
            Fact.kind: kind,
            Fact.value: value,
            Fact.label_ja: label_ja,
            Fact.label_en: label_en,
            Fact.valid_from: valid_from,
            Fact.valid_until: valid_until,
            Fact.source_kind: source_kind,
            Fact.source_id: source_id,
            Fact.published_at: published_at,
        }
    )
    await run(Fact.insert(fact).on_conflict(target=Fact.id, action="DO UPDATE", values=_SAID_ANEW))
    return fact_id


async def withdraw_fact(kind: str, source_kind: str, source_id: UUID) -> None:
    """Take back what a record had made known: its result was withdrawn, its term changed.

    The recording area's audit keeps what was said and when.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    await run(
        Fact.delete().where(
            Fact.kind == kind, Fact.source_kind == source_kind, Fact.source_id == source_id
        )
    )
