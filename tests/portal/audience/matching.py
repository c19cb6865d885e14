"""Marked challenges, startups, solutions and what matching says of them."""

from dataclasses import dataclass, replace
from uuid import UUID

from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, execute, fetch_value, transaction
from foundation.identity import effects
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from matching.alerts.commands import save_search
from matching.alerts.kinds import Frequency
from matching.challenges import commands
from matching.challenges.content import ChallengeContent
from matching.matcher.commands.criteria import add_word
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import (
    annul_freeze,
    edit_note,
    freeze_shortlist,
    log_download,
)
from matching.solutions.content import SolutionContent
from matching.solutions.states import SolutionState
from matching.startups.company.profile import StartupProfile
from matching.startups.states import StartupState
from tests.factories import challenges
from tests.factories.identity import OTHER, Person, person
from tests.factories.solutions import solution
from tests.factories.startups import startup
from tests.portal.audience.marks import Marks

WAITING = "（未）"
"""Mark of the startup that is not confirmed."""
Places = list[dict[str, str]]


@dataclass(frozen=True)
class Matching:
    """What later parts of the world refer to."""

    challenge: UUID
    solution: UUID


async def colleague(marks: Marks, role: str, subject: str) -> Person:
    """A person of the first organisation whose name and address are marked."""
    known = await person(role)
    name, email = marks.text(subject, "name"), marks.address(subject, "email")
    async with transaction():
        account_id = await effects.add_account(SYSTEM, email=email, name=name)
        membership_id = await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=known.organisation_id, role=role
        )
    return Person(
        account_id=account_id,
        membership_id=membership_id,
        organisation_id=known.organisation_id,
        organisation_name=known.organisation_name,
        role=role,
        name=name,
        email=email,
    )


async def named(marks: Marks, who: Person, subject: str) -> None:
    """Mark the name and address of a person who visits."""
    await execute(
        "UPDATE account SET name = $2, email = $3 WHERE id = $1",
        who.account_id,
        marks.text(subject, "name"),
        marks.address(subject, "email"),
    )


async def matching(marks: Marks) -> tuple[Matching, Places]:
    """Challenges, startups and solutions in all their states; returns what the addresses need."""
    startup_places = await _startups(marks)
    published, challenge_places = await _challenges(marks)
    offered, solution_places = await _solutions(marks)
    owner = await person("challenge_owner")
    note = marks.text("ranking: shortlist", "note")
    await shortlist_solution(owner.actor, published, offered, note)
    await add_word(owner.actor, published, marks.text("ranking: criteria", "added word"), 0)
    await run_pending()
    frozen_places = await _frozen(marks, published, offered)
    await _saved_search(marks)
    return Matching(published, offered), [
        *frozen_places,
        *startup_places,
        *challenge_places,
        *solution_places,
    ]


async def _frozen(marks: Marks, challenge: UUID, offered: UUID) -> Places:
    """Two frozen lists, the second annulled; the first keeps a note that was written anew since."""
    owner = await person("challenge_owner")
    subject = "ranking: frozen shortlist"
    now_said = await fetch_value("SELECT note FROM shortlist_entry WHERE solution = $1", offered)
    await edit_note(owner.actor, challenge, offered, marks.text(subject, "note"), 1)
    first = await freeze_shortlist(owner.actor, challenge, new_id(), ANY_VERSION)
    taker = marks.text(subject, "download")
    await log_download(replace(owner.actor, account_name=taker), first.id, "json", b"")
    await edit_note(owner.actor, challenge, offered, now_said, 2)
    second = await freeze_shortlist(owner.actor, challenge, new_id(), ANY_VERSION)
    reason = marks.text(subject, "annulment")
    await annul_freeze(owner.actor, challenge, second.number, reason)
    return [{"challenge_id": str(challenge), "number": str(one.number)} for one in (first, second)]


async def _saved_search(marks: Marks) -> None:
    member = await person("member")
    await save_search(
        member.actor,
        new_id(),
        f"q={marks.text('saved search', 'query')}",
        Frequency.PAUSED,
        marks.text("saved search", "name"),
    )


async def _challenges(marks: Marks) -> tuple[UUID, Places]:
    subject = "challenge: {}".format
    writer = await colleague(marks, "challenge_owner", "account: who submitted a challenge")
    first = marks.fill(subject("earlier edition"), ChallengeContent)
    published = await challenges.published(writer, **first)
    content = marks.fill(subject("published"), ChallengeContent)
    version = await fetch_value("SELECT version FROM challenge WHERE id = $1", published)
    await commands.correct_challenge(
        writer.actor,
        published,
        version,
        challenges.content(**content),
        marks.text(subject("published"), "correction note"),
    )
    marks.scope(content["title_ja"], "/fits", ("fits", "challenges"))

    def made(state: str) -> dict[str, str]:
        return marks.fill(subject(state), ChallengeContent)

    def why(state: str) -> str:
        return marks.text(subject(state), "reason")

    owner = await person("challenge_owner")
    others = [
        await challenges.draft(owner, **made("draft")),
        await challenges.submitted(owner, **made("submitted")),
        await challenges.returned(owner, why("returned"), **made("returned")),
        await challenges.closed(owner, why("closed"), **made("closed")),
        await challenges.withdrawn(owner, why("withdrawn"), **made("withdrawn")),
    ]
    return published, [{"challenge_id": str(one), "edition": "1"} for one in (published, *others)]


async def _startups(marks: Marks) -> Places:
    name = "startup: confirmed"
    confirmed = await startup(**_profile(marks, name))
    await startup(OTHER)
    waiting = await startup(
        WAITING, StartupState.RETURNED, **_profile(marks, "startup: not confirmed")
    )
    await execute(
        "UPDATE startup SET state_reason = $2 WHERE id = $1",
        waiting,
        marks.text("startup: not confirmed", "reason"),
    )
    await named(marks, await person("member"), "account: of a startup")
    return [{"startup_id": str(one)} for one in (confirmed, waiting)]


def _profile(marks: Marks, subject: str) -> dict[str, object]:
    filled = marks.fill(subject, StartupProfile, ("postal_code", "corporate_number", "name_kana"))
    return {**filled, "corporate_number": marks.corporate_number(subject, "corporate_number")}


async def _solutions(marks: Marks) -> tuple[UUID, Places]:
    closed, opened, draft, withdrawn = (
        f"solution: {state}"
        for state in (
            "price and evidence closed",
            "price and evidence public",
            "draft",
            "withdrawn",
        )
    )
    content = marks.fill(closed, SolutionContent)
    first = await solution(**content)
    for part in ("/matches", "/challenges/"):
        marks.scope(content["title_ja"], part, ("ranking: candidates", "solutions"))
    marks.scope(content["title_ja"], "/fits", ("fits", "own solutions"))
    made = [
        await solution(
            **marks.fill(opened, SolutionContent), price_public=True, evidence_public=True
        ),
        await solution(state=SolutionState.DRAFT, **marks.fill(draft, SolutionContent)),
        await solution(state=SolutionState.WITHDRAWN, **marks.fill(withdrawn, SolutionContent)),
    ]
    await solution(OTHER, title_ja="印", problem_ja="印")
    await execute(
        "UPDATE solution SET state_reason = $2 WHERE id = $1",
        made[-1],
        marks.text(withdrawn, "reason"),
    )
    return first, [{"solution_id": str(one)} for one in (first, *made)]
