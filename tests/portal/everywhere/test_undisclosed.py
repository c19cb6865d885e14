"""What is decided and not published: no page, call or refusal tells it to those who may not know."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from foundation.database import fetch_value
from pitch.judging.ballots import commands as balloting
from procurement.certification.states import CertificationState
from tests.factories import judging, pilots
from tests.factories.certification import certification
from tests.portal.audience.table import REST, subjects
from tests.portal.routes import VISITORS, Route
from tests.portal.test_routes import MODULES, arrive, fill, seen

TELLING = re.compile(
    r'"decided"|"evaluated"|決定済み|決定しました|結果が決ま|結果は決ま|評価済み|評価が決ま|本格導入|'
    r"\bDecided\b|has been decided|\bEvaluated\b|Full use"
)
NOT_TOLD = re.compile(r'<option value="evaluated">[^<]*</option>|<select.*?</select>', re.DOTALL)
"""Choices that every list offers."""


async def a_result() -> dict[str, Any]:
    world = await judging.decided()
    ballot_id = balloting.ballot_id_of(world.entries[0], world.judges[0].account_id)
    return {
        "contest_id": str(world.id),
        "entry_id": str(world.entries[0]),
        "ballot_id": str(ballot_id),
        "act": "cancel",
    }


async def an_evaluation() -> dict[str, Any]:
    pilot_id = await pilots.evaluated()
    measurement = await fetch_value("SELECT id FROM pilot_measurement")
    return {"pilot_id": str(pilot_id), "measurement_id": str(measurement)}


async def a_certification() -> dict[str, Any]:
    return {"certification_id": str(await certification(state=CertificationState.DECIDED))}


WORLDS = {
    "contest": (a_result, "result: decided"),
    "pilot": (an_evaluation, "pilot: evaluation decided"),
    "certification": (a_certification, "certification: decided"),
}
"""What is decided, and the table of `docs/audience.md` that says who knows."""


@pytest.mark.parametrize("kind", WORLDS)
async def test_nobody_is_told_what_is_not_published(
    kind: str, new_client: Callable[..., httpx.AsyncClient]
):
    make, told_to = WORLDS[kind]
    insiders = subjects()[told_to].of(REST)
    visitors = [await arrive(name, new_client) for name in VISITORS if name not in insiders]
    places = {"version": 1, **await make()}
    told = []
    routes = _about(places)
    asked = {(route.method, route.path.startswith("/api/"), "{" in route.path) for route in routes}
    # Pages and calls are asked for the record and for lists of it, and told to act on it.
    assert asked >= {("GET", api, one) for api in (True, False) for one in (True, False)}
    assert asked >= {("POST", api, True) for api in (True, False)}
    for route in routes:
        path = fill(route.path, places)
        for visitor in visitors:
            sent = replace(route, form=seen(route.form, places), json=seen(route.json, places))
            answer = await visitor.answer(sent, path)
            found = TELLING.search(NOT_TOLD.sub("", answer.text))
            if found:
                told.append(f"{route.method} {path} tells {visitor.name}: {found[0]}")
    assert not told, "\n".join(told)


def _about(places: dict[str, Any]) -> list[Route]:
    """Every route about the record, and every list it could stand in."""
    kinds = {name.removesuffix("_id") for name in places}
    found = []
    for module in MODULES:
        for route in module.ROUTES:
            names = [part[1:].partition(":")[0] for part in route.path.split("/") if "{" in part]
            listed = not names and any(f"/{kind}" in route.path for kind in kinds)
            if (names and all(name in places for name in names)) or (
                listed and route.method == "GET"
            ):
                found.append(route)
    return found
