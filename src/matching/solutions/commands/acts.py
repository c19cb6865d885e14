"""Publishing solutions, and taking them back."""

from uuid import UUID

from foundation.acts import Row, Step, clear, stamp
from foundation.database import fetch_value
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from matching.publication import published
from matching.search.kinds import SOLUTION as DOCUMENT
from matching.solutions.commands.leading import SOLUTIONS, checked
from matching.solutions.content import (
    SolutionContent,
    changed_fields,
    content_of,
    edition_content,
)
from matching.solutions.effects import keep_edition
from matching.solutions.states import Act
from matching.startups.states import StartupState


async def _new_edition(step: Step[Act]) -> Row:
    """Columns of a publication: a new edition unless it says what the last one said."""
    row = step.row
    if row["startup_state"] != StartupState.CONFIRMED:
        raise Conflict(_not_confirmed(row["startup_state"]), row["state"])
    content = checked(content_of(row), complete=True)
    last = await _last_edition(row["id"], row["edition"])
    if last is not None and not changed_fields(last, content):
        return {"withdrawn_at": None}
    return {
        "withdrawn_at": None,
        "edition": row["edition"] + 1,
        "edition_at": step.at,
        "published_at": row["published_at"] or step.at,
    }


async def _published(step: Step[Act], row: Row) -> None:
    if row["edition"] != step.row["edition"]:
        content = content_of(row)
        last = await _last_edition(row["id"], step.row["edition"])
        await keep_edition(
            row["id"],
            row["edition"],
            content,
            at=step.at,
            by=step.actor.account_id,
            changed=[] if last is None else changed_fields(last, content),
        )
    await published(DOCUMENT, row["id"])


async def _last_edition(solution_id: UUID, edition: int) -> SolutionContent | None:
    kept = await fetch_value(
        "SELECT content FROM solution_edition WHERE solution = $1 AND edition = $2",
        solution_id,
        edition,
    )
    return None if kept is None else edition_content(kept)


def _not_confirmed(startup_state: str | None) -> str:
    if startup_state == StartupState.RETURNED:
        return _(
            "会社の登録が差し戻されているため、公開できません。会社の情報を直すと、もう一度確認に進みます。"
        )
    if startup_state == StartupState.SUSPENDED:
        return _("会社の公開が停止されているため、公開できません。運営事務局に連絡してください。")
    return _(
        "運営事務局が会社を確認した後に公開できます。確認が済むとメールで知らせます。内容は保存されています。"
    )


publish_solution = SOLUTIONS.at_once(Act.PUBLISH, columns=_new_edition, follow=_published)
"""Let everybody see a draft or a withdrawn solution; refused until the secretariat has confirmed its
startup, and while something needed for publication is missing."""

withdraw_solution = SOLUTIONS.with_reason(Act.WITHDRAW, columns=stamp("withdrawn_at"))
"""Take a published solution away from the public (取下げ); the reason is kept."""

redraft_solution = SOLUTIONS.at_once(Act.REDRAFT, columns=clear("withdrawn_at"))
"""Make a withdrawn solution a draft again."""
