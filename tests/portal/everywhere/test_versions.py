"""What people send names the version they had before them; a form or body without it is refused."""

import re
from collections.abc import Callable, Iterable

import httpx

from foundation.web.openapi import Document, operations
from matching.startups.states import StartupState
from tests.factories.identity import organisation, person, post, sign_in
from tests.factories.startups import startup
from tests.portal.audience.forms import WORDS, PageForm, forms_of
from tests.portal.audience.marks import Marks
from tests.portal.audience.matching import matching
from tests.portal.audience.pitch import pitch
from tests.portal.audience.procurement import procurement
from tests.portal.audience.visits import addresses
from tests.portal.test_routes import MODULES

WRITERS = (
    "challenge_owner",
    "pilot_owner",
    "certifier",
    "member",
    "secretariat",
    "judge",
    "operator",
)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
REFUSED = "どの内容を見て送られたものか、分かりません"
KNOWN = {
    "/admin/organisations/*/rename",
    "/certifications/*/abandon",
    "/certifications/*/decide",
    "/certifications/*/edit",
    "/certifications/*/publish",
    "/certifications/*/reopen",
    "/certifications/*/resume",
    "/certifications/*/revoke",
    "/certifications/*/suspend",
    "/certifications/*/take-back",
    "/challenges/*/close",
    "/challenges/*/correct",
    "/challenges/*/criteria/conditions",
    "/challenges/*/criteria/words",
    "/challenges/*/edit",
    "/challenges/*/publish",
    "/challenges/*/reopen",
    "/challenges/*/return",
    "/challenges/*/shortlists/note",
    "/challenges/*/submit",
    "/challenges/*/take-back",
    "/challenges/*/withdraw",
    "/contests/*/cancel",
    "/contests/*/edit",
    "/contests/*/extend-judging",
    "/contests/*/open",
    "/contests/*/publish-result",
    "/contests/*/recusals/*/take-back",
    "/contests/*/reopen-entries",
    "/contests/*/restore",
    "/contests/*/start-judging",
    "/contests/*/take-back-decision",
    "/contests/*/unopen",
    "/contests/*/unpublish-result",
    "/judging/*/*",
    "/judging/*/*/take-back",
    "/pilots/*/back-to-plan",
    "/pilots/*/cancel",
    "/pilots/*/edit",
    "/pilots/*/evaluate",
    "/pilots/*/publish",
    "/pilots/*/resume",
    "/pilots/*/start",
    "/pilots/*/take-back",
    "/pilots/*/unpublish",
    "/saved-searches/*",
    "/solutions/*/edit",
    "/solutions/*/publish",
    "/solutions/*/redraft",
    "/solutions/*/withdraw",
    "/startups/*/confirm",
    "/startups/*/edit",
    "/startups/*/reinstate",
    "/startups/*/return",
    "/startups/*/suspend",
}
"""Every form that changes a record somebody read before; a new one is added here by its author."""
PLACE = re.compile(r"\{[^}]+\}")
UNVERSIONED: dict[str, set[str]] = {
    "makes a record, under an id of its own": {
        "POST /admin/accounts", "POST /admin/accounts/*/roles", "POST /admin/organisations",
        "POST /certifications", "POST /challenges", "POST /challenges/*/shortlist",
        "POST /colleagues/invitations", "POST /contests", "POST /contests/*/enter",
        "POST /contests/*/open-order", "POST /judging/*/*/recuse", "POST /pilots",
        "POST /pilots/*/measurements", "POST /saved-searches", "POST /solutions",
        "POST /startups/register",
        "POST /api/v1/certifications", "POST /api/v1/challenges", "POST /api/v1/contests",
        "POST /api/v1/contests/*/entries", "POST /api/v1/contests/*/open-order",
        "POST /api/v1/entries/*/ballot/recuse", "POST /api/v1/invitations", "POST /api/v1/pilots",
        "POST /api/v1/pilots/*/measurements", "POST /api/v1/saved-searches",
        "POST /api/v1/solutions", "POST /api/v1/startups", "POST /api/v1/tokens",
        "PUT /api/v1/challenges/*/shortlist/*",
    },
    "names the very content: what it is about never changes, and is followed by another record": {
        "POST /challenges/*/shortlists/*/annul", "POST /entries/*/withdraw",
        "POST /pilots/*/measurements/*/correct", "POST /pilots/*/measurements/*/void",
        "POST /api/v1/challenges/*/frozen-shortlists/*/annul", "POST /api/v1/entries/*/withdraw",
        "POST /api/v1/pilots/*/measurements/*/correct",
        "POST /api/v1/pilots/*/measurements/*/void",
    },
    "names all it rests on by a sign of its own (`seen`), checked under lock": {
        "POST /challenges/*/shortlists/freeze", "POST /contests/*/decide",
        "POST /admin/organisations/*/merge", "POST /admin/organisations/*/close",
    },
    "takes from a list, where the entry stays with its note and can be put back": {
        "POST /challenges/*/shortlist/remove", "POST /challenges/*/shortlists/remove",
        "DELETE /api/v1/challenges/*/shortlist/*",
    },
    "is about one's own account, session, ballot or wish, which nobody else writes": {
        "POST /account/name", "POST /account/notifications", "POST /account/password",
        "POST /account/tokens", "POST /account/tokens/*/revoke", "POST /confirm-email",
        "POST /invitation", "POST /judging/*/*/unrecuse", "POST /login", "POST /login/demo",
        "POST /logout", "POST /password/forgot", "POST /password/reset",
        "POST /saved-searches/*/delete", "POST /session/membership", "POST /signup",
        "POST /stop/*", "POST /stop/*/resume",
        "DELETE /api/v1/saved-searches/*", "DELETE /api/v1/tokens/current",
        "POST /api/v1/entries/*/ballot/unrecuse", "PUT /api/v1/notifications",
    },
    "turns access on or off, by a state that stands alone": {
        "POST /admin/accounts/*/reactivate", "POST /admin/accounts/*/roles/*/end",
        "POST /admin/accounts/*/suspend", "POST /colleagues/*/end",
        "POST /colleagues/invitations/*/withdraw",
    },
    "sends again, or gives up, a message": {
        "POST /admin/accounts/*/send-link", "POST /admin/mail/*/put-aside",
        "POST /admin/mail/*/retry", "POST /admin/search/*/*/drop", "POST /admin/search/*/*/retry",
        "POST /admin/search/drop", "POST /admin/search/retry",
    },
    "puts right an address that its holder never confirmed": {
        "POST /admin/accounts/*/address",
    },
    "takes back the one name that is planned": {"POST /admin/organisations/*/withdraw-name"},
}  # fmt: skip
"""Why an act names no version; one that is in no group has to name it."""
EXCEPTED = {act for group in UNVERSIONED.values() for act in group}
NAMELESS = re.compile(
    "|".join(re.escape(act).replace(r"\*", "[^/]+") for act in EXCEPTED).replace(r"POST\ ", "")
)
"""The addresses of these."""


def acts(api: bool) -> set[str]:
    """Every act of the application, with `*` for what its address names."""
    return {
        f"{route.method} {PLACE.sub('*', route.path)}"
        for module in MODULES
        for route in module.ROUTES
        if route.method != "GET" and route.path.startswith("/api/") == api
    }


def test_every_page_that_acts_is_known_or_has_a_reason_to_name_no_version():
    of_pages = acts(api=False)
    shown = {f"POST {action}" for action in KNOWN}
    assert not of_pages - shown - EXCEPTED


async def test_every_call_that_acts_requires_a_version_or_has_a_reason_not_to(
    client: httpx.AsyncClient,
):
    document: Document = (await client.get("/api/v1/openapi.json")).json()
    schemas = document["components"]["schemas"]
    without = set()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
            required = set(schemas.get(name, {}).get("required", ()))
            if not required & {"version", "seen"}:
                without.add(f"{method.upper()} {PLACE.sub('*', path)}")
    acting = acts(api=True)
    assert {act for act in without if not act.startswith("GET ")} <= acting
    assert acting & without == {act for act in EXCEPTED if " /api/" in act}


def test_every_reason_is_about_acts_that_exist():
    assert acts(api=False) | acts(api=True) >= EXCEPTED


async def forms_met(browser: httpx.AsyncClient, paths: Iterable[str]) -> dict[str, PageForm]:
    """By what they do: the forms that a visitor meets on these pages and that need a version."""
    found: dict[str, PageForm] = {}
    for path in paths:
        page = await browser.get(path)
        if "text/html" in page.headers.get("content-type", ""):
            for form in forms_of(page.text):
                if not NAMELESS.fullmatch(form.action):
                    found.setdefault(ID.sub("*", form.action), form)
    return found


async def test_a_form_without_the_version_it_was_shown_with_is_refused(
    new_client: Callable[..., httpx.AsyncClient],
):
    marks = Marks()
    known, places = await matching(marks)
    places += [*await pitch(marks, known), *await procurement(marks)]
    for mark, state in (("（新）", StartupState.REGISTERED), ("（停）", StartupState.SUSPENDED)):
        places.append({"startup_id": str(await startup(mark, state=state))})
    places.append({"organisation_id": str(await organisation("bureau"))})
    paths = [path for route, path in addresses(places) if not path.startswith("/api/")]
    tried, wrong = set[str](), []
    for role in WRITERS:
        browser = new_client()
        await sign_in(browser, await person(role))
        for act, form in (await forms_met(browser, paths)).items():
            tried.add(act)
            for version in ({}, {"version": ""}, {"version": "the latest"}):
                others = {name: one for name, one in form.fields.items() if name != "version"}
                answer = await post(browser, form.action, {**others, **version})
                if answer.status_code != 409 or REFUSED not in answer.text:
                    wrong.append(f"{act} as {role} with {version}: {answer.status_code}")
                elif WORDS in form.fields.values() and WORDS not in answer.text:
                    wrong.append(f"{act} as {role}: what was typed is lost")
    assert not wrong, "\n".join(wrong)
    assert tried == KNOWN


async def test_a_body_names_the_version_it_changes(client: httpx.AsyncClient):
    document: Document = (await client.get("/api/v1/openapi.json")).json()
    schemas = document["components"]["schemas"]
    told = set()
    for _path, operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
        for said in {"version", "seen"} & schemas.get(name, {}).get("properties", {}).keys():
            assert said in schemas[name]["required"], name
            assert schemas[name]["properties"][said] in ({"type": "integer"}, {"type": "string"})
            told.add(name)
    assert len(told) > 10
