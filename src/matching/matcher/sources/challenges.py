"""What the matcher asks about challenges: plain values, in any state, for the system itself."""

from collections.abc import Collection, Mapping
from uuid import UUID

from matching.challenges.queries import challenge_values, open_challenges
from matching.challenges.views import ChallengeValues
from matching.matcher.sources.port import ChallengeFields, register_sources


class ChallengeMatchSource:
    """Speaks for challenges in the matcher."""

    async def fields_of(self, ids: Collection[UUID]) -> Mapping[UUID, ChallengeFields]:
        """Fields by id, whatever the state; the matcher decides who may see what follows from it."""
        return {one.id: _fields(one) for one in await challenge_values(ids)}

    async def open_ids(self) -> list[UUID]:
        """Challenges that look for solutions today."""
        return [row.id for row in await open_challenges()]


def _fields(challenge: ChallengeValues) -> ChallengeFields:
    content = challenge.content
    return ChallengeFields(
        id=challenge.id,
        owner_id=challenge.organisation_id,
        owner_name=challenge.organisation_name,
        owner_name_en=challenge.organisation_name_en or "",
        title=content.title_ja,
        title_en=content.title_en or "",
        body="\n".join(filter(None, (content.problem_ja, content.process_ja))),
        published=challenge.is_public,
        category=content.category,
        site_type=content.site_type,
        region=content.region,
        conditions=frozenset(content.conditions),
        readiness=content.readiness_minimum,
        pilot_budget_yen=content.pilot_budget_yen,
        later_budget_yen=content.later_budget_yen,
        desired_start=content.desired_start,
    )


def register() -> None:
    """Let challenges be ranked for."""
    register_sources(challenges=ChallengeMatchSource())
