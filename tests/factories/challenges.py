"""Challenges in each of their states, made by the commands people use."""

from datetime import date
from typing import Any
from uuid import UUID

from foundation.database import ANY_VERSION, read
from foundation.ids import new_id
from matching.challenges import commands
from matching.challenges.content import ChallengeContent
from matching.challenges.tables import Challenge
from tests.factories.identity import Person, person

TITLE = "介助する職員の腰の負担を減らし、痛みや疲労を軽くしたい"


def content(**changes: Any) -> ChallengeContent:
    """A complete content; `changes` replace fields."""
    values: dict[str, Any] = {
        "title_ja": TITLE,
        "title_en": "Ease the load on care staff's backs",
        "section_ja": "障害者施策推進部",
        "problem_ja": "介助の現場で、移乗や体位交換が職員の腰や背中に大きな負担となっている。",
        "process_ja": "体位交換は職員2名で行い、1日に延べ180回。",
        "process_cost_yen": 18_500_000,
        "process_cost_note_ja": "人件費と休務の代替",
        "assumed_solution_ja": "装着型の機器を想定しているが、方法は問わない。",
        "affected_ja": "介助職員62名、入所者120名",
        "affected_count": 182,
        "site_type": "welfare_facility",
        "site_ja": "障害者支援施設（多摩地域）",
        "region": "tama",
        "conditions": ["no_power"],
        "conditions_note_ja": "電源のない居室がある",
        "readiness_minimum": 7,
        "pilot_budget_yen": 2_000_000,
        "later_budget_yen": 8_000_000,
        "category": "welfare_care",
        "desired_start": date(2027, 4, 1),
        "closes_on": date(2026, 12, 11),
    }
    return ChallengeContent(**(values | changes))


async def draft(owner: Person | None = None, **changes: Any) -> UUID:
    """A draft of the owner's bureau (見本局 unless told)."""
    owner = owner or await person("challenge_owner")
    return (await commands.create_challenge(owner.actor, new_id(), content(**changes))).id


async def submitted(owner: Person | None = None, **changes: Any) -> UUID:
    """A challenge that waits for the secretariat."""
    owner = owner or await person("challenge_owner")
    challenge_id = await draft(owner, **changes)
    await commands.submit_challenge(owner.actor, challenge_id, ANY_VERSION)
    return challenge_id


async def published(owner: Person | None = None, **changes: Any) -> UUID:
    """A challenge that everybody sees."""
    challenge_id = await submitted(owner, **changes)
    secretariat = await person("secretariat")
    await commands.publish_challenge(secretariat.actor, challenge_id, ANY_VERSION)
    return challenge_id


async def returned(
    owner: Person | None = None, reason: str = "困りごとが読み取れません。", **changes: Any
) -> UUID:
    """A challenge given back to its bureau."""
    challenge_id = await submitted(owner, **changes)
    secretariat = await person("secretariat")
    await commands.return_challenge(secretariat.actor, challenge_id, reason, ANY_VERSION)
    return challenge_id


async def closed(owner: Person | None = None, reason: str = "", **changes: Any) -> UUID:
    """A challenge whose call has ended."""
    owner = owner or await person("challenge_owner")
    challenge_id = await published(owner, **changes)
    await commands.close_challenge(owner.actor, challenge_id, reason, ANY_VERSION)
    return challenge_id


async def withdrawn(
    owner: Person | None = None, reason: str = "別の局の課題と重なるため", **changes: Any
) -> UUID:
    """A challenge taken away from the public."""
    owner = owner or await person("challenge_owner")
    challenge_id = await published(owner, **changes)
    await commands.withdraw_challenge(owner.actor, challenge_id, reason, ANY_VERSION)
    return challenge_id


async def row(challenge_id: UUID) -> dict[str, Any]:
    """What the database holds of one."""
    found = await read(Challenge, challenge_id)
    assert found is not None
    return found
