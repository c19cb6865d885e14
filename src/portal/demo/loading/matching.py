"""Startups, solutions, challenges and shortlists."""

from datetime import date

from foundation.access.actor import SYSTEM
from matching.challenges import effects as challenges
from matching.challenges.content import ChallengeContent
from matching.challenges.states import ChallengeState
from matching.matcher import effects as matcher
from matching.solutions import effects as solutions
from matching.solutions.content import SolutionContent
from matching.solutions.states import SolutionState
from matching.startups import effects as startups
from matching.startups.company.profile import StartupProfile
from portal.demo.loading.context import Load, provenance_of, told_as
from portal.demo.loading.ids import account_id, demo_id, organisation_id
from portal.demo.records import Challenge


async def load_startups(load: Load) -> None:
    """Companies with their organisations, all confirmed."""
    for startup in load.data.startups:
        await startups.take_in(
            SYSTEM,
            startup_id=organisation_id(startup.id),
            profile=told_as(StartupProfile, startup),
            confirmed_at=startup.confirmed.at(load.today),
            sample=startup.sample,
            sample_fields=startup.sample_fields,
        )


async def load_solutions(load: Load) -> None:
    """Solutions; needs startups and accounts."""
    for solution in load.data.solutions:
        published = solution.published
        await solutions.take_in(
            SYSTEM,
            solution_id=demo_id("solution", solution.id),
            startup_id=organisation_id(solution.startup),
            content=told_as(SolutionContent, solution),
            state=SolutionState(solution.state),
            created_by=load.person(solution.startup, "member"),
            published_at=published.at(load.today) if published else None,
            provenance=provenance_of(solution.provenance, solution.sample_fields),
        )


async def load_challenges(load: Load) -> None:
    """Challenges in order of publication, from which their numbers follow; needs accounts."""
    for challenge in sorted(load.data.challenges, key=lambda one: _published(one, load)):
        moments = {
            name: moment.at(load.today)
            for name in ("submitted", "published", "closed", "returned")
            if (moment := getattr(challenge, name)) is not None
        }
        await challenges.take_in(
            SYSTEM,
            challenge_id=demo_id("challenge", challenge.id),
            organisation_id=organisation_id(challenge.bureau),
            content=_challenge_content(challenge, load),
            state=ChallengeState(challenge.state),
            created_by=load.person(challenge.bureau, "challenge_owner"),
            submitted_at=moments.get("submitted"),
            published_at=moments.get("published"),
            closed_at=moments.get("closed"),
            returned_at=moments.get("returned"),
            returned_reason=challenge.returned_reason_ja,
            provenance=provenance_of(challenge.provenance, challenge.sample_fields),
        )


def _published(challenge: Challenge, load: Load) -> tuple[date, str]:
    published = challenge.published
    return (published.on(load.today) if published else load.today, challenge.id)


def _challenge_content(challenge: Challenge, load: Load) -> ChallengeContent:
    start, deadline = challenge.start, challenge.deadline
    return told_as(
        ChallengeContent,
        challenge,
        desired_start=start.on(load.today) if start else None,
        closes_on=deadline.on(load.today) if deadline else None,
    )


async def load_shortlists(load: Load) -> None:
    """Places on shortlists; needs solutions and challenges."""
    for kept in load.data.shortlists:
        await matcher.take_in(
            SYSTEM,
            entry_id=demo_id("shortlist", f"{kept.challenge}/{kept.solution}"),
            challenge_id=demo_id("challenge", kept.challenge),
            solution_id=demo_id("solution", kept.solution),
            added_at=kept.added.at(load.today),
            added_by=account_id(kept.by),
            note=kept.memo_ja or "",
        )
