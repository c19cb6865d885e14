"""Search: everybody finds what everybody may see."""

from tests.portal.routes import Route

ROUTES = [
    Route("GET", "/search", {"*": 200}),
    Route("GET", "/search/results", {"*": 200}),
    Route("GET", "/search/suggestions", {"*": 200}),
    Route("GET", "/api/v1/search", {"*": 200}),
]


async def world() -> dict[str, str]:
    """Nothing is needed."""
    return {}
