"""What operators have to do about mail that did not go out."""

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from foundation.identity.accounts.address_queries import unconfirmed_at
from foundation.mail.queries import count_failed, failed_recipients
from portal.todo import Task

MOST = 100
"""Addresses whose accounts are looked for; the other mails are counted all the same."""


async def mail_tasks(actor: Actor) -> list[Task]:
    """Accounts whose holders were not reached, one by one, and how many mails failed."""
    accounts = await unconfirmed_at(actor, await failed_recipients(actor, MOST))
    tasks = [
        Task(
            title=_("本人に届かなかったメールを送り直す"),
            detail=f"{account.name} {account.email}",
            href=f"/admin/accounts/{account.id}",
            button=_("アカウントを開く"),
        )
        for account in accounts
    ]
    failed = await count_failed()
    if failed:
        tasks.append(
            Task(
                title=_("送れなかったメールを確かめる"),
                detail=ngettext("%(num)s件あります。", "%(num)s件あります。", failed),
                href="/admin/mail",
                button=_("理由を見る"),
            )
        )
    return tasks
