"""Challenges that are taken in."""

from datetime import UTC, datetime

from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from matching.challenges import effects, queries
from matching.challenges.states import ChallengeState
from matching.vocabulary.provenance import Provenance
from tests.factories import challenges
from tests.factories.identity import person


async def test_history_is_taken_in_once_with_numbers_of_its_own_year(db):
    owner = await person("challenge_owner")
    identifier = new_id()
    given = {
        "challenge_id": identifier,
        "organisation_id": owner.organisation_id,
        "content": challenges.content(site_type=None, region=None),
        "state": ChallengeState.CLOSED,
        "published_at": datetime(2020, 8, 1, 1, tzinfo=UTC),
        "closed_at": datetime(2020, 9, 30, 1, tzinfo=UTC),
        "provenance": Provenance(programme="見本事業", sample_fields=["published"]),
    }
    async with transaction():
        assert await effects.take_in(SYSTEM, **given)
        assert not await effects.take_in(SYSTEM, **given)
    view = await queries.challenge_for(ANONYMOUS, identifier)
    assert (view.number, view.state) == ("C-2020-001", "closed")
    assert view.provenance is not None and view.provenance.programme == "見本事業"
