"""What is told on from a pilot: facts about its solution and challenge."""

from typing import Any

from foundation import clock
from foundation.i18n import format_fiscal_year, pick, using_language
from foundation.i18n import gettext as _
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from pitch.pilots.labels import OUTCOMES

Row = dict[str, Any]
SOURCE = "pilot"
PILOTING, PILOTED = "piloting", "piloted"


async def tell_running(pilot: Row) -> None:
    """The challenge has reached its pilot."""
    await _stage(pilot, PILOTING)


async def tell_not_running(pilot: Row) -> None:
    """The challenge is before its pilot again."""
    await withdraw_fact(FactKind.CHALLENGE_STAGE, SOURCE, pilot["id"])


async def tell_outcome(pilot: Row) -> None:
    """The published evaluation, as a fact about the solution and the challenge's stage."""
    day = pilot["evaluated_at"].astimezone(clock.TOKYO).date()
    await record_fact(
        SubjectKind.SOLUTION,
        pilot["solution"],
        FactKind.PILOT_OUTCOME,
        label_ja=_outcome_words(pilot, "ja"),
        label_en=_outcome_words(pilot, "en"),
        valid_from=day,
        valid_until=None,
        source_kind=SOURCE,
        source_id=pilot["id"],
        published_at=pilot["published_at"],
        value=pilot["outcome"],
    )
    await _stage(pilot, PILOTED)


async def tell_no_outcome(pilot: Row) -> None:
    """The evaluation is not public any more."""
    await withdraw_fact(FactKind.PILOT_OUTCOME, SOURCE, pilot["id"])
    await _stage(pilot, PILOTING)


async def _stage(pilot: Row, stage: str) -> None:
    if pilot["challenge"] is None:
        return
    ended = stage == PILOTED
    at = pilot["evaluated_at"] if ended else pilot["started_at"]
    label_ja, label_en = (
        _outcome_words(pilot, language) if ended else _piloting_words(language)
        for language in ("ja", "en")
    )
    await record_fact(
        SubjectKind.CHALLENGE,
        pilot["challenge"],
        FactKind.CHALLENGE_STAGE,
        label_ja=label_ja,
        label_en=label_en,
        valid_from=at.astimezone(clock.TOKYO).date(),
        valid_until=None,
        source_kind=SOURCE,
        source_id=pilot["id"],
        published_at=pilot["published_at"] if ended else pilot["started_at"],
        value=stage,
    )


def _piloting_words(language: str) -> str:
    with using_language(language):
        return _("実証中")


def _outcome_words(pilot: Row, language: str) -> str:
    with using_language(language):
        outcome = str(OUTCOMES[pilot["outcome"]])
        if "evaluation.outcome" in (pilot["provenance"] or {}).get("sample_fields", ()):
            outcome = _("%(outcome)s（区分は見本）", outcome=outcome)
        return _(
            "%(outcome)s：%(year)sの実証、%(site)s",
            outcome=outcome,
            year=format_fiscal_year(clock.fiscal_year(pilot["starts_on"])),
            site=pick(pilot["site_ja"], pilot["site_en"]),
        )
