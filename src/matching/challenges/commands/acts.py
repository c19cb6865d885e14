"""Leading challenges from state to state."""

from foundation import clock
from foundation.acts import Row, Step, clear, sign, stamp, then
from foundation.errors import Invalid
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from matching.challenges import mails
from matching.challenges.commands.leading import CHALLENGES, checked
from matching.challenges.content import content_of
from matching.challenges.effects.public import keep_edition, next_number, public_part_changed
from matching.challenges.states import Act
from matching.publication import published
from matching.search.kinds import CHALLENGE


async def _as_submitted(step: Step[Act]) -> Row:
    _require_whole(step.row)
    return await sign("submitted")(step)


async def _as_published(step: Step[Act]) -> Row:
    _require_whole(step.row)
    number = await next_number(clock.fiscal_year(step.at.astimezone(clock.TOKYO).date()))
    return {"number": number, "edition": 1, **await sign("published")(step)}


def _require_whole(row: Row) -> None:
    content = checked(content_of(row), complete=True)
    if content.closes_on is not None and content.closes_on < clock.today():
        raise Invalid(
            {
                "closes_on": _(
                    "関心の締切（%(day)s）が過ぎています。今日より後の日付にしてください。",
                    day=format_date(content.closes_on),
                )
            }
        )


async def _keep_first_edition(row: Row) -> None:
    at, by = row["published_at"], row["published_by"]
    await keep_edition(row["id"], 1, content_of(row), at=at, by=by)


async def _tell_public(row: Row) -> None:
    await public_part_changed(row["id"])


async def _tell_published(row: Row) -> None:
    await public_part_changed(row["id"])
    await published(CHALLENGE, row["id"])


submit_challenge = CHALLENGES.at_once(Act.SUBMIT, columns=_as_submitted)
"""Ask the secretariat to publish a draft. Invalid: something needed for publication is missing."""

take_back_challenge = CHALLENGES.at_once(
    Act.TAKE_BACK, columns=clear("submitted_at", "submitted_by")
)
"""Make a submitted challenge a draft again before the secretariat decides."""

publish_challenge = CHALLENGES.at_once(
    Act.PUBLISH,
    columns=_as_published,
    follow=then(_keep_first_edition, mails.tell_published, _tell_published),
)
"""Publish a submitted challenge: it gets its number and first edition, its owner is told.

Invalid: it lacks something, or its last day has passed.
"""

return_challenge = CHALLENGES.with_reason(
    Act.RETURN, columns=stamp("returned_at"), follow=then(mails.tell_returned)
)
"""Give a submitted challenge back for rewriting (差戻し); its owner is told why."""

close_challenge = CHALLENGES.with_reason(
    Act.CLOSE, columns=stamp("closed_at"), follow=then(_tell_public)
)
"""Stop looking for solutions; the challenge stays readable. A reason given is public."""

withdraw_challenge = CHALLENGES.with_reason(
    Act.WITHDRAW, columns=stamp("withdrawn_at"), follow=then(_tell_public)
)
"""Take a published challenge away from the public (取下げ)."""

reopen_challenge = CHALLENGES.with_reason(
    Act.REOPEN, columns=clear("closed_at", "withdrawn_at"), follow=then(_tell_published)
)
"""Publish a closed or withdrawn challenge again, under its number; the reason stays in its history."""
