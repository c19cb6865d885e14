"""The web kit: rendering, forms, errors, paging, API schemas, security headers."""

from foundation.access.request import actor_of
from foundation.web.rendering import (
    Answer,
    Crumbs,
    NavigationItem,
    Site,
    WebRequest,
    part,
    redirect,
    render,
    site_of,
)

__all__ = [
    "Answer",
    "Crumbs",
    "NavigationItem",
    "Site",
    "WebRequest",
    "actor_of",
    "part",
    "redirect",
    "render",
    "site_of",
]
