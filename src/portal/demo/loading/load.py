"""The whole load: all or nothing, and only once."""

from foundation.database import fetch_value, transaction
from portal.demo.loading import people
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
    """Write the demo data, counted from today; False when it was there already."""
    if await demo_is_loaded():
        return False
    data = load_demo_data()
    hashed_password = await people.password_hash()
    async with transaction():
        await people.load_organisations(data)
        await people.load_accounts(data, hashed_password)
    return True
