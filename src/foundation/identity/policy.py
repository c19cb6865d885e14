"""Who may act on accounts and colleagues."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from foundation.identity.permissions import Permission
from foundation.identity.rules import same


def may_manage_accounts(actor: Actor) -> Verdict:
    """Operators, and the installation's own command line."""
    if actor.is_system or actor.may(Permission.MANAGE_ACCOUNTS):
        return ALLOWED
    return refused(_("アカウントの管理は、システム管理の担当だけができます。"))


def may_manage_organisations(actor: Actor) -> Verdict:
    """Operators, and the installation's own command line."""
    if actor.is_system or actor.may(Permission.MANAGE_ORGANISATIONS):
        return ALLOWED
    return refused(_("組織の管理は、システム管理の担当だけができます。"))


def may_change_account(actor: Actor, account_id: UUID) -> Verdict:
    """As managing accounts, but nobody decides about their own."""
    verdict = may_manage_accounts(actor)
    if verdict and same(actor.account_id, account_id):
        return refused(_("自分のアカウントの停止や役割の変更は、ほかの管理者に頼んでください。"))
    return verdict


def may_see_colleagues(actor: Actor, organisation_id: UUID | None) -> Verdict:
    """Everybody who acts for the organisation."""
    if same(actor.organisation_id, organisation_id):
        return ALLOWED
    return refused(_("仲間の一覧は、その組織の人だけが見られます。"))


def may_invite(actor: Actor, organisation_id: UUID | None) -> Verdict:
    """Those who act for the organisation in a role that invites."""
    if same(actor.organisation_id, organisation_id) and actor.may(Permission.INVITE_COLLEAGUES):
        return ALLOWED
    return refused(_("招待は、その組織で招待できる役割の人だけができます。"))


def may_end_colleague(actor: Actor, organisation_id: UUID | None, account_id: UUID) -> Verdict:
    """As inviting, but nobody ends their own membership: the last one would lock all out."""
    verdict = may_invite(actor, organisation_id)
    if verdict and same(actor.account_id, account_id):
        return refused(_("自分の参加は、同じ組織のほかの人に終えてもらってください。"))
    return verdict


def may_hold_token(actor: Actor, account_id: UUID) -> Verdict:
    """Tokens are made and revoked by the person signed in, or by the installation itself."""
    if actor.is_system or same(actor.account_id, account_id):
        return ALLOWED
    return refused(_("鍵は本人だけが作り、取り消せます。"))
