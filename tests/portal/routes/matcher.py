"""Rankings and shortlists are the owning bureau's and the secretariat's; fits are each startup's own."""

from tests.factories import challenges, solutions
from tests.factories.identity import person
from tests.portal.routes import Route

_PAGE = "/challenges/{challenge_id:uuid}/shortlist"
_API = "/api/v1/challenges/{challenge_id:uuid}"
_UNKNOWN = {"solution": "00000000-0000-7000-8000-000000000000"}
_READERS: dict[str, int | str] = {
    "nobody": 401,
    "challenge_owner": 200,
    "pilot_owner": 200,
    "secretariat": 200,
    "*": 403,
}

ROUTES = [
    Route("POST", _PAGE, {"nobody": "login", "challenge_owner": 404, "*": 403}, form=_UNKNOWN),
    Route(
        "POST",
        f"{_PAGE}/remove",
        {"nobody": "login", "challenge_owner": 303, "*": 403},
        form=_UNKNOWN,
    ),
    Route("GET", f"{_API}/matches", _READERS),
    Route("GET", f"{_API}/shortlist", _READERS),
    Route(
        "PUT",
        f"{_API}/shortlist/{{solution_id:uuid}}",
        {"nobody": 401, "challenge_owner": 200, "*": 403},
        json={"note": "現場で試したい"},
    ),
    Route(
        "DELETE",
        f"{_API}/shortlist/{{solution_id:uuid}}",
        {"nobody": 401, "challenge_owner": 204, "*": 403},
    ),
    Route("GET", "/api/v1/fits", {"nobody": 401, "member": 200, "other_member": 200, "*": 403}),
]


async def world() -> dict[str, str]:
    """A published challenge of the first bureau, and a published solution."""
    challenge_id = await challenges.published(await person("challenge_owner"))
    solution_id = await solutions.solution()
    return {"challenge_id": str(challenge_id), "solution_id": str(solution_id)}
