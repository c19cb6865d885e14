"""What everybody may know about subjects on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from foundation.clock import now
from foundation.database import fetch, fetch_as
from foundation.i18n import pick


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A published fact.

    Attributes:
        in_term: whether it holds on the day asked for.
        value: outcome in one word, "" where the kind has none.
    """

    subject_id: UUID
    kind: str
    value: str
    label_ja: str
    label_en: str
    valid_from: date
    valid_until: date | None
    source_kind: str
    source_id: UUID
    in_term: bool

    @property
    def label(self) -> str:
        """In the reader's language."""
        return pick(self.label_ja, self.label_en)


async def terms_of(
    subject_kind: str, ids: Collection[UUID], kind: str
) -> dict[UUID, list[tuple[date, date | None]]]:
    """First and last days of the published facts of one kind, also those to come, per subject.

    Args:
        subject_kind: a `SubjectKind`.
        kind: a `FactKind`.
    """
    rows = await fetch(
        "SELECT subject_id, valid_from, valid_until FROM fact WHERE subject_kind = $1 "
        "AND subject_id = ANY($2) AND kind = $3 AND published_at <= $4 ORDER BY valid_from, id",
        subject_kind,
        list(ids),
        kind,
        now(),
    )
    found: dict[UUID, list[tuple[date, date | None]]] = {}
    for row in rows:
        found.setdefault(row["subject_id"], []).append((row["valid_from"], row["valid_until"]))
    return found


async def facts_about(
    subject_kind: str, ids: Collection[UUID], on: date
) -> dict[UUID, list[KnownFact]]:
    """Published facts that had begun by a day, newest first, per subject.

    Args:
        subject_kind: a `SubjectKind`.
        ids: of the subjects; each is a key of the answer.
        on: the day; a fact past its last day is given with `in_term` False.
    """
    facts = await fetch_as(
        KnownFact,
        "SELECT subject_id, kind, value, label_ja, label_en, valid_from, valid_until, "
        "source_kind, source_id, (valid_until IS NULL OR valid_until >= $3) AS in_term "
        "FROM fact WHERE subject_kind = $1 AND subject_id = ANY($2) AND valid_from <= $3 "
        "AND published_at <= $4 ORDER BY valid_from DESC, kind, id",
        subject_kind,
        list(ids),
        on,
        now(),
    )
    found: dict[UUID, list[KnownFact]] = {subject: [] for subject in ids}
    for fact in facts:
        found[fact.subject_id].append(fact)
    return found
