"""Writing challenges: drafting, changing and correcting."""

from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Row, checked_reason
from foundation.audit import record, record_changes
from foundation.database import change_version, made_before, make, transaction
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.identity.effects import require_active
from matching.challenges import policy
from matching.challenges.commands.leading import ChallengeRecord, checked, lock_own
from matching.challenges.content import (
    ChallengeContent,
    as_columns,
    changed_fields,
    content_of,
)
from matching.challenges.effects.public import keep_edition, public_part_changed
from matching.challenges.states import CHALLENGE, EDITABLE, PUBLIC, ChallengeState
from matching.challenges.tables import Challenge


async def create_challenge(
    actor: Actor, challenge_id: UUID, content: ChallengeContent
) -> ChallengeRecord:
    """Draft a challenge for the actor's bureau; the same id again finds the first draft.

    Raises:
        NotPermitted: the actor is no challenge owner.
        Invalid: the content breaks a rule of drafts.
        NotFound: the id is another bureau's; MadeAlready: the draft says something else.
    """
    account_id = actor.account()
    policy.may_write(actor).require()
    content = checked(content, complete=False)
    async with transaction():
        owner = {"organisation": actor.organisation_id}
        said = as_columns(content)
        made = await made_before(Challenge, challenge_id, owner=owner, said=said)
        if made is not None:
            return ChallengeRecord.of(made)
        await require_active(actor.organisation_id)
        row = await make(
            Challenge,
            {Challenge.id: challenge_id, Challenge.state: ChallengeState.DRAFT.value},
            account_id,
            **owner,
            **said,
        )
        after = {"state": row["state"], **said}
        await record(actor, "challenge.created", CHALLENGE.kind, challenge_id, None, after)
        return ChallengeRecord.of(row)


async def update_challenge(
    actor: Actor, challenge_id: UUID, version: int, content: ChallengeContent
) -> ChallengeRecord:
    """Change a draft, or one that was returned.

    Raises:
        Conflict: somebody changed it meanwhile, or it is past drafting.
        Invalid, NotFound, NotPermitted: as usual.
    """
    actor.account()
    async with transaction():
        row = await lock_own(actor, challenge_id)
        if row["state"] not in EDITABLE:
            raise Conflict(
                _("提出した後は直せません。先に下書きに戻すか、公開後に訂正してください。"),
                row["state"],
            )
        content = checked(content, complete=False)
        changed = await change_version(
            Challenge,
            challenge_id,
            version,
            {Challenge.updated_at: clock.now()},
            states=EDITABLE,
            **as_columns(content),
        )
        await _changes(actor, "challenge.updated", row, content)
        return ChallengeRecord.of(changed)


async def correct_challenge(
    actor: Actor, challenge_id: UUID, version: int, content: ChallengeContent, note: str
) -> ChallengeRecord:
    """Correct (訂正) what is public: a new edition, with what was put right; the old one is kept.

    Args:
        note: what was corrected, shown to everybody.

    Raises:
        Conflict: somebody changed it meanwhile, or it is not public.
        Invalid: the content is incomplete, the note is missing, or nothing differs.
        NotFound, NotPermitted: as usual.
    """
    account_id = actor.account()
    async with transaction():
        row = await lock_own(actor, challenge_id)
        if row["state"] not in PUBLIC:
            raise Conflict(_("訂正できるのは、公開した課題だけです。"), row["state"])
        note = checked_reason(note, field="note") or ""
        content = checked(content, complete=True)
        differing = changed_fields(content_of(row), content)
        if not differing:
            raise Invalid({"note": _("直したところがありません。直してから保存してください。")})
        now = clock.now()
        edition = row["edition"] + 1
        changed = await change_version(
            Challenge,
            challenge_id,
            version,
            {
                Challenge.updated_at: now,
                Challenge.corrected_at: now,
                Challenge.edition: edition,
            },
            states=PUBLIC,
            **as_columns(content),
        )
        await keep_edition(
            challenge_id, edition, content, at=now, by=account_id, changed=differing, note=note
        )
        await _changes(actor, "challenge.corrected", row, content, note=note)
        await public_part_changed(challenge_id)
        return ChallengeRecord.of(changed)


async def _changes(
    actor: Actor, action: str, row: Row, content: ChallengeContent, **more: str
) -> None:
    old, new = as_columns(content_of(row)), as_columns(content)
    await record_changes(actor, action, CHALLENGE.kind, row["id"], old, new, **more)
