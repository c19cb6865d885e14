"""Startups: confirmed ones are public, their own people write, the secretariat decides.

The startup of `member` waits for confirmation; that of `other_member` is not registered.
"""

from foundation.database import execute, fetch_value
from matching.startups.states import StartupState
from tests.factories.startups import startup
from tests.portal.routes import SEEN, Route

PAGE = "/startups/{startup_id:uuid}"
VERSION = {"version": SEEN}
REASON = {"reason": "見本の理由", **VERSION}
INSIDERS: dict[str, int | str] = {"nobody": 404, "member": 200, "secretariat": 200, "*": 404}
DECIDED: dict[str, int | str] = {"nobody": 401, "secretariat": 200, "member": 403, "*": 404}
"""Deciding by the API about a startup that is not public."""
NEW = {"corporate_number": "0", "name_ja": "", "name_kana": ""}
WRITTEN = {
    "version": 1,
    "profile": {"corporate_number": "0", "name_ja": "", "name_kana": ""},
}

ROUTES = [
    Route("GET", "/startups", {"*": 200}),
    Route("GET", "/startups/register", {"nobody": "login", "*": 403}),
    Route("POST", "/startups/register", {"nobody": "login", "*": 403}),
    Route(
        "GET", "/startups/mine", {"nobody": "login", "member": 200, "other_member": 303, "*": 403}
    ),
    Route("GET", "/startups/review", {"nobody": "login", "secretariat": 200, "*": 403}),
    Route("GET", "/startups/{startup_id:uuid}", INSIDERS),
    Route("GET", PAGE + "/edit", {"nobody": "login", "member": 200, "secretariat": 403, "*": 404}),
    Route("POST", PAGE + "/edit", {"nobody": "login", "member": 422, "secretariat": 403, "*": 404}),
    Route(
        "POST",
        PAGE + "/confirm",
        {"nobody": "login", "member": 403, "secretariat": 303, "*": 404},
        form=VERSION,
    ),
    Route(
        "POST",
        PAGE + "/return",
        {"nobody": "login", "member": 403, "secretariat": 303, "*": 404},
        form=REASON,
    ),
    Route(
        "POST",
        PAGE + "/suspend",
        {"nobody": "login", "member": 403, "secretariat": 409, "*": 404},
        form=REASON,
    ),
    Route(
        "POST",
        PAGE + "/reinstate",
        {"nobody": "login", "member": 403, "secretariat": 409, "*": 404},
        form=REASON,
    ),
    Route("GET", "/api/v1/startups", {"*": 200}),
    Route("POST", "/api/v1/startups", {"nobody": 401, "*": 403}, json=NEW),
    Route(
        "GET",
        "/api/v1/startups/mine",
        {"nobody": 401, "member": 200, "other_member": 404, "*": 403},
    ),
    Route("GET", "/api/v1/startups/review", {"nobody": 401, "secretariat": 200, "*": 403}),
    Route("GET", "/api/v1/startups/{startup_id:uuid}", INSIDERS),
    Route(
        "PUT",
        "/api/v1/startups/{startup_id:uuid}",
        {"nobody": 401, "member": 422, "secretariat": 403, "*": 404},
        json=WRITTEN,
    ),
    Route("POST", "/api/v1/startups/{startup_id:uuid}/confirm", DECIDED, json=VERSION),
    Route("POST", "/api/v1/startups/{startup_id:uuid}/return", DECIDED, json=REASON),
    Route(
        "POST",
        "/api/v1/startups/{startup_id:uuid}/suspend",
        {**DECIDED, "secretariat": 409},
        json=REASON,
    ),
    Route(
        "POST",
        "/api/v1/startups/{startup_id:uuid}/reinstate",
        {**DECIDED, "secretariat": 409},
        json=REASON,
    ),
]


async def world() -> dict[str, object]:
    """The startup of `member`, waiting for confirmation anew."""
    startup_id = await startup(state=StartupState.REGISTERED)
    await execute(
        "UPDATE startup SET state = 'registered', returned_at = NULL, suspended_at = NULL, "
        "state_reason = NULL WHERE id = $1",
        startup_id,
    )
    version = await fetch_value("SELECT version FROM startup WHERE id = $1", startup_id)
    return {"startup_id": str(startup_id), "version": version}
