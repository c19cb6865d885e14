"""What startups have waiting for a person."""

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.todo import More, Task, TaskKind, ToDo, Urgency
from matching.startups import policy
from matching.startups.queries import startup_of, startups_to_review
from matching.startups.states import StartupState

REGISTER = TaskKind(title=_l("会社を登録する"), button=_l("登録を始める"))
CORRECT = TaskKind(title=_l("会社の登録を直す"), button=_l("直す"), urgency=Urgency.RETURNED)
CONFIRM = TaskKind(
    title=_l("会社の登録を確かめる"), button=_l("確かめる"), among="/startups/review"
)


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """One's own registration; registrations to confirm."""
    if policy.may_register(actor):
        detail = _("登録すると、解決策を公開し、コンテストに応募できます。")
        return [REGISTER.task(detail, "/startups/register")]
    found: list[Task | More] = []
    own = await startup_of(actor)
    if own is not None and own.state == StartupState.RETURNED:
        found.append(CORRECT.task(_("運営事務局から差し戻されました。"), "/startups/mine"))
    if policy.may_review(actor):
        waiting = await startups_to_review(actor)
        shown = waiting[:at_most]
        found += [
            CONFIRM.task(pick(row.name_ja, row.name_en), f"/startups/{row.id}") for row in shown
        ]
        found += CONFIRM.beyond(shown, len(waiting))
    return found
