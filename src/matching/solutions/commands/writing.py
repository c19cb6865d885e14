"""Drafting solutions, and writing them anew."""

from typing import Any
from uuid import UUID

from piccolo.columns import Column

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record, record_changes
from foundation.database import change_version, made_before, make, transaction
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from matching.search.effects import document_changed
from matching.search.kinds import SOLUTION
from matching.solutions import policy
from matching.solutions.commands.leading import SOLUTIONS, SolutionRecord, checked
from matching.solutions.content import (
    SolutionContent,
    as_columns,
    changed_fields,
    content_of,
)
from matching.solutions.effects import keep_edition
from matching.solutions.states import SolutionState
from matching.solutions.tables import Solution
from matching.startups.queries import is_registered


async def create_solution(
    actor: Actor, solution_id: UUID, content: SolutionContent
) -> SolutionRecord:
    """Draft a solution for the actor's startup; the same id again finds the first draft.

    Raises:
        NotPermitted: the actor acts for no startup.
        Invalid: the content breaks a rule of drafts.
        NotFound: the id is another startup's; MadeAlready: the draft says something else.
    """
    account_id = actor.account()
    policy.may_write(actor).require()
    content = checked(content, complete=False)
    async with transaction():
        said = as_columns(content)
        owner = {"startup": actor.organisation_id}
        made = await made_before(Solution, solution_id, owner=owner, said=said)
        if made is not None:
            return SolutionRecord.of(made)
        await _require_startup(actor.organisation_id)
        row = await make(
            Solution,
            {
                Solution.id: solution_id,
                Solution.state: SolutionState.DRAFT.value,
                Solution.startup: actor.organisation_id,
            },
            account_id,
            **said,
        )
        after = {"state": row["state"], **said}
        await record(actor, "solution.created", "solution", solution_id, None, after)
        return SolutionRecord.of(row)


async def update_solution(
    actor: Actor, solution_id: UUID, version: int, content: SolutionContent
) -> SolutionRecord:
    """Write a solution anew. While it is published, that makes a new edition at once.

    Raises:
        Conflict: somebody changed it meanwhile.
        Invalid: the content breaks a rule; a published one must stay complete.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    async with transaction():
        present = await SOLUTIONS.locked(actor, solution_id)
        policy.may_edit(actor, present["startup"]).require()
        published = present["state"] == SolutionState.PUBLISHED
        content = checked(content, complete=published)
        before = content_of(present)
        differing = changed_fields(before, content)
        if not differing and version == present["version"]:
            return SolutionRecord.of(present)
        now = clock.now()
        written: dict[Column, Any] = {Solution.updated_at: now}
        if published:
            written |= {Solution.edition: present["edition"] + 1, Solution.edition_at: now}
        row = await change_version(Solution, solution_id, version, written, **as_columns(content))
        if published:
            await keep_edition(
                solution_id, row["edition"], content, at=now, by=account_id, changed=differing
            )
            await document_changed(SOLUTION, solution_id)
        old, new = as_columns(before), as_columns(content)
        await record_changes(
            actor, "solution.updated", "solution", solution_id, old, new, edition=row["edition"]
        )
        return SolutionRecord.of(row)


async def _require_startup(organisation_id: UUID | None) -> None:
    if not await is_registered(organisation_id):
        raise Conflict(_("先に会社を登録してください。"))
