"""Made-up companies, solutions and challenges in any number, so that the demo can be seen at its real size.

They are taken in as the other sample data are: published as of a day of the past, without the acts of people
that would have led there, companies marked as made up (見本). Indexing and embedding are queued.
"""

from datetime import date, datetime, time, timedelta

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import transaction
from matching.challenges import effects as challenges
from matching.challenges.content import ChallengeContent
from matching.challenges.states import ChallengeState
from matching.solutions import effects as solutions
from matching.solutions.content import SolutionContent
from matching.solutions.queries import known_ids
from matching.solutions.states import SolutionState
from matching.startups import effects as startups
from matching.startups.company.corporate_number import with_check_digit
from matching.startups.company.profile import StartupProfile
from portal.demo.loading.context import told_as
from portal.demo.loading.ids import organisation_id
from portal.demo.model import load_demo_data
from search_index.generator.records import GeneratedChallenge, GeneratedSolution, GeneratedStartup
from search_index.generator.solutions import generated_challenges, generated_records

SOLUTIONS_A_CHALLENGE = 50
LARGEST = 100_000
_BATCH = 500
_CONFIRMED_DAYS_AGO = 1600


async def load_generated(size: int) -> int:
    """Take in so many published solutions with their companies, and a challenge for every fifty.

    A second load takes in what is missing: the smaller size is a part of the larger.

    Args:
        size: at most LARGEST.

    Returns:
        How many solutions were new.
    """
    made = generated_records(size)
    known = await known_ids([one.id for one in made])
    new = [one for one in made if one.id not in known]
    for at in range(0, len(new), _BATCH):
        async with transaction():
            await _take_in_solutions(new[at : at + _BATCH])
    async with transaction():
        await _take_in_challenges(generated_challenges(size // SOLUTIONS_A_CHALLENGE))
    return len(new)


async def _take_in_solutions(new: list[GeneratedSolution]) -> None:
    today = clock.today()
    for startup in {one.startup.id: one.startup for one in new}.values():
        await startups.take_in(
            SYSTEM,
            startup_id=startup.id,
            profile=_profile(startup),
            confirmed_at=_at(today - timedelta(days=_CONFIRMED_DAYS_AGO)),
            sample=True,
        )
    for one in new:
        await solutions.take_in(
            SYSTEM,
            solution_id=one.id,
            startup_id=one.startup.id,
            content=as_content(one, today),
            state=SolutionState.PUBLISHED,
            published_at=_at(today - timedelta(days=one.days_public)),
        )


async def _take_in_challenges(made: list[GeneratedChallenge]) -> None:
    today = clock.today()
    bureaus = [organisation_id(bureau.id) for bureau in load_demo_data().bureaus]
    # Numbers follow the order of publication.
    for number, one in sorted(enumerate(made), key=lambda pair: (-pair[1].days_public, pair[0])):
        published = _at(today - timedelta(days=one.days_public))
        await challenges.take_in(
            SYSTEM,
            challenge_id=one.id,
            organisation_id=bureaus[number % len(bureaus)],
            content=_challenge(one, today),
            state=ChallengeState.PUBLISHED,
            submitted_at=published - timedelta(days=7),
            published_at=published,
        )


def _profile(startup: GeneratedStartup) -> StartupProfile:
    return told_as(
        StartupProfile,
        startup,
        corporate_number=with_check_digit(f"99995{startup.number:07d}"),
        founded_on=date(startup.founded, 4, 1),
    )


def as_content(one: GeneratedSolution, today: date) -> SolutionContent:
    """What a made-up solution says, as of a day."""
    sold = one.days_sold
    return told_as(
        SolutionContent,
        one,
        evidence_ja=one.evidence_ja or None,
        evidence_public=bool(one.evidence_ja),
        on_sale_since=None if sold is None else today - timedelta(days=sold),
        not_on_sale=sold is None,
        price_public=True,
    )


def _challenge(one: GeneratedChallenge, today: date) -> ChallengeContent:
    return told_as(ChallengeContent, one, closes_on=today + timedelta(days=one.days_open))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), clock.TOKYO)
