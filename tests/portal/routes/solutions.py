"""Solutions: public ones are everybody's to read, their startup's to write.

The solution is published by the startup of `member`; that of `other_member` is not registered.
"""

from tests.factories.solutions import solution
from tests.portal.routes import Route

OWNER_PAGE: dict[str, int | str] = {"nobody": "login", "*": 403}
OWNER_API: dict[str, int | str] = {"nobody": 401, "*": 403}
CONTENT = {"title_ja": "見本の解決策"}

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
    Route("POST", "/solutions/{solution_id:uuid}/publish", {**OWNER_PAGE, "member": 409}),
    Route(
        "POST",
        "/solutions/{solution_id:uuid}/withdraw",
        {**OWNER_PAGE, "member": 303},
        form={"reason": "見本の理由"},
    ),
    Route("POST", "/solutions/{solution_id:uuid}/redraft", {**OWNER_PAGE, "member": 409}),
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
        json={},
    ),
    Route(
        "POST",
        "/api/v1/solutions/{solution_id:uuid}/withdraw",
        {**OWNER_API, "member": 200},
        json={"reason": "見本の理由"},
    ),
    Route(
        "POST",
        "/api/v1/solutions/{solution_id:uuid}/redraft",
        {**OWNER_API, "member": 409},
        json={},
    ),
]


async def world() -> dict[str, str]:
    """A published solution of the startup of `member`."""
    return {"solution_id": str(await solution())}
