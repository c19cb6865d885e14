"""Rankings, places, criteria and shortlists are the owning bureau's and the secretariat's; fits are each
startup's own; what is similar is everybody's."""

from tests.factories import challenges, solutions
from tests.factories.identity import person
from tests.portal.routes import Route

_PAGE = "/challenges/{challenge_id:uuid}/shortlist"
_CRITERIA = "/challenges/{challenge_id:uuid}/criteria"
_MATCHES = "/challenges/{challenge_id:uuid}/matches"
_API = "/api/v1/challenges/{challenge_id:uuid}"
_UNKNOWN = {"solution": "00000000-0000-7000-8000-000000000000"}
_READERS: dict[str, int | str] = {
    "nobody": 401,
    "challenge_owner": 200,
    "pilot_owner": 200,
    "secretariat": 200,
    "*": 403,
}
_PAGE_READERS = _READERS | {"nobody": "login"}

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
    Route("GET", f"{_API}/matches/{{solution_id:uuid}}", _READERS),
    Route("GET", f"{_API}/criteria", _READERS),
    Route(
        "PUT",
        f"{_API}/criteria",
        {"nobody": 401, "challenge_owner": 200, "*": 403},
        json={"version": 0, "added": ["夜間"], "conditions": {"certified": "must"}},
    ),
    Route(
        "POST",
        f"{_CRITERIA}/words",
        {"nobody": "login", "challenge_owner": 303, "*": 403},
        form={"add": "夜間", "version": "0"},
    ),
    Route(
        "POST",
        f"{_CRITERIA}/conditions",
        {"nobody": "login", "challenge_owner": 303, "*": 403},
        form={"mode.certified": "must", "version": "0"},
    ),
    Route("GET", _MATCHES, _PAGE_READERS, query="?name=nothing"),
    Route("GET", f"{_MATCHES}/{{solution_id:uuid}}", _PAGE_READERS),
    Route("GET", f"{_API}/similar", {"*": 200}),
    Route("GET", "/api/v1/solutions/{solution_id:uuid}/similar", {"*": 200}),
    Route("GET", "/api/v1/fits", {"nobody": 401, "member": 200, "other_member": 200, "*": 403}),
]


async def world() -> dict[str, str]:
    """A published challenge of the first bureau, and a published solution."""
    challenge_id = await challenges.published(await person("challenge_owner"))
    solution_id = await solutions.solution()
    return {"challenge_id": str(challenge_id), "solution_id": str(solution_id)}
