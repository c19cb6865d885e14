"""Why a solution stands where it stands, in parts that a page can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from matching.embedding.models import ServingModel
from matching.matcher.scoring.bands import BARS, LABELS, Band, band
from matching.matcher.scoring.fit import FitFact
from matching.matcher.scoring.score import DIGITS, Scored
from matching.search.index.store import Indexed
from matching.text.terms import (
    KeyTerm,
    Met,
    Segment,
    marked_forms,
    meetings,
    segments,
    written_forms,
)
from matching.text.tokens import tokens


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One solution with its reasons.

    Attributes:
        met, missing: key terms of the challenge that the solution has, and lacks.
        scored: rank, score and its parts.
        nearness: closeness above that of an ordinary solution; None while it is not known.
        facts: structured facts, for, against and unknown.
        title_segments, body_segments: the solution's texts, marked where terms met; empty where
            they are not shown.
        model: of the vectors.
    """

    solution_id: UUID
    scored: Scored
    nearness: float | None
    met: tuple[Met, ...]
    missing: tuple[KeyTerm, ...]
    facts: tuple[FitFact, ...]
    title_segments: tuple[Segment, ...]
    body_segments: tuple[Segment, ...]
    model: ServingModel | None = None

    @property
    def rank(self) -> int:
        """Place by the whole score, from 1."""
        return self.scored.rank

    @property
    def band(self) -> Band:
        """Closeness in meaning."""
        return band(self.nearness, self.model)

    @property
    def band_label(self) -> str:
        """The band in the reader's language."""
        return str(LABELS[self.band])

    @property
    def bars(self) -> int:
        """How many of three bars to fill."""
        return BARS[self.band]

    @property
    def terms_met(self) -> int:
        """How many key terms met."""
        return len(self.met)

    @property
    def rank_by_words(self) -> int | None:
        """Place by words alone; None where no word met."""
        return self.scored.rank_by_words if self.scored.evidence > 0 else None

    @property
    def rank_by_meaning(self) -> int | None:
        """Place by meaning alone; None while it is not known."""
        return self.scored.rank_by_meaning

    @property
    def effect(self) -> int:
        """Points of its facts that moved the order (条件)."""
        return self.scored.points


def explain(
    scored: Scored,
    document: Indexed,
    level: float,
    terms: Sequence[KeyTerm],
    facts: Sequence[FitFact],
    *,
    model: ServingModel | None = None,
    in_full: bool = True,
) -> Explained:
    """Put the reasons of one solution together.

    Args:
        level: closeness of an ordinary solution to the challenge.
        terms: key terms of the challenge.
        facts: made by `fit.tell`.
        model: of the vectors.
        in_full: with its texts, marked; cutting them into words takes milliseconds.
    """
    title, body = (tokens(document.title), tokens(document.body)) if in_full else ([], [])
    met, missing = meetings(terms, document.words, written_forms([*title, *body]))
    forms = marked_forms(met)
    return Explained(
        solution_id=document.id,
        scored=scored,
        nearness=None if scored.closeness is None else round(scored.closeness - level, DIGITS),
        met=tuple(met),
        missing=tuple(missing),
        facts=tuple(facts),
        title_segments=tuple(segments(document.title, forms, title)) if in_full else (),
        body_segments=tuple(segments(document.body, forms, body)) if in_full else (),
        model=model,
    )
