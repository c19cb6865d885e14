"""Challenges: published ones are everybody's, all else is the bureau's and the secretariat's."""

from foundation.database import fetch_value
from tests.factories import challenges
from tests.factories.identity import person
from tests.portal.routes import SEEN, Route

OWNERS = ("challenge_owner", "other_challenge_owner")
_WRITER: dict[str, int | str] = {"nobody": "login", **dict.fromkeys(OWNERS, 200)}
_REVIEW: dict[str, int | str] = {"nobody": "login", "secretariat": 200}
_API_WRITER: dict[str, int | str] = {"nobody": 401, **dict.fromkeys(OWNERS, 200)}
_DRAFT = "/challenges/{challenge_id:uuid}"
_API = "/api/v1/challenges"
_ONE = _API + "/{challenge_id:uuid}"
_CONTENT = {"title_ja": "題名"}


def _act(method: str, act: str, answers: dict[str, int | str], **form: str) -> Route:
    return Route(
        method, f"{_DRAFT}/{act}", {"nobody": "login", **answers}, form={"version": SEEN, **form}
    )


def _api_act(act: str, answers: dict[str, int | str], **body: object) -> Route:
    return Route(
        "POST", f"{_ONE}/{act}", {"nobody": 401, **answers}, json={"version": SEEN, **body}
    )


# The challenge of the matrix is published: acts on drafts meet its state, or the role, first.
ROUTES = [
    Route("GET", "/challenges", {"*": 200}),
    Route("POST", "/challenges", {**_WRITER, **dict.fromkeys(OWNERS, 422), "*": 403}),
    Route("GET", "/challenges/new", {**_WRITER, "*": 403}),
    Route("GET", "/challenges/mine", {**_WRITER, "*": 403}),
    Route("GET", "/challenges/review", {**_REVIEW, "*": 403}),
    Route("GET", _DRAFT, {"*": 200}),
    _act("GET", "history", {"challenge_owner": 200, "secretariat": 200, "*": 403}),
    _act("GET", "editions/{edition:int}", {"challenge_owner": 200, "secretariat": 200, "*": 403}),
    _act("GET", "edit", {"challenge_owner": 200, "*": 403}),
    _act("POST", "edit", {"challenge_owner": 422, "*": 403}),
    _act("POST", "correct", {"challenge_owner": 422, "*": 403}),
    _act("POST", "submit", {"challenge_owner": 409, "*": 403}),
    _act("POST", "take-back", {"challenge_owner": 409, "*": 403}),
    _act("POST", "publish", {"secretariat": 409, "*": 403}),
    _act("GET", "return", {"secretariat": 409, "*": 403}),
    _act("POST", "return", {"secretariat": 409, "*": 403}, reason="直してください"),
    _act("GET", "close", {"challenge_owner": 200, "secretariat": 200, "*": 403}),
    _act("POST", "close", {"challenge_owner": 303, "secretariat": 303, "*": 403}),
    _act("GET", "withdraw", {"challenge_owner": 200, "secretariat": 200, "*": 403}),
    _act(
        "POST",
        "withdraw",
        {"challenge_owner": 303, "secretariat": 303, "*": 403},
        reason="重なるため",
    ),
    _act("GET", "reopen", {"challenge_owner": 409, "secretariat": 409, "*": 403}),
    _act(
        "POST",
        "reopen",
        {"challenge_owner": 409, "secretariat": 409, "*": 403},
        reason="辞退のため",
    ),
    Route("GET", _API, {"*": 200}),
    Route("POST", _API, {**_API_WRITER, **dict.fromkeys(OWNERS, 201), "*": 403}, json=_CONTENT),
    Route("GET", f"{_API}/mine", {**_API_WRITER, "*": 403}),
    Route("GET", f"{_API}/review", {"nobody": 401, "secretariat": 200, "*": 403}),
    Route("GET", _ONE, {"*": 200}),
    Route(
        "PUT",
        _ONE,
        {"nobody": 401, "challenge_owner": 409, "*": 403},
        json={"version": 3, "content": _CONTENT},
    ),
    _api_act("submit", {"challenge_owner": 409, "*": 403}),
    _api_act("take-back", {"challenge_owner": 409, "*": 403}),
    _api_act("publish", {"secretariat": 409, "*": 403}),
    _api_act("return", {"secretariat": 409, "*": 403}, reason="直してください"),
    _api_act("close", {"challenge_owner": 200, "secretariat": 200, "*": 403}),
    _api_act(
        "withdraw", {"challenge_owner": 200, "secretariat": 200, "*": 403}, reason="重なるため"
    ),
    _api_act("reopen", {"challenge_owner": 409, "secretariat": 409, "*": 403}, reason="辞退のため"),
    _api_act(
        "correct", {"challenge_owner": 422, "*": 403}, version=3, content=_CONTENT, note="直した"
    ),
    Route(
        "GET",
        f"{_ONE}/editions/{{edition:int}}",
        {"nobody": 401, "challenge_owner": 200, "secretariat": 200, "*": 403},
    ),
]


async def world() -> dict[str, object]:
    """A published challenge of the first bureau."""
    challenge_id = await challenges.published(await person("challenge_owner"))
    edition = await fetch_value("SELECT edition FROM challenge WHERE id = $1", challenge_id)
    version = await fetch_value("SELECT version FROM challenge WHERE id = $1", challenge_id)
    return {"challenge_id": str(challenge_id), "edition": str(edition), "version": version}
