"""What a published result makes known of the solutions that took part."""

from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.database import require_transaction
from foundation.i18n import gettext as _
from foundation.i18n import using_language
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from pitch.judging.results.record import ResultContent

SOURCE = "contest"
WINNER, PLACED = "winner", "placed"


async def make_known(content: ResultContent, published_at: datetime) -> None:
    """Record for each placed solution what place it took."""
    require_transaction()
    day = published_at.astimezone(clock.TOKYO).date()
    for entry in content.entries:
        if entry.place is None:
            continue
        labels = {}
        for language, theme in (
            ("ja", content.theme_ja),
            ("en", content.theme_en or content.theme_ja),
        ):
            with using_language(language):
                labels[language] = _(
                    "コンテスト「%(theme)s」%(place)s位", theme=theme, place=entry.place
                )
        await record_fact(
            SubjectKind.SOLUTION,
            entry.solution_id,
            FactKind.CONTEST_RESULT,
            labels["ja"],
            labels["en"],
            day,
            None,
            SOURCE,
            content.contest_id,
            published_at,
            value=WINNER if entry.place == 1 else PLACED,
        )


async def make_unknown(contest_id: UUID) -> None:
    """Take back what a result had made known."""
    require_transaction()
    await withdraw_fact(FactKind.CONTEST_RESULT, SOURCE, contest_id)
