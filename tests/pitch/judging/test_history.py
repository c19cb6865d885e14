"""Contests of the past: places without scores, and results restored from ballots."""

from datetime import UTC, datetime

import pytest

from foundation.access.actor import ANONYMOUS
from foundation.database import fetch_one, transaction
from foundation.ids import new_id
from matching.facts.queries import facts_about
from matching.solutions.queries import solution_snapshot
from matching.vocabulary.provenance import Provenance, Source
from pitch.contests import effects as contests_effects
from pitch.contests.states import ContestState
from pitch.judging import effects
from pitch.judging.results.queries import result_for
from pitch.judging.states import BallotState
from tests.factories import contests
from tests.factories.identity import person
from tests.factories.mail import recent_mail
from tests.factories.solutions import solution

pytestmark = pytest.mark.usefixtures("db")
AT = datetime(2020, 11, 8, 8, tzinfo=UTC)


async def past(ballots: bool) -> tuple:
    """A published contest of 2020 with two entries; with or without the ballots of one judge."""
    judge = await person("judge")
    content = await contests.content(
        entry_deadline=datetime(2020, 10, 9, 8, tzinfo=UTC),
        judging_deadline=AT,
        judge_ids=[judge.account_id] if ballots else [],
    )
    contest_id, criteria = new_id(), [new_id(), new_id()]
    entries = {new_id(): await solution("（一）"), new_id(): await solution("（二）")}
    async with transaction():
        await contests_effects.restore_contest(
            contest_id,
            content,
            state=ContestState.PUBLISHED,
            opened_at=datetime(2020, 9, 1, tzinfo=UTC),
            decided_at=AT,
            published_at=AT,
            criterion_ids=criteria,
            sample_note=("審査の基準は見本です。", "The rubric is a sample."),
            provenance=Provenance(sources=[Source(title="公表資料")]),
        )
        for number, (entry_id, solution_id) in enumerate(entries.items()):
            row = await fetch_one("SELECT startup FROM solution WHERE id = $1", solution_id)
            await contests_effects.restore_entry(
                entry_id,
                contest_id=contest_id,
                organisation_id=row["startup"],
                solution_id=solution_id,
                snapshot=await solution_snapshot(solution_id),
                message_ja="見本",
                message_en=None,
                submitted_at=datetime(2020, 10, 1, number, tzinfo=UTC),
            )
            if ballots:
                await effects.restore_ballot(
                    new_id(),
                    contest_id=contest_id,
                    entry_id=entry_id,
                    judge_id=judge.account_id,
                    state=BallotState.SUBMITTED,
                    scores=dict.fromkeys(criteria, 4 - number),
                    comments={criteria[0]: "見本のひとこと"},
                    at=AT,
                )
        first, second = entries
        await effects.restore_result(
            new_id(),
            contest_id=contest_id,
            places={first: 1, second: 2} if ballots else {first: 1},
            decided_at=AT,
            published_at=AT,
            comment_ja="見本の講評",
        )
    return contest_id, entries


async def test_a_result_without_scores_shows_winner_and_finalists(new_client):
    contest_id, entries = await past(ballots=False)
    result = await result_for(ANONYMOUS, contest_id)
    assert not result.scored and result.winner is None
    assert [(one.place, one.total) for one in result.entries] == [(1, None), (None, None)]
    page = (await new_client().get(f"/contests/{contest_id}/result")).text
    assert "審査の基準は見本です。" in page and "公表資料" in page and "登壇した提案" in page
    assert "2020年11月8日" in page and "点のでき方" not in page
    assert "結果を見る" in (await new_client().get(f"/contests/{contest_id}")).text
    facts = await facts_about("solution", list(entries.values()), AT.date())
    winner, finalist = entries.values()
    assert [one.value for one in facts[winner]] == ["winner"] and facts[finalist] == []
    assert facts[winner][0].valid_from == AT.date()
    assert not [mail for mail in await recent_mail() if "コンテスト" in mail.subject]


async def test_a_restored_result_is_counted_from_its_ballots():
    contest_id, _entries = await past(ballots=True)
    result = await result_for(ANONYMOUS, contest_id)
    assert result.scored and result.published_at == AT
    assert [(one.place, str(one.total), one.ballots) for one in result.entries] == [
        (1, "4", 1),
        (2, "3", 1),
    ]
