"""Contests and entries."""

from datetime import timedelta

from foundation import clock
from foundation.database import fetch_value
from tests.factories import contests
from tests.factories.identity import person
from tests.factories.solutions import solution
from tests.portal.routes import SEEN, Route

_SECRETARIAT_PAGE = {"nobody": "login", "secretariat": 200, "*": 403}
_SECRETARIAT_INVALID = {"nobody": "login", "secretariat": 422, "*": 403}
_STARTUP_PAGE = {"nobody": "login", "member": 200, "other_member": 200, "*": 403}
_ENTRY_READERS = {"nobody": "login", "member": 200, "secretariat": 200, "judge": 200, "*": 404}
_API_RUN = {"nobody": 401, "secretariat": 200, "*": 403}

ROUTES = [
    Route("GET", "/contests", {"*": 200}),
    Route("POST", "/contests", _SECRETARIAT_INVALID),
    Route("GET", "/contests/new", _SECRETARIAT_PAGE),
    Route("GET", "/contests/{contest_id:uuid}", {"*": 200}),
    Route("GET", "/contests/{contest_id:uuid}/edit", _SECRETARIAT_PAGE),
    Route("POST", "/contests/{contest_id:uuid}/edit", _SECRETARIAT_INVALID),
    *(
        Route(
            "POST",
            f"/contests/{{contest_id:uuid}}/{act}",
            {"nobody": "login", "secretariat": status, "*": 403},
            form={"reason": "会場が使えないため", "version": SEEN},
        )
        for act, status in (
            ("open", 409),
            ("unopen", 409),
            ("start-judging", 303),
            ("reopen-entries", 409),
            ("cancel", 303),
            ("restore", 409),
        )
    ),
    Route("GET", "/contests/{contest_id:uuid}/enter", _STARTUP_PAGE),
    Route(
        "POST",
        "/contests/{contest_id:uuid}/enter",
        {"nobody": "login", "member": 422, "other_member": 422, "*": 403},
    ),
    Route("GET", "/entries", _STARTUP_PAGE),
    Route("GET", "/entries/{entry_id:uuid}", _ENTRY_READERS),
    Route(
        "POST",
        "/entries/{entry_id:uuid}/withdraw",
        {"nobody": "login", "member": 303, "secretariat": 403, "judge": 403, "*": 404},
    ),
    Route("GET", "/api/v1/contests", {"*": 200}),
    Route("POST", "/api/v1/contests", {**_API_RUN, "secretariat": 201}, json={}),
    Route("GET", "/api/v1/contests/{contest_id:uuid}", {"*": 200}),
    Route("PUT", "/api/v1/contests/{contest_id:uuid}", _API_RUN, json={}),
    Route(
        "POST",
        "/api/v1/contests/{contest_id:uuid}/{act:str}",
        _API_RUN,
        json={"reason": "会場が使えないため", "version": SEEN},
    ),
    Route(
        "POST",
        "/api/v1/contests/{contest_id:uuid}/entries",
        {"nobody": 401, "member": 422, "other_member": 422, "*": 403},
        json={"solution_id": "00000000-0000-4000-8000-000000000000"},
    ),
    Route("GET", "/api/v1/contests/{contest_id:uuid}/entries", {"nobody": 401, "*": 200}),
    Route("GET", "/api/v1/entries", {"nobody": 401, "member": 200, "other_member": 200, "*": 403}),
    Route(
        "GET",
        "/api/v1/entries/{entry_id:uuid}",
        {"nobody": 401, "member": 200, "secretariat": 200, "judge": 200, "*": 404},
    ),
    Route(
        "POST",
        "/api/v1/entries/{entry_id:uuid}/withdraw",
        {"nobody": 401, "member": 200, "*": 403},
        json={},
    ),
]


def _body(challenge_id: str, judge_id: str) -> dict[str, object]:
    now = clock.now()
    return {
        "challenge_id": challenge_id,
        "theme_ja": "路線の見本",
        "description_ja": "内容の見本",
        "entry_deadline": (now + timedelta(days=3)).isoformat(),
        "judging_deadline": (now + timedelta(days=5)).isoformat(),
        "judge_ids": [judge_id],
    }


async def world() -> dict[str, object]:
    """An open contest with an entry of the first startup."""
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    challenge_id = await fetch_value("SELECT challenge FROM contest WHERE id = $1", contest_id)
    judge = await person("judge")
    body = _body(str(challenge_id), str(judge.account_id))
    version = await fetch_value("SELECT version FROM contest WHERE id = $1", contest_id)
    criteria = [
        {
            "name_ja": criterion.name_ja,
            "weight": criterion.weight,
            "descriptors": [{"value": s.value, "ja": s.ja} for s in criterion.descriptors],
        }
        for criterion in (await contests.content()).criteria
    ]
    await solution()
    return {
        "contest_id": contest_id,
        "entry_id": entry_id,
        "act": "cancel",
        "version": version,
        "json": {
            ("POST", "/api/v1/contests"): body,
            ("PUT", "/api/v1/contests/{contest_id:uuid}"): {
                **body,
                "version": version,
                "criteria": criteria,
            },
        },
    }
