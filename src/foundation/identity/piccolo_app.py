"""Tables and migrations of the identity area."""

import os

from piccolo.conf.apps import AppConfig

from foundation.identity.tables import (
    Account,
    ApiToken,
    Invitation,
    KnownPlace,
    LoginAttempt,
    LoginSession,
    MailLink,
    MailRequest,
    Membership,
    Organisation,
    OrganisationName,
)

APP_CONFIG = AppConfig(
    app_name="identity",
    migrations_folder_path=os.path.join(os.path.dirname(__file__), "piccolo_migrations"),
    table_classes=[
        Account,
        Organisation,
        OrganisationName,
        Membership,
        Invitation,
        MailLink,
        MailRequest,
        LoginSession,
        ApiToken,
        LoginAttempt,
        KnownPlace,
    ],
    migration_dependencies=[],
)
