"""Facts recorded and withdrawn by the areas above, in their own transactions."""

from datetime import date, datetime
from uuid import UUID

from foundation.database import execute, require_transaction
from foundation.ids import derived_id


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
    await execute(
        "INSERT INTO fact (id, subject_kind, subject_id, kind, value, label_ja, label_en, "
        "valid_from, valid_until, source_kind, source_id, published_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
        "ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value, label_ja = EXCLUDED.label_ja, "
        "label_en = EXCLUDED.label_en, valid_from = EXCLUDED.valid_from, "
        "valid_until = EXCLUDED.valid_until, published_at = EXCLUDED.published_at",
        fact_id,
        subject_kind,
        subject_id,
        str(kind),
        value,
        label_ja,
        label_en,
        valid_from,
        valid_until,
        source_kind,
        source_id,
        published_at,
    )
    return fact_id


async def withdraw_fact(kind: str, source_kind: str, source_id: UUID) -> None:
    """Take back what a record had made known: its result was withdrawn, its term changed.

    The recording area's audit keeps what was said and when.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    await execute(
        "DELETE FROM fact WHERE kind = $1 AND source_kind = $2 AND source_id = $3",
        str(kind),
        source_kind,
        source_id,
    )
