"""The demo's mailbox: open to everyone, there being no real mail in it. Operators see what failed."""

from foundation.database import transaction
from foundation.ids import derived_id
from foundation.mail import queue_mail
from tests.portal.routes import Route

ROUTES = [
    Route("GET", "/demo/mail", {"*": 200}),
    Route("GET", "/demo/mail/{mail_id:uuid}", {"*": 200}),
    Route("GET", "/admin/mail", {"nobody": "login", "operator": 200, "*": 403}),
    Route(
        "POST", "/admin/mail/{mail_id:uuid}/retry", {"nobody": "login", "operator": 409, "*": 403}
    ),
    Route(
        "POST",
        "/admin/mail/{mail_id:uuid}/put-aside",
        {"nobody": "login", "operator": 409, "*": 403},
    ),
]


async def world() -> dict[str, str]:
    """One mail."""
    async with transaction():
        await queue_mail("member@example.com", "見本", "見本の本文です。", "routes:1")
    return {"mail_id": str(derived_id("mail", "routes:1"))}
