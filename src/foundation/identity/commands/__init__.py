"""What people do about their accounts: one function, one transaction, one audit event each."""

from foundation.identity.commands.administration import (
    CreatedAccount,
    create_account,
    end_role,
    give_role,
    reactivate_account,
    suspend_account,
)
from foundation.identity.commands.colleagues import (
    accept_invitation,
    end_colleague,
    invite_colleague,
    withdraw_invitation,
)
from foundation.identity.commands.credentials import (
    change_name,
    change_password,
    request_password_reset,
    reset_password,
)
from foundation.identity.commands.organisations import (
    CreatedOrganisation,
    OrganisationWords,
    create_organisation,
    rename_organisation,
    withdraw_name,
)
from foundation.identity.commands.registration import (
    confirm_email,
    register,
    resend_confirmation,
)
from foundation.identity.commands.reorganising import close_organisation, merge_organisation
from foundation.identity.commands.signin import demo_login, login, logout, switch_membership
from foundation.identity.commands.tokens import (
    CreatedToken,
    create_token,
    create_token_by_password,
    revoke_token,
)
from foundation.identity.commands.unconfirmed import correct_email, send_link_again

__all__ = [
    "CreatedAccount",
    "CreatedOrganisation",
    "CreatedToken",
    "OrganisationWords",
    "accept_invitation",
    "change_name",
    "change_password",
    "close_organisation",
    "confirm_email",
    "correct_email",
    "create_account",
    "create_organisation",
    "create_token",
    "create_token_by_password",
    "demo_login",
    "end_colleague",
    "end_role",
    "give_role",
    "invite_colleague",
    "login",
    "logout",
    "merge_organisation",
    "reactivate_account",
    "register",
    "rename_organisation",
    "request_password_reset",
    "resend_confirmation",
    "reset_password",
    "revoke_token",
    "send_link_again",
    "suspend_account",
    "switch_membership",
    "withdraw_invitation",
    "withdraw_name",
]
