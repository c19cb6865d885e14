"""Contests with their rubric and judges, and the entries of startups."""

from uuid import UUID

from matching.solutions.queries import solution_snapshot
from pitch.contests import effects
from pitch.contests.content import ContestContent
from pitch.contests.rubric import CriterionContent, DescriptorContent
from pitch.contests.states import ContestState
from portal.demo.loading.context import Load, provenance_of, told_as
from portal.demo.loading.ids import account_id, demo_id
from portal.demo.records import Contest, Criterion, Entry


def criterion_id(contest: str, criterion: str) -> UUID:
    """The id of a criterion; each contest has its own copy of the rubric."""
    return demo_id("criterion", f"{contest}/{criterion}")


def entered(contest: Contest) -> list[Entry]:
    """The entries that were sent. What a startup has begun and not sent is not kept anywhere."""
    return [entry for entry in contest.entries if entry.submitted is not None]


async def load_contests(load: Load) -> None:
    """Contests with their entries; needs challenges, solutions and accounts."""
    rubrics = {rubric.id: rubric.criteria for rubric in load.data.rubrics}
    for contest in load.data.contests:
        await _contest(contest, rubrics[contest.rubric], load)
        for entry in entered(contest):
            await _entry(contest, entry, load)


async def _contest(contest: Contest, criteria: list[Criterion], load: Load) -> None:
    decided, published, final = contest.decided, contest.published, contest.final
    await effects.restore_contest(
        demo_id("contest", contest.id),
        told_as(
            ContestContent,
            contest,
            challenge_id=demo_id("challenge", contest.challenge),
            edition_ja=f"{contest.programme_ja} {contest.edition_ja}",
            edition_en=f"{contest.programme_en}, {contest.edition_en}",
            entry_deadline=contest.entry_deadline.at(load.today),
            judging_deadline=contest.judging_deadline.at(load.today),
            final_at=final.at(load.today) if final else None,
            criteria=[_criterion(criterion) for criterion in criteria],
            judge_ids=[account_id(judge) for judge in contest.judges],
        ),
        state=ContestState(contest.state),
        opened_at=contest.opens.at(load.today),
        decided_at=decided.at(load.today) if decided else None,
        published_at=published.at(load.today) if published else None,
        criterion_ids=[criterion_id(contest.id, criterion.id) for criterion in criteria],
        sample_note=(contest.sample_note_ja, contest.sample_note_en),
        provenance=provenance_of(contest.provenance, contest.sample_fields),
    )


def _criterion(criterion: Criterion) -> CriterionContent:
    return told_as(
        CriterionContent,
        criterion,
        descriptors=[
            DescriptorContent(value=value, ja=step.ja, en=step.en)
            for value, step in enumerate(criterion.scale, 1)
        ],
    )


async def _entry(contest: Contest, entry: Entry, load: Load) -> None:
    if entry.submitted is None:
        return
    solution_id = demo_id("solution", entry.solution)
    await effects.restore_entry(
        demo_id("entry", entry.id),
        contest_id=demo_id("contest", contest.id),
        organisation_id=load.startup_of(entry.solution),
        solution_id=solution_id,
        snapshot=await solution_snapshot(solution_id),
        message_ja=entry.message_ja,
        message_en=entry.message_en,
        submitted_at=entry.submitted.at(load.today),
    )
