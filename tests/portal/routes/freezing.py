"""Shortlists and what was frozen of them: the owning bureau's and the secretariat's."""

from foundation.database import ANY_VERSION
from foundation.ids import new_id
from foundation.jobs import run_pending
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from matching.matcher.freezing.queries import shortlist_seen
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.solutions import solution
from tests.portal.routes import SEEN, Route

_PAGE = "/challenges/{challenge_id:uuid}/shortlists"
_API = "/api/v1/challenges/{challenge_id:uuid}"
_ONE, _ONE_API = f"{_PAGE}/{{number:int}}", f"{_API}/frozen-shortlists/{{number:int}}"
_UNKNOWN = {"solution": "00000000-0000-7000-8000-000000000000"}
_READS = dict.fromkeys(("challenge_owner", "pilot_owner", "secretariat"), 200)
_READERS: dict[str, int | str] = {"nobody": "login", **_READS, "*": 403}
_API_READERS: dict[str, int | str] = {"nobody": 401, **_READS, "*": 403}
REASON = {"reason": "見本の理由"}


def _page(status: int) -> dict[str, int | str]:
    return {"nobody": "login", "challenge_owner": status, "*": 403}


def _call(status: int) -> dict[str, int | str]:
    return {"nobody": 401, "challenge_owner": status, "*": 403}


ROUTES = [
    Route("GET", _PAGE, _READERS),
    Route("POST", f"{_PAGE}/note", _page(404), form={**_UNKNOWN, "version": "1"}),
    Route("POST", f"{_PAGE}/remove", _page(303), form=_UNKNOWN),
    Route(
        "POST",
        f"{_PAGE}/freeze",
        _page(409),
        form={"seen": "of another day"},
        makes="frozen_shortlist",
    ),
    Route("GET", _ONE, _READERS),
    Route("GET", f"{_ONE}/pdf", _READERS),
    Route("GET", f"{_ONE}/json", _READERS),
    Route("POST", f"{_ONE}/annul", _page(303), form=REASON),
    Route(
        "PUT",
        f"{_API}/shortlist/{{solution_id:uuid}}/note",
        _call(200),
        json={"note": "見学した", "version": 1},
    ),
    Route("GET", f"{_API}/frozen-shortlists", _API_READERS),
    Route("POST", f"{_API}/frozen-shortlists", _call(201), json={"seen": SEEN}),
    Route("GET", _ONE_API, _API_READERS),
    Route("GET", f"{_ONE_API}/content", _API_READERS),
    Route("POST", f"{_ONE_API}/annul", _call(200), json=REASON),
]


async def world() -> dict[str, str]:
    """A frozen list with one solution."""
    owner = await person("challenge_owner")
    challenge_id, solution_id = await challenges.published(owner), await solution()
    await run_pending()
    await shortlist_solution(owner.actor, challenge_id, solution_id, "メモ")
    frozen = await freeze_shortlist(owner.actor, challenge_id, new_id(), ANY_VERSION)
    return {
        "challenge_id": str(challenge_id),
        "solution_id": str(solution_id),
        "number": str(frozen.number),
        "version": await shortlist_seen(owner.actor, challenge_id),
    }
