"""Certifications: the bureau's certifiers write, purchasers read the grounds, all read what is public."""

from foundation.database import fetch_value
from tests.factories.certification import certification
from tests.factories.solutions import solution
from tests.portal.routes import SEEN, Route

CERTIFIERS = ("certifier", "other_certifier")
READERS = (*CERTIFIERS, "purchaser", "other_purchaser")
LISTED = (*CERTIFIERS, "member", "other_member")
_ONE = "/certifications/{certification_id:uuid}"
_API = "/api/v1/certifications"
_API_ONE = _API + "/{certification_id:uuid}"


def _page(method: str, path: str, own: int, **form: str) -> Route:
    answers: dict[str, int | str] = {"nobody": "login", "certifier": own, "*": 403}
    return Route(method, f"{_ONE}/{path}", answers, form={"version": SEEN, **form})


def _api(act: str, own: int, **body: object) -> Route:
    return Route(
        "POST",
        f"{_API_ONE}/{act}",
        {"nobody": 401, "certifier": own, "*": 403},
        json={"version": SEEN, **body},
    )


# The certification of the matrix is published: acts that belong elsewhere meet its state.
ROUTES = [
    Route("GET", "/certifications", {"nobody": "login", **dict.fromkeys(LISTED, 200), "*": 403}),
    Route(
        "POST", "/certifications", {"nobody": "login", **dict.fromkeys(CERTIFIERS, 422), "*": 403}
    ),
    Route(
        "GET",
        "/certifications/new",
        {"nobody": "login", **dict.fromkeys(CERTIFIERS, 200), "*": 403},
    ),
    Route("GET", _ONE, {"nobody": "login", "certifier": 200, "*": 303}),
    Route("GET", f"{_ONE}/evidence", {"nobody": "login", **dict.fromkeys(READERS, 200), "*": 403}),
    _page("GET", "edit", 409),
    _page("POST", "edit", 409),
    _page("GET", "decide", 409),
    _page("POST", "decide", 422),
    _page("POST", "publish", 409),
    _page("GET", "take-back", 409),
    _page("POST", "take-back", 409, reason="期間を誤った"),
    _page("GET", "suspend", 200),
    _page("POST", "suspend", 303, reason="不具合を確かめる"),
    _page("GET", "resume", 409),
    _page("POST", "resume", 409, reason="直った"),
    _page("GET", "revoke", 200),
    _page("POST", "revoke", 303, reason="計画どおり進まない"),
    _page("GET", "abandon", 409),
    _page("POST", "abandon", 409, reason="辞退"),
    _page("GET", "reopen", 409),
    _page("POST", "reopen", 409, reason="再開"),
    Route("GET", _API, {"nobody": 401, **dict.fromkeys(LISTED, 200), "*": 403}),
    Route("POST", _API, {"nobody": 401, **dict.fromkeys(CERTIFIERS, 422), "*": 403}, json={}),
    Route("GET", _API_ONE, {"*": 200}),
    Route("GET", f"{_API_ONE}/evidence", {"nobody": 401, **dict.fromkeys(READERS, 200), "*": 403}),
    Route(
        "PUT",
        _API_ONE,
        {"nobody": 401, "certifier": 409, "*": 403},
        json={"version": 1, "content": {}},
    ),
    _api("decide", 409, seen="-.-"),
    _api("publish", 409),
    _api("take-back", 409, reason="期間を誤った"),
    _api("suspend", 200, reason="不具合を確かめる"),
    _api("resume", 409, reason="直った"),
    _api("revoke", 200, reason="計画どおり進まない"),
    _api("abandon", 409, reason="辞退"),
    _api("reopen", 409, reason="再開"),
]


async def world() -> dict[str, object]:
    """A published certification of 見本局, of a solution of 見本スタートアップ."""
    certification_id = await certification(solution_id=await solution())
    version = await fetch_value("SELECT version FROM certification WHERE id = $1", certification_id)
    return {"certification_id": certification_id, "version": version}
