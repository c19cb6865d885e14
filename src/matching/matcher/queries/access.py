"""The one way in: whose ranking somebody may read."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import NotFound
from matching.matcher.policy import may_read_before_publication, may_read_ranking
from matching.matcher.sources.port import ChallengeFields, challenge_source


async def readable(actor: Actor, challenge_id: UUID) -> ChallengeFields:
    """What a challenge asks, for those who may read its ranking.

    Raises:
        NotFound: no such challenge, or none for this reader.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    found = (await challenge_source().fields_of([challenge_id])).get(challenge_id)
    if found is None:
        raise NotFound()
    if not found.published and not may_read_before_publication(actor, found.owner_id):
        # That there is a draft is not for everybody to know.
        raise NotFound()
    may_read_ranking(actor, found.owner_id).require()
    return found
