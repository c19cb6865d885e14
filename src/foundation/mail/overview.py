"""What mail has waiting for operators."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import ngettext
from foundation.mail.policy import may_operate
from foundation.mail.queries import count_failed
from foundation.todo import TaskKind, ToDo

FAILED = TaskKind(title=_l("送れなかったメールを確かめる"), button=_l("理由を見る"))


async def tasks(actor: Actor, _at_most: int) -> ToDo:
    """How many mails failed."""
    failed = await count_failed() if may_operate(actor) else 0
    if not failed:
        return ()
    return [
        FAILED.task(ngettext("%(num)s件あります。", "%(num)s件あります。", failed), "/admin/mail")
    ]
