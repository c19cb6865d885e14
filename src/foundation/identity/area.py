"""What the identity area brings to the application."""

from foundation.access.roles import role_label
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
from foundation.identity.address_queries import accounts_at
from foundation.identity.kinds import kind_label
from foundation.identity.permissions import Permission
from foundation.mail.holders import set_holders

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
    on_compose=lambda: set_holders(accounts_at),
    template_globals={"role_label": role_label, "kind_label": kind_label},
)
