"""Who reaches which page and call of pilots.

The pilots belong to 見本局 and try a solution of 見本スタートアップ. `pilot_id` names one that runs,
with one result.
"""

from foundation.database import fetch_value
from tests.factories import pilots
from tests.factories.identity import person
from tests.portal.routes import SEEN, Route

PAGE, API = "/pilots/{pilot_id:uuid}", "/api/v1/pilots/{pilot_id:uuid}"
RESULT = "/measurements/{measurement_id:uuid}"
EVERYBODY = {"*": 200}
OWN = dict.fromkeys(
    (
        "challenge_owner", "other_challenge_owner", "pilot_owner", "other_pilot_owner", "certifier",
        "other_certifier", "member", "other_member", "secretariat",
    ),
    200,
)  # fmt: skip
INSIDERS = ("challenge_owner", "pilot_owner", "certifier", "secretariat")
PLANNERS = ("pilot_owner", "other_pilot_owner")
VERSION = {"version": SEEN}
REASON = {"reason": "見本の理由", **VERSION}
FORM = {
    "title_ja": "見本の実証",
    "call_name_ja": "見本の公募",
    "source_kind": "open_call",
    **VERSION,
}
RESULT_FORM = {
    "measured_on": "2026-11-20",
    "value": "40",
    "sample_size": "12",
    "reason": "見本の理由",
}
FINDING = {"outcome": "extend", "reason_ja": "理由", "owner_ja": "担当", "budget_year": "2027"}


def _page(answers: dict[str, int], other: int = 403) -> dict[str, int | str]:
    return {"nobody": "login", **answers, "*": other}


def _call(answers: dict[str, int], other: int = 403) -> dict[str, int | str]:
    return {"nobody": 401, **answers, "*": other}


def _leads(status: int) -> dict[str, int]:
    return {"pilot_owner": status}


ROUTES = [
    Route("GET", "/pilots", EVERYBODY),
    Route("GET", "/pilots/mine", _page(OWN)),
    Route("GET", "/pilots/new", _page(dict.fromkeys(PLANNERS, 200))),
    # Without a solution the form comes back.
    Route("POST", "/pilots", _page(dict.fromkeys(PLANNERS, 422)), form=FORM),
    Route("GET", PAGE, EVERYBODY),
    Route("GET", PAGE + "/history", _page(dict.fromkeys(INSIDERS, 200), other=404)),
    # A running pilot is changed after it is taken back to its plan.
    Route("GET", PAGE + "/edit", _page(_leads(409))),
    Route("POST", PAGE + "/edit", _page(_leads(409)), form=FORM),
    Route("POST", PAGE + "/start", _page(_leads(409)), form=VERSION),
    Route("POST", PAGE + "/publish", _page(_leads(409)), form=VERSION),
    Route("GET", PAGE + "/evaluate", _page(_leads(200))),
    Route("POST", PAGE + "/evaluate", _page(_leads(303)), form={**FINDING, **VERSION}),
    Route("GET", PAGE + "/back-to-plan", _page(_leads(200))),
    Route("POST", PAGE + "/back-to-plan", _page(_leads(303)), form=REASON),
    *(
        Route(method, f"{PAGE}/{act}", _page(_leads(409)), form=REASON)
        for act in ("cancel", "resume", "take-back", "unpublish")
        for method in ("GET", "POST")
    ),
    Route("GET", PAGE + "/measurements/new", _page(_leads(200))),
    Route("POST", PAGE + "/measurements", _page(_leads(422)), form=RESULT_FORM),
    Route("GET", f"{PAGE}{RESULT}/correct", _page(_leads(200))),
    Route("POST", f"{PAGE}{RESULT}/correct", _page(_leads(303)), form=RESULT_FORM),
    Route("GET", f"{PAGE}{RESULT}/void", _page(_leads(200))),
    Route("POST", f"{PAGE}{RESULT}/void", _page(_leads(303)), form=REASON),
    Route("GET", "/api/v1/pilots", EVERYBODY),
    Route("GET", "/api/v1/pilots/mine", _call(OWN)),
    Route(
        "POST",
        "/api/v1/pilots",
        _call(dict.fromkeys(PLANNERS, 422)),
        json={"source": {"kind": "open_call"}, "content": {}},
    ),
    Route("GET", API, EVERYBODY),
    Route("PUT", API, _call(_leads(409)), json={"version": 1, "content": {"title_ja": "見本"}}),
    Route("POST", API + "/start", _call(_leads(409)), json=VERSION),
    Route("POST", API + "/publish", _call(_leads(409)), json=VERSION),
    Route(
        "POST",
        API + "/evaluate",
        _call(_leads(200)),
        json={"content": {**FINDING, "budget_year": 2027}, **VERSION},
    ),
    Route("POST", API + "/back-to-plan", _call(_leads(200)), json=REASON),
    *(
        Route("POST", f"{API}/{act}", _call(_leads(409)), json=REASON)
        for act in ("cancel", "resume", "take-back", "unpublish")
    ),
    Route(
        "POST",
        API + "/measurements",
        _call(_leads(422)),
        json={
            "indicator_id": "00000000-0000-0000-0000-000000000000",
            "content": {"measured_on": "2026-11-20", "value": 1},
        },
    ),
    Route(
        "POST",
        f"{API}{RESULT}/correct",
        _call(_leads(200)),
        json={"content": {"measured_on": "2026-11-20", "value": 1}, "reason": "見本の理由"},
    ),
    Route("POST", f"{API}{RESULT}/void", _call(_leads(200)), json={"reason": "見本の理由"}),
]


async def world() -> dict[str, object]:
    """A running pilot with one result."""
    owner = await person("pilot_owner")
    pilot_id = await pilots.running(owner)
    return {
        "pilot_id": str(pilot_id),
        "measurement_id": str(await pilots.measure(owner, pilot_id)),
        "version": await fetch_value("SELECT version FROM pilot WHERE id = $1", pilot_id),
    }
