"""What the identity area brings to the application."""

from foundation.composition import Area
from foundation.identity import (
    account_pages,
    admin_pages,
    api,
    jobs,
    organisation_pages,
    pages,
    reorganising_pages,
)
from foundation.identity.kinds import kind_label
from foundation.identity.permissions import Permission
from foundation.identity.roles import role_label

AREA = Area(
    name="identity",
    package="foundation.identity",
    controllers=[
        *pages.PAGES,
        *account_pages.PAGES,
        *admin_pages.PAGES,
        *organisation_pages.PAGES,
        *reorganising_pages.PAGES,
        *api.API,
    ],
    piccolo_app="foundation.identity.piccolo_app",
    permissions=[Permission],
    modules=[jobs],
    template_globals={"role_label": role_label, "kind_label": kind_label},
)
