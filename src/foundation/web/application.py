"""The web application, put together from areas."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.datastructures import CacheControlHeader, MutableScopeHeaders, State
from litestar.di import Provide
from litestar.enums import HttpMethod
from litestar.routes import HTTPRoute
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp, Message, Scope

from foundation.access.request import Connection
from foundation.composition import Area
from foundation.metrics import with_metrics
from foundation.settings import Settings
from foundation.web.api import ORDINARY_FORM
from foundation.web.asgi import (
    with_access_log,
    with_head,
    with_language,
    with_security_headers,
    with_time_for_the_body,
)
from foundation.web.csrf import CsrfMiddleware
from foundation.web.errors import EXCEPTION_HANDLERS
from foundation.web.files import StaticFileSystem
from foundation.web.openapi import ServedDocument
from foundation.web.proxies import with_client_address
from foundation.web.rendering import STATIC, TEMPLATES, Site, make_environment
from foundation.web.request import ReadableRequest

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]

__all__ = ["AsyncIterator", "create_application", "wrap"]


def area_folder(area: Area, name: str) -> Path:
    """A folder of an area's package."""
    module = __import__(area.package, fromlist=["__file__"])
    return Path(str(module.__file__)).parent / name


def create_application(
    settings: Settings,
    areas: Sequence[Area],
    *,
    lifespan: Sequence[Lifespan] = (),
    middleware: Sequence[Any] = (),
    identify: Callable[[Connection], Awaitable[None]] | None = None,
    dependencies: Mapping[str, Provide] | None = None,
    navigation: Callable[..., Any] | None = None,
    context: Mapping[str, Any] | None = None,
) -> Litestar:
    """A Litestar application of the areas' controllers and templates.

    Args:
        settings: this installation's settings.
        areas: in the order in which templates are looked up.
        lifespan: what runs as long as the application does.
        middleware: authentication, outermost first.
        identify: finds out who asks for an address that no route matches (`set_identity`).
        dependencies: dependencies of every handler.
        navigation: the nouns of the navigation row for an actor and a path.
        context: further values every template gets.
    """
    folders = [area_folder(area, "templates") for area in areas]
    globals_: dict[str, Any] = {}
    for area in areas:
        globals_.update(area.template_globals)
    environment = make_environment([*(f for f in folders if f.is_dir()), TEMPLATES], globals_)
    site = Site(settings=settings, environment=environment, context=context or {})
    if navigation is not None:
        site.navigation = navigation
    if identify is not None:
        site.identify = identify
    controllers = [controller for area in areas for controller in area.controllers]
    document = ServedDocument(controllers, dependencies or {})
    return Litestar(
        route_handlers=[
            *controllers,
            create_static_files_router(
                "/static",
                directories=[STATIC],
                file_system=StaticFileSystem(),
                include_in_schema=False,
                cache_control=CacheControlHeader(public=True, max_age=7 * 24 * 3600),
                opt={"no_identity": True, "exclude_from_csrf": True},
            ),
        ],
        state=State({"site": site, "settings": settings, "api_document": document}),
        lifespan=list(lifespan),
        middleware=[CsrfMiddleware(), *middleware],
        dependencies=dict(dependencies or {}),
        exception_handlers=EXCEPTION_HANDLERS,
        request_class=ReadableRequest,
        # The document is made by `foundation.web.openapi`, without the routes Litestar would add.
        openapi_config=None,
        request_max_body_size=ORDINARY_FORM,
        debug=False,
        logging_config=None,
        before_send=[_tell_all_methods],
    )


async def _tell_all_methods(message: Message, scope: Scope) -> None:
    # Controllers may share a path; Litestar's answer to OPTIONS tells the methods of one of them.
    if message["type"] != "http.response.start" or scope.get("method") != HttpMethod.OPTIONS:
        return
    methods = {
        method
        for route in scope["litestar_app"].routes
        if isinstance(route, HTTPRoute) and route.path == scope.get("path_template")
        for method in route.methods
    }
    if methods:
        MutableScopeHeaders.from_message(message)["allow"] = ", ".join(sorted(methods))


def wrap(app: ASGIApp, settings: Settings) -> ASGIApp:
    """The application with everything that stands around it, as a server runs it."""
    inner = with_head(with_language(with_time_for_the_body(with_metrics(app))))
    whole = with_access_log(with_security_headers(inner, https=settings.cookie_secure))
    return with_client_address(whole, settings)
