"""Solutions: public ones are everybody's to read, their startup's to write.

The solution is published by the startup of `member`; that of `other_member` is not registered.
"""

from foundation.database import fetch_value
from tests.factories.solutions import solution
from tests.portal.routes import SEEN, Route

OWNER_PAGE: dict[str, int | str] = {"nobody": "login", "*": 403}
OWNER_API: dict[str, int | str] = {"nobody": 401, "*": 403}
CONTENT = {"title_ja": "見本の解決策"}
VERSION = {"version": SEEN}
REASON = {"reason": "見本の理由", **VERSION}

ROUTES = [
    Route("GET", "/solutions", {"*": 200}),
    Route(
        "POST",
        "/solutions",
        {**OWNER_PAGE, "member": 303, "other_member": 303},
        form=CONTENT,
        makes="solution",
    ),
    Route("GET", "/solutions/mine", {**OWNER_PAGE, "member": 200, "other_member": 303}),
    Route("GET", "/solutions/new", {**OWNER_PAGE, "member": 200, "other_member": 303}),
    Route("GET", "/solutions/{solution_id:uuid}", {"*": 200}),
    Route("GET", "/solutions/{solution_id:uuid}/edit", {**OWNER_PAGE, "member": 200}),
    Route("POST", "/solutions/{solution_id:uuid}/edit", {**OWNER_PAGE, "member": 422}),
    Route(
        "POST", "/solutions/{solution_id:uuid}/publish", {**OWNER_PAGE, "member": 409}, form=VERSION
    ),
    Route(
        "POST",
        "/solutions/{solution_id:uuid}/withdraw",
        {**OWNER_PAGE, "member": 303},
        form=REASON,
    ),
    Route(
        "POST", "/solutions/{solution_id:uuid}/redraft", {**OWNER_PAGE, "member": 409}, form=VERSION
    ),
    Route("GET", "/api/v1/solutions", {"*": 200}),
    Route(
        "POST",
        "/api/v1/solutions",
        {**OWNER_API, "member": 201, "other_member": 409},
        json=CONTENT,
    ),
    Route("GET", "/api/v1/solutions/mine", {**OWNER_API, "member": 200, "other_member": 200}),
    Route("GET", "/api/v1/solutions/{solution_id:uuid}", {"*": 200}),
    Route(
        "PUT",
        "/api/v1/solutions/{solution_id:uuid}",
        {**OWNER_API, "member": 422},
        json={"version": 1, "content": {"title_ja": ""}},
    ),
    Route(
        "POST",
        "/api/v1/solutions/{solution_id:uuid}/publish",
        {**OWNER_API, "member": 409},
        json=VERSION,
    ),
    Route(
        "POST",
        "/api/v1/solutions/{solution_id:uuid}/withdraw",
        {**OWNER_API, "member": 200},
        json=REASON,
    ),
    Route(
        "POST",
        "/api/v1/solutions/{solution_id:uuid}/redraft",
        {**OWNER_API, "member": 409},
        json=VERSION,
    ),
]


async def world() -> dict[str, object]:
    """A published solution of the startup of `member`."""
    solution_id = await solution()
    version = await fetch_value("SELECT version FROM solution WHERE id = $1", solution_id)
    return {"solution_id": solution_id, "version": version}
