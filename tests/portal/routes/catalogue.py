"""The certified list: open to everyone."""

from tests.factories.certification import certification
from tests.portal.routes import Route

ROUTES = [
    Route("GET", "/certified", {"*": 200}),
    Route("GET", "/certified.csv", {"*": 200}),
    Route("GET", "/certified.json", {"*": 200}),
    Route("GET", "/certified.pdf", {"*": 200}),
    Route("GET", "/certified/{certification_id:uuid}", {"*": 200}),
    Route("GET", "/api/v1/certified", {"*": 200}),
    Route("GET", "/api/v1/certified.csv", {"*": 200}),
    Route("GET", "/api/v1/certified.json", {"*": 200}),
    Route("GET", "/api/v1/certified.pdf", {"*": 200}),
    Route("GET", "/api/v1/certified/{certification_id:uuid}", {"*": 200}),
]


async def world() -> dict[str, str]:
    """One published certification."""
    return {"certification_id": str(await certification())}
