"""Contests in their states and entries, made by the commands people use."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.database import ANY_VERSION
from foundation.ids import new_id
from pitch.contests import commands
from pitch.contests.content import ContestContent
from pitch.contests.entries import commands as entering
from pitch.contests.rubric import CriterionContent, DescriptorContent
from pitch.contests.states import Act
from tests.factories import challenges
from tests.factories.identity import Person, person
from tests.factories.solutions import solution


def criterion(name: str, weight: int) -> CriterionContent:
    """One criterion with a full scale."""
    return CriterionContent(
        name_ja=name,
        weight=weight,
        descriptors=[DescriptorContent(value=n, ja=f"{name}の段階{n}") for n in range(1, 6)],
    )


async def content(**changes: Any) -> ContestContent:
    """A complete content about a published challenge, with one judge."""
    now = clock.now()
    values: dict[str, Any] = {
        "theme_ja": "介護・福祉の現場を支えるテクノロジー",
        "theme_en": "Technology for care work",
        "edition_ja": "令和8年度 第6回",
        "description_ja": "現場で試せる製品を求めています。",
        "entry_deadline": now + timedelta(days=17),
        "judging_deadline": now + timedelta(days=24),
        "criteria": [criterion("課題解決への有効性", 60), criterion("実現可能性", 40)],
    }
    if "challenge_id" not in changes:
        values["challenge_id"] = await challenges.published()
    if "judge_ids" not in changes:
        values["judge_ids"] = [(await person("judge")).account_id]
    return ContestContent(**(values | changes))


async def draft(**changes: Any) -> UUID:
    """A draft of the secretariat."""
    secretariat = await person("secretariat")
    made = await commands.create_contest(secretariat.actor, new_id(), await content(**changes))
    return made.id


async def open_(**changes: Any) -> UUID:
    """A contest that takes entries."""
    contest_id = await draft(**changes)
    secretariat = await person("secretariat")
    await commands.act_on_contest(secretariat.actor, contest_id, Act.OPEN, ANY_VERSION)
    return contest_id


async def entry(contest_id: UUID, mark: str = "", who: Person | None = None) -> UUID:
    """An entry of the startup with this mark."""
    member = who or await person("member", mark)
    solution_id = await solution(mark)
    made = await entering.enter_contest(
        member.actor, new_id(), contest_id, solution_id, "現場ですぐ使えます。"
    )
    return made.id


async def judging(*marks: str, **changes: Any) -> UUID:
    """A contest being judged, with an entry of each startup marked (one unmarked by default)."""
    contest_id = await open_(**changes)
    for mark in marks or ("",):
        await entry(contest_id, mark)
    secretariat = await person("secretariat")
    await commands.act_on_contest(
        secretariat.actor, contest_id, Act.START_JUDGING, ANY_VERSION, reason="応募がそろったため"
    )
    return contest_id
