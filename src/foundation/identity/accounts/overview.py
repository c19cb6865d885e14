"""What accounts have waiting for operators."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.identity.accounts.address_queries import unconfirmed_at
from foundation.identity.policy import may_manage_accounts
from foundation.mail.policy import may_operate
from foundation.mail.queries import failed_recipients
from foundation.todo import TaskKind, ToDo

SEND_AGAIN = TaskKind(title=_l("本人に届かなかったメールを送り直す"), button=_l("アカウントを開く"))


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """Accounts whose holders were not reached; other mails that failed are counted by mail."""
    if not may_manage_accounts(actor) or not may_operate(actor):
        return ()
    accounts = await unconfirmed_at(actor, await failed_recipients(actor, at_most))
    return [
        SEND_AGAIN.task(f"{account.name} {account.email}", f"/admin/accounts/{account.id}")
        for account in accounts
    ]
