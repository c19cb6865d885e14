"""The whole load: all or nothing, and only once."""

from foundation import clock
from foundation.database import fetch_value, hold, transaction
from portal.demo.loading import (
    certifications,
    contests,
    freezing,
    judging,
    matching,
    meaning,
    people,
    pilots,
)
from portal.demo.loading.context import Load
from portal.demo.loading.ids import organisation_id
from portal.demo.model import load_demo_data


async def demo_is_loaded() -> bool:
    """Whether the demo data is in the database (it is written in one transaction)."""
    office = load_demo_data().offices[0]
    found = await fetch_value(
        "SELECT 1 FROM organisation WHERE id = $1", organisation_id(office.id)
    )
    return found is not None


async def load_demo() -> bool:
    """Write the demo data, counted from today; False when it was there already.

    Indexing is queued, as by every publication: the worker does it after the load.
    """
    if await demo_is_loaded():
        return False
    load = Load(load_demo_data(), clock.today())
    hashed_password = await people.password_hash()
    vectors = meaning.shipped_vectors()
    async with transaction():
        # Two processes may start at once on one database; the second finds the first one's data.
        await hold("demo data")
        if await demo_is_loaded():
            return False
        await people.load_organisations(load.data)
        await matching.load_startups(load)
        await people.load_accounts(load.data, hashed_password)
        await matching.load_solutions(load)
        await matching.load_challenges(load)
        await matching.load_shortlists(load)
        await contests.load_contests(load)
        await judging.load_judging(load)
        await pilots.load_pilots(load)
        await certifications.load_certifications(load)
        await meaning.load_shipped_vectors(vectors)
        await freezing.load_searches(load)
        await freezing.queue_freezes(load)
    return True
