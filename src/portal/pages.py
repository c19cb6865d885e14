"""Pages that belong to no single area."""

from typing import Any

from litestar import Controller, Response, get
from litestar.enums import MediaType
from litestar.exceptions import ServiceUnavailableException
from litestar.params import FromPath

from foundation.database import fetch_value
from foundation.database.migrations import pending
from foundation.errors import NotFound
from foundation.web import WebRequest, render
from foundation.web.api import PageController
from foundation.web.errors import KIND_OF_STATUS, title_of


class FrontPage(PageController):
    """The programme in one screen."""

    @get("/")
    async def front(self, request: WebRequest) -> Response[str]:
        """What is open now."""
        return render(request, "portal/front.html")


class Health(PageController):
    """For whoever watches the installation."""

    opt = {"no_identity": True, "exclude_from_csrf": True}

    @get("/healthz", media_type=MediaType.TEXT)
    async def healthz(self) -> str:
        """The process answers."""
        return "ok"

    @get("/readyz")
    async def readyz(self) -> dict[str, Any]:
        """The database answers and has the newest schema."""
        try:
            await fetch_value("SELECT 1")
            waiting = await pending()
        except (OSError, RuntimeError) as error:
            raise ServiceUnavailableException("database") from error
        if waiting:
            raise ServiceUnavailableException("migrations")
        return {"status": "ready"}


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

    @get("/api/v1/openapi.json", media_type="application/vnd.oai.openapi+json")
    async def document(self, request: WebRequest) -> dict[str, Any]:
        """The API as an OpenAPI document."""
        return request.app.openapi_schema.to_schema()

    @get("/api/v1/docs")
    async def documentation(self, request: WebRequest) -> Response[str]:
        """Swagger UI with an initialiser of our own, as the CSP allows no inline script."""
        return render(request, "portal/api_docs.html")


PAGES: tuple[type[Controller], ...] = (FrontPage, Health, Problems, ApiDocumentation)
