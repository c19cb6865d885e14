"""Every route, as every role, as the same role elsewhere, and as nobody: the written-down matrix."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from foundation.access.actor import Actor
from foundation.web.forms import issue
from portal.roles import Role
from tests.factories.identity import OTHER, person, post, sign_in, token_of
from tests.portal import routes
from tests.portal.routes import SEEN, VISITORS, Route

NOT_IN_THE_MATRIX = {"OPTIONS", "HEAD"}
MODULES: list[ModuleType] = [
    importlib.import_module(f"{routes.__name__}.{module.name}")
    for module in pkgutil.iter_modules(routes.__path__)
]


def served(application: Litestar) -> set[tuple[str, str]]:
    """Method and path of everything the application answers."""
    return {
        (method, route.path)
        for route in application.routes
        if isinstance(route, HTTPRoute) and not route.path.startswith("/static/")
        for method in route.methods
        if method not in NOT_IN_THE_MATRIX
    }


def test_every_route_is_in_the_matrix_and_no_other(application: Litestar):
    written = {(route.method, route.path) for module in MODULES for route in module.ROUTES}
    assert written == served(application)


def test_every_role_is_in_the_matrix():
    assert set(VISITORS) >= set(Role)


def test_no_route_is_written_down_twice():
    written = [(route.method, route.path) for module in MODULES for route in module.ROUTES]
    assert len(written) == len(set(written))


@dataclass(frozen=True)
class Visitor:
    """One visitor: a browser for pages, a token for the API."""

    name: str
    browser: httpx.AsyncClient
    token: str | None
    actor: Actor | None = None

    async def visit(self, route: Route, path: str) -> int | str:
        """The status this visitor gets, or `login` when sent to the sign-in page."""
        response = await self.answer(route, path)
        if response.status_code == 303 and response.headers["location"].startswith("/login"):
            return "login"
        return response.status_code

    async def answer(self, route: Route, path: str) -> httpx.Response:
        """What this visitor is answered."""
        if path.startswith("/api/"):
            headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
            return await self.browser.request(
                route.method, path + route.query, json=route.json, headers=headers
            )
        if route.method == "GET":
            return await self.browser.get(path + route.query)
        form = dict(route.form)
        if route.makes and self.actor is not None:
            form["id"] = issue(self.actor, route.makes)
        return await post(self.browser, path + route.query, form)


async def arrive(name: str, new_client: Callable[..., httpx.AsyncClient]) -> Visitor:
    """Let a visitor in; `other_` ones hold their role in another organisation."""
    browser = new_client()
    if name == "nobody":
        return Visitor(name, browser, None)
    mark = OTHER if name.startswith("other_") else ""
    who = await person(name.removeprefix("other_"), mark)
    await sign_in(browser, who)
    return Visitor(name, browser, await token_of(who), who.actor)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
async def test_the_matrix_holds(module: ModuleType, new_client: Callable[..., httpx.AsyncClient]):
    visitors = [await arrive(name, new_client) for name in VISITORS]
    places = await module.world()
    wrong = []
    for route in module.ROUTES:
        for visitor in visitors:
            bodies = places.get("json", {})
            body = bodies.get((route.method, route.path), route.json)
            sent = replace(route, form=seen(route.form, places), json=seen(body, places))
            found = await visitor.visit(sent, fill(route.path, places))
            if found != route.expected(visitor.name):
                wrong.append(
                    f"{route.method} {route.path} as {visitor.name}: "
                    f"{found}, written {route.expected(visitor.name)}"
                )
            if route.method != "GET" and isinstance(found, int) and found < 400:
                places = await module.world()
    assert not wrong, "\n".join(wrong)


def seen(values: Any, places: dict[str, Any]) -> Any:
    """A form or body with the version of the record in its place."""
    if isinstance(values, Mapping):
        return {name: places["version"] if one == SEEN else one for name, one in values.items()}
    return values


def fill(path: str, places: dict[str, Any]) -> str:
    """The path with its `{name:type}` places filled in."""
    parts = []
    for part in path.split("/"):
        if part.startswith("{"):
            part = str(places[part.strip("{}").partition(":")[0]])
        parts.append(part)
    return "/".join(parts)
