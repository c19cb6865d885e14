"""The portal's own pages: open to everyone."""

from tests.portal.routes import Route

ROUTES = [
    Route("GET", "/", {"*": 200}),
    Route("GET", "/about", {"*": 200}),
    Route("GET", "/accessibility", {"*": 200}),
    Route("GET", "/privacy", {"*": 200}),
    Route("GET", "/healthz", {"*": 200}),
    Route("GET", "/readyz", {"*": 200}),
    Route("GET", "/problems", {"*": 200}),
    Route("GET", "/problems/{kind:str}", {"*": 200}),
    Route("GET", "/api/v1/docs", {"*": 200}),
    Route("GET", "/api/v1/openapi.json", {"*": 200}),
]


async def world() -> dict[str, str]:
    """One problem type."""
    return {"kind": "conflict"}
