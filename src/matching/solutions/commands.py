"""What people do with solutions. Each command is one transaction with its audit and its jobs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    change_state,
    change_version,
    fetch_one,
    insert,
    made_before,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, clean, too_long
from matching.publication import published
from matching.search.effects import document_changed
from matching.search.kinds import SOLUTION
from matching.solutions import policy
from matching.solutions.content import (
    SolutionContent,
    as_columns,
    changed_fields,
    content_errors,
    content_of,
    edition_content,
    tidy,
)
from matching.solutions.effects import keep_edition
from matching.solutions.states import Act, SolutionState, transition
from matching.solutions.tables import Solution
from matching.startups.effects import hold_startup
from matching.startups.queries import is_registered
from matching.startups.states import StartupState

Row = dict[str, Any]


@dataclass(frozen=True)
class SolutionRecord:
    """What a command leaves behind.

    Attributes:
        id: of the solution.
        state: it is in now.
        version: to be seen before the next change.
        edition: number of the last published edition; 0 before the first.
    """

    id: UUID
    state: str
    version: int
    edition: int


@dataclass(frozen=True)
class _Locked:
    """A solution's row, locked until the transaction ends."""

    row: Row

    @property
    def startup_id(self) -> UUID:
        return UUID(str(self.row["startup"]))

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def startup_confirmed(self) -> bool:
        return bool(self.row["startup_state"] == StartupState.CONFIRMED)


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
    content = _checked(content, complete=False)
    async with transaction():
        owner = {"startup": actor.organisation_id}
        said = as_columns(content)
        made = await made_before(Solution, solution_id, owner=owner, said=said)
        if made is not None:
            return _record(made)
        await _require_startup(actor.organisation_id)
        now = clock.now()
        row = await insert(
            Solution,
            id=solution_id,
            state=SolutionState.DRAFT.value,
            created_at=now,
            created_by=account_id,
            updated_at=now,
            **owner,
            **said,
        )
        if row is None:
            raise Conflict()
        after = {"state": row["state"], **said}
        await record(actor, "solution.created", "solution", solution_id, None, after)
        return _record(row)


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
        locked = await _lock(actor, solution_id)
        policy.may_edit(actor, locked.startup_id).require()
        published = locked.state == SolutionState.PUBLISHED
        content = _checked(content, complete=published)
        before = content_of(locked.row)
        differing = changed_fields(before, content)
        if not differing and version == locked.row["version"]:
            return _record(locked.row)
        now = clock.now()
        columns: Row = {"updated_at": now, **as_columns(content)}
        if published:
            columns |= {"edition": locked.row["edition"] + 1, "edition_at": now}
        row = await change_version(Solution, solution_id, version, states=[locked.state], **columns)
        if published:
            await keep_edition(
                solution_id, row["edition"], content, at=now, by=account_id, changed=differing
            )
            await document_changed(SOLUTION, solution_id)
        old, new = as_columns(before), as_columns(content)
        await record(
            actor,
            "solution.updated",
            "solution",
            solution_id,
            {name: old[name] for name in differing},
            {"edition": row["edition"], **{name: new[name] for name in differing}},
        )
        return _record(row)


async def publish_solution(actor: Actor, solution_id: UUID, version: SeenVersion) -> SolutionRecord:
    """Let everybody see a draft or a withdrawn solution.

    Args:
        version: the version that was read before deciding, or `ANY_VERSION`.

    Raises:
        Invalid: something needed for publication is missing.
        Conflict: the secretariat has not confirmed the startup, or the state forbids it.
        NotFound, NotPermitted: as usual.
    """
    actor.account()
    return await _act(actor, solution_id, Act.PUBLISH, version)


async def withdraw_solution(
    actor: Actor, solution_id: UUID, reason: str, version: SeenVersion
) -> SolutionRecord:
    """Take a published solution away from the public (取下げ); the reason is kept."""
    actor.account()
    return await _act(actor, solution_id, Act.WITHDRAW, version, reason=reason)


async def redraft_solution(actor: Actor, solution_id: UUID, version: SeenVersion) -> SolutionRecord:
    """Make a withdrawn solution a draft again."""
    actor.account()
    return await _act(actor, solution_id, Act.REDRAFT, version)


async def _act(
    actor: Actor, solution_id: UUID, act: Act, version: SeenVersion, *, reason: str = ""
) -> SolutionRecord:
    async with transaction():
        locked = await _lock(actor, solution_id)
        policy.may_edit(actor, locked.startup_id).require()
        found = transition(locked.state, act)
        if found is None:
            raise Conflict(_wrong_state(locked.state), locked.state)
        target, way = found
        now = clock.now()
        columns: Row = {"updated_at": now, "withdrawn_at": None, "state_reason": None}
        if way.reason_required:
            columns |= {"withdrawn_at": now, "state_reason": _reason(reason)}
        if way.complete:
            columns |= await _publication(locked, now)
        row = await change_state(
            Solution,
            solution_id,
            locked.state,
            target.value,
            version=version,
            **columns,
        )
        if row["edition"] != locked.row["edition"]:
            await _keep_new_edition(actor, row)
        await record(
            actor,
            f"solution.{act.value}",
            "solution",
            solution_id,
            {"state": locked.state},
            {"state": row["state"], "edition": row["edition"], "reason": row["state_reason"]},
        )
        await document_changed(SOLUTION, solution_id)
        if act is Act.PUBLISH:
            await published(SOLUTION, solution_id)
        return _record(row)


async def _publication(locked: _Locked, now: Any) -> Row:
    """Columns of a publication: a new edition unless it says what the last one said."""
    if not locked.startup_confirmed:
        raise Conflict(_not_confirmed(locked.row["startup_state"]), locked.state)
    content = _checked(content_of(locked.row), complete=True)
    last = await _last_edition(locked.row["id"], locked.row["edition"])
    if last is not None and not changed_fields(last, content):
        return {}
    return {
        "edition": locked.row["edition"] + 1,
        "edition_at": now,
        "published_at": locked.row["published_at"] or now,
    }


async def _keep_new_edition(actor: Actor, row: Row) -> None:
    content = content_of(row)
    last = await _last_edition(row["id"], row["edition"] - 1)
    await keep_edition(
        row["id"],
        row["edition"],
        content,
        at=row["edition_at"],
        by=actor.account_id,
        changed=[] if last is None else changed_fields(last, content),
    )


async def _last_edition(solution_id: UUID, edition: int) -> SolutionContent | None:
    row = await fetch_one(
        "SELECT content FROM solution_edition WHERE solution = $1 AND edition = $2",
        solution_id,
        edition,
    )
    return None if row is None else edition_content(row["content"])


async def _lock(actor: Actor, solution_id: UUID) -> _Locked:
    row = await fetch_one("SELECT * FROM solution WHERE id = $1 FOR UPDATE", solution_id)
    if row is None:
        raise NotFound()
    # Shared: a startup is not suspended between this look and the publication.
    locked = _Locked({**row, "startup_state": await hold_startup(row["startup"])})
    if not policy.may_see(actor, locked):
        raise NotFound()
    return locked


async def _require_startup(organisation_id: UUID | None) -> None:
    if not await is_registered(organisation_id):
        raise Conflict(_("先に会社を登録してください。"))


def _checked(content: SolutionContent, *, complete: bool) -> SolutionContent:
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if errors:
        raise Invalid(errors)
    return content


def _reason(text: str) -> str:
    text = clean(text)
    if not text:
        raise Invalid({"reason": _("理由を書いてください。後で見る人が分かるように。")})
    if len(text) > LONGEST_REASON:
        raise Invalid({"reason": too_long(len(text), LONGEST_REASON)})
    return text


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


def _wrong_state(state: str) -> str:
    return {
        SolutionState.DRAFT: _("この解決策は、まだ下書きです。"),
        SolutionState.PUBLISHED: _("この解決策は、すでに公開されています。"),
        SolutionState.WITHDRAWN: _("この解決策は、すでに取り下げられています。"),
    }[SolutionState(state)]


def _record(row: Row) -> SolutionRecord:
    return SolutionRecord(row["id"], row["state"], row["version"], row["edition"])
