"""The web application, put together from areas."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from litestar import Litestar
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from foundation.composition import Area
from foundation.metrics import with_metrics
from foundation.settings import Settings
from foundation.web.asgi import (
    with_access_log,
    with_head,
    with_language,
    with_security_headers,
)
from foundation.web.errors import EXCEPTION_HANDLERS
from foundation.web.rendering import STATIC, TEMPLATES, Site, make_environment

LARGEST_BODY = 1_000_000
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
    secure = settings.cookie_secure
    return Litestar(
        route_handlers=[
            *(controller for area in areas for controller in area.controllers),
            create_static_files_router(
                "/static",
                directories=[STATIC],
                include_in_schema=False,
                cache_control=CacheControlHeader(public=True, max_age=7 * 24 * 3600),
            ),
        ],
        state=State({"site": site, "settings": settings}),
        lifespan=list(lifespan),
        middleware=list(middleware),
        dependencies=dict(dependencies or {}),
        exception_handlers=EXCEPTION_HANDLERS,
        csrf_config=CSRFConfig(
            secret=settings.secret_key,
            cookie_name="__Host-csrf" if secure else "csrf",
            cookie_secure=secure,
            cookie_httponly=True,
            cookie_samesite="lax",
            exclude=["^/api/", "^/static/"],
        ),
        openapi_config=OpenAPIConfig(
            title="King Salmon",
            version="1",
            # The document itself is served by `portal.pages`; Litestar's own router would answer
            # every unknown address below its path with a page of its own.
            path="/api/v1/openapi",
            render_plugins=[],
            components=Components(
                security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer")}
            ),
            use_handler_docstrings=True,
        ),
        request_max_body_size=LARGEST_BODY,
        debug=False,
        logging_config=None,
    )


def wrap(app: ASGIApp, settings: Settings) -> ASGIApp:
    """The application with everything that stands around it, as a server runs it."""
    inner = with_head(with_language(with_metrics(app)))
    whole = with_access_log(with_security_headers(inner, https=settings.cookie_secure))
    proxies = [name.strip() for name in settings.trusted_proxies.split(",") if name.strip()]
    if not proxies:
        return whole
    trusting: ASGIApp = wrap_asgi_with_proxy_headers(whole, trusted_hosts=proxies)
    return trusting
