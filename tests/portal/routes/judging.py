"""Ballots, progress, decisions and results."""

from foundation.database import fetch_value
from pitch.judging.ballots import commands as balloting
from tests.factories import judging
from tests.portal.routes import SEEN, Route

_REASON = {"reason": "見本の理由"}
_FIRST = {"version": "1"}
_SEEN_REASON = {**_REASON, **_FIRST}
_JUDGE_PAGE = {"nobody": "login", "judge": 200, "other_judge": 404, "*": 403}
_JUDGE_ACT = {"nobody": "login", "judge": 303, "other_judge": 404, "*": 403}
_RUN_PAGE = {"nobody": "login", "secretariat": 200, "*": 403}
_RUN_ACT = {"nobody": "login", "secretariat": 303, "*": 403}
_RUN_CONFLICT = {"nobody": "login", "secretariat": 409, "*": 403}
_RUN_INVALID = {"nobody": "login", "secretariat": 422, "*": 403}
_API_JUDGE = {"nobody": 401, "judge": 200, "other_judge": 404, "*": 403}
_API_JUDGE_CONFLICT = {**_API_JUDGE, "judge": 409}
_API_RUN = {"nobody": 401, "secretariat": 200, "*": 403}
_API_CONFLICT = {**_API_RUN, "secretariat": 409}
_BALLOT = "/judging/{contest_id:uuid}/{entry_id:uuid}"
_CONTEST = "/contests/{contest_id:uuid}"
_API = "/api/v1/contests/{contest_id:uuid}"
_API_BALLOT = "/api/v1/entries/{entry_id:uuid}/ballot"
_RECUSAL = "/recusals/{ballot_id:uuid}/take-back"

ROUTES = [
    Route("GET", "/judging", {"nobody": "login", "judge": 200, "other_judge": 200, "*": 403}),
    Route("GET", _BALLOT, _JUDGE_PAGE),
    Route("POST", _BALLOT, _JUDGE_ACT, form={"version": "0", "act": "draft"}),
    Route(
        "POST",
        f"{_BALLOT}/take-back",
        {"nobody": "login", "judge": 409, "other_judge": 404, "*": 403},
        form=_FIRST,
    ),
    Route("GET", f"{_BALLOT}/recuse", _JUDGE_PAGE),
    Route("POST", f"{_BALLOT}/recuse", _JUDGE_ACT, form=_REASON),
    Route(
        "POST",
        f"{_BALLOT}/unrecuse",
        {"nobody": "login", "judge": 409, "other_judge": 404, "*": 403},
    ),
    Route("GET", f"{_CONTEST}/progress", _RUN_PAGE),
    Route("POST", f"{_CONTEST}/extend-judging", _RUN_INVALID, form=_REASON),
    Route("POST", _CONTEST + _RECUSAL, _RUN_ACT, form=_FIRST),
    Route("POST", f"{_CONTEST}/open-order", _RUN_ACT, form=_REASON),
    Route("GET", f"{_CONTEST}/decide", _RUN_ACT),
    Route("POST", f"{_CONTEST}/decide", _RUN_CONFLICT),
    Route("GET", f"{_CONTEST}/result", {"*": 404}),
    Route("POST", f"{_CONTEST}/publish-result", _RUN_CONFLICT, form=_FIRST),
    Route("POST", f"{_CONTEST}/unpublish-result", _RUN_CONFLICT, form=_SEEN_REASON),
    Route("POST", f"{_CONTEST}/take-back-decision", _RUN_CONFLICT, form=_SEEN_REASON),
    Route("GET", f"{_API}/ballots", _API_JUDGE),
    Route("GET", _API_BALLOT, _API_JUDGE),
    Route("PUT", _API_BALLOT, _API_JUDGE, json={"version": 0}),
    Route("POST", f"{_API_BALLOT}/submit", {**_API_JUDGE, "judge": 422}, json={"version": 0}),
    Route("POST", f"{_API_BALLOT}/take-back", _API_JUDGE_CONFLICT, json={"version": 0}),
    Route("POST", f"{_API_BALLOT}/recuse", _API_JUDGE, json=_REASON),
    Route("POST", f"{_API_BALLOT}/unrecuse", _API_JUDGE_CONFLICT),
    Route("GET", f"{_API}/progress", _API_RUN),
    Route(
        "POST",
        f"{_API}/extend-judging",
        _API_RUN,
        json={"deadline": "2027-03-01T17:00:00+09:00", "version": SEEN, **_REASON},
    ),
    Route("POST", _API + _RECUSAL, _API_RUN, json={"version": 1}),
    Route("POST", f"{_API}/open-order", _API_RUN, json=_REASON),
    Route("GET", f"{_API}/order", _API_CONFLICT),
    Route("POST", f"{_API}/decide", _API_CONFLICT, json={"places": {}, "seen": "-"}),
    Route("POST", f"{_API}/publish-result", _API_CONFLICT, json={"version": 1}),
    Route("POST", f"{_API}/unpublish-result", _API_CONFLICT, json={"version": 1, **_REASON}),
    Route("POST", f"{_API}/take-back-decision", _API_CONFLICT, json={"version": 1, **_REASON}),
    Route("GET", f"{_API}/result", {"*": 404}),
]


async def world() -> dict[str, object]:
    """A contest being judged by `judge` and another, who has stepped aside from the second entry."""
    made = await judging.judged()
    await balloting.recuse(made.judges[1].actor, made.entries[1], "顧問をしている。")
    ballot_id = balloting.ballot_id_of(made.entries[1], made.judges[1].account_id)
    version = await fetch_value("SELECT version FROM contest WHERE id = $1", made.id)
    return {
        "contest_id": made.id,
        "entry_id": made.entries[0],
        "ballot_id": ballot_id,
        "version": version,
    }
