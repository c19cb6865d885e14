"""Pages that belong to no single area."""

import asyncio

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.enums import MediaType
from litestar.params import FromPath

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.request import BY_SESSION, memberships_of
from foundation.database import DATABASE_ERRORS, RETRY_SECONDS, fetch_value
from foundation.database.migrations import pending
from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.web import WebRequest, render
from foundation.web.api import PageController
from foundation.web.errors import KIND_OF_STATUS, title_of
from foundation.web.openapi import MEDIA_TYPE, ServedDocument
from matching.matcher.scoring.bands import BARS, LABELS
from matching.vocabulary.terms import term_label
from portal.home.person import home_of
from portal.home.public import front_page

# Whoever asks waits a few seconds at most, and takes no answer for a no.
READY_SECONDS = 3.0


class FrontPage(PageController):
    """The programme in one screen; for people signed in, what there is to do."""

    @get("/")
    async def front(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """The public front page, or the home page of the role acted in."""
        if actor.is_anonymous:
            return render(
                request,
                "portal/front.html",
                front=await front_page(),
                term=term_label,
                search_page=True,
            )
        return render(
            request,
            "portal/home.html",
            home=await home_of(
                actor, choosing=actor.role is None and bool(memberships_of(request))
            ),
            today=clock.today(),
            bars=BARS,
            labels=LABELS,
        )


class About(PageController):
    """What a public site owes its readers."""

    @get("/about")
    async def about(self, request: WebRequest) -> Response[str]:
        """What this site is for."""
        return render(request, "portal/about.html", breadcrumbs=[(_("このサイトについて"), None)])

    @get("/accessibility")
    async def accessibility(self, request: WebRequest) -> Response[str]:
        """The accessibility policy (ウェブアクセシビリティ方針)."""
        return render(
            request,
            "portal/accessibility.html",
            breadcrumbs=[(_("アクセシビリティ方針"), None)],
        )

    @get("/privacy")
    async def privacy(self, request: WebRequest) -> Response[str]:
        """What becomes of personal data."""
        return render(request, "portal/privacy.html", breadcrumbs=[(_("個人情報の取扱い"), None)])


class Health(PageController):
    """For whoever watches the installation."""

    opt = {"no_identity": True, "exclude_from_csrf": True}

    @get("/healthz", media_type=MediaType.TEXT)
    async def healthz(self) -> str:
        """The process answers."""
        return "ok"

    @get("/readyz")
    async def readyz(self) -> Response[dict[str, str]]:
        """The database answers and has the newest schema; 503 until then."""
        lacking = await _lacking()
        if lacking:
            return Response(
                {"status": "unavailable", "lacking": lacking},
                status_code=503,
                headers={"Retry-After": str(RETRY_SECONDS)},
            )
        return Response({"status": "ready"})


async def _lacking() -> str:
    try:
        async with asyncio.timeout(READY_SECONDS):
            await fetch_value("SELECT 1")
            return "migrations" if await pending() else ""
    except (*DATABASE_ERRORS, RuntimeError):
        return "database"


class Problems(PageController):
    """What the problem types of the API mean; their addresses are the types' URIs."""

    @get("/problems")
    async def all_kinds(self, request: WebRequest) -> Response[str]:
        """All types."""
        return _problem_types(request, "")

    @get("/problems/{kind:str}")
    async def one_kind(self, request: WebRequest, kind: FromPath[str]) -> Response[str]:
        """One type."""
        return _problem_types(request, kind)


def _problem_types(request: WebRequest, kind: str) -> Response[str]:
    kinds = {name: (status, title_of(status)) for status, name in KIND_OF_STATUS.items()}
    kinds["too-late"] = (409, title_of(409))
    if kind and kind not in kinds:
        raise NotFound()
    rows = [
        (f"/problems/{name}", f"{status} {title}")
        for name, (status, title) in kinds.items()
        if kind in ("", name)
    ]
    return render(request, "portal/problems.html", kind_rows=rows)


class ApiDocumentation(PageController):
    """The OpenAPI document, and the same for people, served from here alone."""

    @get("/api/v1/openapi.json", no_identity=True)
    async def document(self, request: WebRequest) -> Response[bytes]:
        """The API as an OpenAPI document."""
        made: ServedDocument = request.app.state.api_document
        content, tag = await made.get()
        headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers)
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    @get("/api/v1/docs", opt={BY_SESSION: True})
    async def documentation(self, request: WebRequest) -> Response[str]:
        """Swagger UI with an initialiser of our own, as the CSP allows no inline script."""
        made: ServedDocument = request.app.state.api_document
        return render(
            request,
            "portal/api_docs.html",
            operations=await made.listed(),
            breadcrumbs=[(_("APIの使い方"), None)],
        )


PAGES: tuple[type[Controller], ...] = (FrontPage, About, Health, Problems, ApiDocumentation)
