"""What the certified list has for a person."""

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.todo import TaskKind, ToDo
from procurement.certification.permissions import Permission

RECEIVE = TaskKind(title=_l("認定一覧を受け取る"), button=_l("一覧を開く"))


async def tasks(actor: Actor, _at_most: int) -> ToDo:
    """The list, for those who buy from it; whoever certifies has other things to do."""
    if not actor.may(Permission.READ_EVIDENCE) or actor.may(Permission.WRITE):
        return ()
    detail = _("基準日と条件で絞り、CSV・JSON・PDFで保存できます。")
    return [RECEIVE.task(detail, "/certified")]
