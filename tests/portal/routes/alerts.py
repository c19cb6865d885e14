"""Each person's own notifications and saved searches; the stop link is everybody's who holds it."""

from foundation.ids import new_id
from matching.alerts.commands import delete_search, save_search
from matching.alerts.kinds import Frequency, Kind
from matching.alerts.queries import own_searches
from matching.alerts.sending.links import stop_token
from tests.factories.identity import person
from tests.portal.routes import Route

_API = "/api/v1/saved-searches"
_ONE = "/saved-searches/{search_id:uuid}"
_ANYBODY: dict[str, int | str] = {"*": 200}


def _page(status: int) -> dict[str, int | str]:
    """The same to everybody signed in."""
    return {"nobody": "login", "*": status}


def _own(status: int, *, nobody: int | str) -> dict[str, int | str]:
    """The search is the member's; to others there is none."""
    return {"nobody": nobody, "member": status, "*": 404}


ROUTES = [
    Route("GET", "/account/notifications", _page(200)),
    Route("POST", "/account/notifications", _page(303), form={"saved_search": "y"}),
    Route("POST", "/saved-searches", _page(422), form={"query": "", "frequency": "daily"}),
    Route(
        "POST",
        _ONE,
        _own(303, nobody="login"),
        form={"name": "名", "frequency": "weekly", "version": "1"},
    ),
    # One that is not there stays away.
    Route("POST", f"{_ONE}/delete", _page(303)),
    Route("GET", "/stop/{token:str}", _ANYBODY),
    Route("POST", "/stop/{token:str}", _ANYBODY),
    Route("POST", "/stop/{token:str}/resume", _ANYBODY),
    Route("GET", _API, {"nobody": 401, "*": 200}),
    Route("POST", _API, {"nobody": 401, "*": 422}, json={"query": ""}),
    Route(
        "PUT",
        f"{_API}/{{search_id:uuid}}",
        _own(200, nobody=401),
        json={"name": "名", "frequency": "weekly", "version": 1},
    ),
    Route("DELETE", f"{_API}/{{search_id:uuid}}", {"nobody": 401, "*": 204}),
    Route("GET", "/api/v1/notifications", {"nobody": 401, "*": 200}),
    Route(
        "PUT",
        "/api/v1/notifications",
        {"nobody": 401, "*": 200},
        json={"items": {"saved_search": True}},
    ),
]


async def world() -> dict[str, str]:
    """A saved search of the member, and the link that stops their digests."""
    member = await person("member")
    for one in await own_searches(member.actor):
        await delete_search(member.actor, one.id)
    saved = await save_search(member.actor, new_id(), f"q=語{new_id().hex}", Frequency.DAILY)
    return {
        "search_id": str(saved.id),
        "token": stop_token(member.account_id, Kind.SAVED_SEARCH),
    }
