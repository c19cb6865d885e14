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
    "/contests/*/edit",
    "/contests/*/publish-result",
    "/contests/*/take-back-decision",
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


async def versioned_forms(browser: httpx.AsyncClient, paths: Iterable[str]) -> dict[str, PageForm]:
    """By what they do: the forms with a version that a visitor meets on these pages."""
    found: dict[str, PageForm] = {}
    for path in paths:
        page = await browser.get(path)
        if "text/html" in page.headers.get("content-type", ""):
            for form in forms_of(page.text):
                if form.fields.get("version"):
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
        for act, form in (await versioned_forms(browser, paths)).items():
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
