"""What the secretariat does while a contest is being judged: more time, the order opened early."""

from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import checked_reason, reason_problem
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    insert,
    transaction,
)
from foundation.errors import Conflict, Invalid
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.text import clean
from pitch.contests import effects as contests
from pitch.contests.states import ContestState
from pitch.judging import mails, policy
from pitch.judging.counting.tally import tally_of
from pitch.judging.running.order import require_judging
from pitch.judging.tables import OrderOpening


async def extend_judging(
    actor: Actor, contest_id: UUID, deadline: datetime | None, reason: str, version: SeenVersion
) -> datetime:
    """Move the judging deadline (審査の締切) to a later instant; the judges are told.

    Args:
        version: the contest's version that was read before deciding, or `ANY_VERSION`.

    Raises:
        Conflict: the contest is not being judged, or changed meanwhile.
        Invalid: the deadline is not later, or the reason is missing.
    """
    actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        contest = await contests.lock_contest(contest_id)
        require_judging(contest["state"])
        errors = {}
        missing = _("延ばす理由を書いてください。審査員に伝わります。")
        if problem := reason_problem(reason, missing):
            errors["reason"] = problem
        if deadline is None or deadline <= max(clock.now(), contest["judging_deadline"]):
            errors["deadline"] = _(
                "新しい締切を、今の締切（%(deadline)s）と今の時刻より後で書いてください。",
                deadline=format_datetime(contest["judging_deadline"]),
            )
        if errors or deadline is None:
            raise Invalid(errors)
        changed = await contests.extend_judging(contest_id, deadline, version)
        await record(
            actor,
            "judging.extended",
            "contest",
            contest_id,
            {"judging_deadline": contest["judging_deadline"]},
            {"judging_deadline": deadline, "reason": reason},
        )
        await mails.tell_extended(changed, reason)
        return deadline


async def open_order(actor: Actor, contest_id: UUID, reason: str) -> None:
    """Open the computed order although ballots are missing; who did it and why stays with the result.

    Raises:
        Conflict: the contest is not being judged.
        Invalid: the reason is missing.
    """
    account_id = actor.account()
    policy.may_run(actor).require()
    reason = clean(reason)
    async with transaction():
        require_judging((await contests.lock_contest(contest_id))["state"])
        tally = await tally_of(contest_id)
        if tally.opening is not None and tally.opening.reason != reason:
            raise Conflict(
                _("順位は、別の理由ですでに開かれています。その理由が結果の記録に残ります。"),
                ContestState.JUDGING.value,
            )
        if tally.shows_order:
            return
        missing = _("票が揃う前に開く理由を書いてください。結果の記録に残ります。")
        checked_reason(reason, missing=missing)
        await insert(
            OrderOpening,
            {
                OrderOpening.id: new_id(),
                OrderOpening.contest: contest_id,
                OrderOpening.reason: reason,
                OrderOpening.opened_at: clock.now(),
                OrderOpening.opened_by: account_id,
            },
        )
        await record(actor, "judging.order_opened", "contest", contest_id, None, {"reason": reason})
