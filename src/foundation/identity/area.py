"""What the identity area brings to the application."""

from foundation.composition import Area
from foundation.identity import jobs
from foundation.identity.accounts import admin_pages, overview, sign_up_pages
from foundation.identity.accounts import mails as account_mails
from foundation.identity.accounts import pages as account_pages
from foundation.identity.accounts.address_queries import accounts_at
from foundation.identity.colleagues import api as colleague_api
from foundation.identity.colleagues import mails as colleague_mails
from foundation.identity.colleagues import pages as colleague_pages
from foundation.identity.organisations import pages as organisation_pages
from foundation.identity.organisations import reorganising_pages
from foundation.identity.organisations.kinds import kind_label
from foundation.identity.signin import api, pages
from foundation.mail.holders import set_holders

AREA = Area(
    name="identity",
    package="foundation.identity",
    controllers=[
        *pages.PAGES,
        *sign_up_pages.PAGES,
        *colleague_pages.PAGES,
        *account_pages.PAGES,
        *admin_pages.PAGES,
        *organisation_pages.PAGES,
        *reorganising_pages.PAGES,
        *api.API,
        *colleague_api.API,
    ],
    piccolo_app="foundation.identity.piccolo_app",
    letters=[*account_mails.LETTERS, *colleague_mails.LETTERS],
    tasks=overview.tasks,
    modules=[jobs],
    on_compose=lambda: set_holders(accounts_at),
    template_globals={"kind_label": kind_label},
)
