"""Pages from templates: one environment, one way to render, one way to redirect."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.response import Redirect
from markupsafe import Markup

from foundation import i18n
from foundation.access.actor import Actor, organisation_name
from foundation.access.request import (
    NOBODY,
    Connection,
    actor_of,
    ended_of,
    memberships_of,
    set_identity,
)
from foundation.access.roles import role_label
from foundation.i18n.wareki import wareki
from foundation.settings import Settings
from foundation.web import notice
from foundation.web.csrf import token_for
from foundation.web.foreign import foreign_attribute, mark_foreign
from foundation.web.pagination import page_address

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
WebRequest = Request[Any, Any, Any]
Answer = Response[Any]
"""What a page answers: itself, or the way to another one."""
Crumbs = Sequence[tuple[str, str | None]]
"""The way from the home page to a page: (label, local address); the last one is the page itself."""


@dataclass(frozen=True)
class NavigationItem:
    """One noun of the navigation row.

    Attributes:
        label: in the reader's language.
        href: local address without language prefix.
        current: the page shown lies below it.
    """

    label: str
    href: str
    current: bool = False


async def _leave_unidentified(connection: Connection) -> None:
    set_identity(connection, NOBODY)


@dataclass
class Site:
    """What every page of this application shares; made once, kept in `app.state.site`."""

    settings: Settings
    environment: jinja2.Environment
    navigation: Callable[[Actor, str], Sequence[NavigationItem]] = lambda actor, path: ()
    context: Mapping[str, Any] = field(default_factory=dict)
    identify: Callable[[Connection], Awaitable[None]] = _leave_unidentified


@cache
def _static_version() -> str:
    digest = sha256()
    for file in sorted([*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:10]


def static_address(name: str) -> str:
    """The address of a style sheet or script of ours; it changes when any of them does."""
    return f"/static/{name}?v={_static_version()}"


def make_environment(
    folders: Sequence[Path], template_globals: Mapping[str, Any]
) -> jinja2.Environment:
    """The template environment: autoescaping, strict about unknown names, with texts and formats."""
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.ngettext, newstyle=False
    )
    environment.filters.update(
        date=i18n.format_date,
        datetime=i18n.format_datetime,
        money=i18n.format_money,
        number=i18n.format_number,
        wareki=wareki,
        fiscal_year=i18n.format_fiscal_year,
        days_left=i18n.days_left,
        foreign=mark_foreign,
        foreign_attribute=foreign_attribute,
    )
    environment.globals.update(
        path=i18n.path,
        static=static_address,
        pick=i18n.pick,
        language=i18n.language,
        days_until=i18n.days_until,
        role_label=role_label,
        organisation_name=organisation_name,
        page_address=page_address,
    )
    environment.globals.update(template_globals)
    return environment


def site_of(request: WebRequest) -> Site:
    """The application's shared parts."""
    site: Site = request.app.state.site
    return site


def render(
    request: WebRequest, template: str, *, status: int = 200, **context: Any
) -> Response[str]:
    """A page in the reader's language.

    Args:
        request: the present request.
        template: name below an area's `templates/`.
        status: HTTP status.
        context: what the page shows.
    """
    site = site_of(request)
    actor = actor_of(request)
    message = notice.message_of(request)
    text = site.environment.get_template(template).render(
        request=request,
        actor=actor,
        settings=site.settings,
        status=status,
        navigation=site.navigation(actor, request.url.path),
        memberships=memberships_of(request),
        ended_role=ended_of(request),
        notice=message,
        csrf_token=token_for(request),
        current_path=request.url.path,
        alternate_path=i18n.alternate_path(
            _with_query(request), "ja" if i18n.language() == "en" else "en"
        ),
        **{"breadcrumbs": (), **site.context, **context},
    )
    response = _answer(text, actor, status)
    if message is not None:
        response.delete_cookie(notice.COOKIE, path="/")
    return response


def part(request: WebRequest, template: str, **context: Any) -> Markup:
    """A part of a page, such as a slot's section: without header, navigation and notice.

    Args:
        request: the present request.
        template: name below an area's `templates/`; it knows `actor` and what is given here.
        context: what the part shows.
    """
    site = site_of(request)
    text = site.environment.get_template(template).render(
        request=request,
        actor=actor_of(request),
        settings=site.settings,
        csrf_token=token_for(request),
        **context,
    )
    return Markup(text)


def render_part(request: WebRequest, template: str, **context: Any) -> Response[str]:
    """A `part` as an answer, which a script puts in place."""
    return _answer(part(request, template, **context), actor_of(request))


def _answer(text: str, actor: Actor, status: int = 200) -> Response[str]:
    return Response(
        text,
        status_code=status,
        media_type=MediaType.HTML,
        headers={
            "Content-Language": i18n.language(),
            # Refusals are answered outside the middleware that says so of a signed-in person's pages.
            "Cache-Control": "private, no-cache" if actor.is_anonymous else "no-store",
        },
    )


def _with_query(request: WebRequest) -> str:
    query = request.scope.get("query_string", b"").decode("latin-1")
    return quote(request.url.path) + (f"?{query}" if query else "")


def redirect(request: WebRequest, target: str, message: str | None = None) -> Redirect:
    """Go on to a local address (303), in the reader's language, with a message shown once there."""
    settings = site_of(request).settings
    cookies = [notice.cookie_with(message, settings.cookie_secure)] if message else []
    return Redirect(i18n.path(target), status_code=303, cookies=cookies)
