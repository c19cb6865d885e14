"""One corporate number, one startup: what a second one is told, and what the first is told of it.

Whoever types a number need not belong to the firm, so the refusal names nobody: not the firm, which may
not be public, and not its people, nor whether it has any. Those who act for the firm hear by mail who asked, and can invite them.
"""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch_value, hold, transaction
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.identity.accounts.queries import email_of
from matching.startups import mails


class NumberTaken(Invalid):
    """Another startup has the number; `startup_id` is for the code, not for the reader."""

    def __init__(self, startup_id: UUID) -> None:
        self.startup_id = startup_id
        super().__init__(
            {
                "corporate_number": _(
                    "この法人番号は、すでに登録されています。"
                    "その会社の人がこのサイトにいれば、あなたのメールアドレスを伝えてあります。"
                    "同じ会社の人に招待を頼むか、"
                    "運営事務局に問い合わせてください。"
                )
            }
        )


async def require_free_number(number: str, startup_id: UUID) -> None:
    """Lock a number for this transaction.

    Raises:
        NumberTaken: another startup has it.
    """
    await hold("corporate number", number)
    other = await fetch_value(
        "SELECT id FROM startup WHERE corporate_number = $1 AND id <> $2", number, startup_id
    )
    if other is not None:
        raise NumberTaken(other)


async def tell_of_asking(actor: Actor, startup_id: UUID) -> None:
    """Tell those who act for a startup, once, that somebody typed its number; in its own transaction."""
    account_id = actor.account()
    async with transaction():
        if await mails.tell_number_asked(startup_id, account_id, await email_of(account_id)):
            await record(actor, "startup.number_asked", "startup", startup_id, None, None)
