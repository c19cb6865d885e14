"""Editing notes, freezing a shortlist, annulling a freeze, and handing the files out."""

from functools import partial
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import checked_reason
from foundation.audit.effects import record
from foundation.database import (
    AnyVersion,
    change_version,
    fetch,
    fetch_one,
    fetch_value,
    find,
    hold,
    insert,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.frozen import freeze, read_again, sha256_of
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.text import clean, too_long
from matching.challenges import joins as challenges
from matching.challenges.effects import hold_challenge
from matching.matcher.commands.shortlist import NOTE_LENGTH
from matching.matcher.freezing.gather import list_content, ranking_of
from matching.matcher.freezing.queries import (
    FrozenView,
    KeptList,
    frozen_list,
    kept_list,
)
from matching.matcher.freezing.record import (
    FrozenContent,
)
from matching.matcher.freezing.tables import FrozenShortlist, ShortlistAnnulment, ShortlistDownload
from matching.matcher.policy import may_keep_shortlist
from matching.matcher.queries.access import readable
from matching.matcher.tables import ShortlistEntry
from matching.solutions.effects import hold_solution
from matching.solutions.queries import visible_solution_ids


async def edit_note(
    actor: Actor, challenge_id: UUID, solution_id: UUID, note: str, version: int
) -> int:
    """Write the note beside a kept solution anew.

    Args:
        version: of the note that the actor had before them.

    Returns:
        The new version.

    Raises:
        NotFound: the solution is not on the list.
        NotPermitted: another than the owning bureau asks.
        Invalid: the note is too long.
        Conflict: somebody wrote it anew meanwhile.
    """
    await _require_keeper(actor, challenge_id)
    note = clean(note)
    if len(note) > NOTE_LENGTH:
        raise Invalid({"note": too_long(len(note), NOTE_LENGTH)})
    async with transaction():
        found = await find(
            ShortlistEntry,
            ShortlistEntry.challenge == challenge_id,
            ShortlistEntry.solution == solution_id,
            ShortlistEntry.removed_at.is_null(),
            lock="UPDATE",
        )
        if not found:
            raise NotFound()
        (entry,) = found
        if entry["note"] == note:
            return int(entry["version"])
        if entry["version"] != version:
            raise Conflict(
                _("このメモは、ほかの人が先に直しました。今のメモを見てから直してください。")
            )
        row = await change_version(
            ShortlistEntry, entry["id"], version, {ShortlistEntry.note: note}
        )
        await record(
            actor,
            "shortlist.note",
            "shortlist_entry",
            entry["id"],
            {"note": entry["note"]},
            {"note": note},
        )
    return int(row["version"])


async def freeze_shortlist(
    actor: Actor, challenge_id: UUID, freeze_id: UUID, seen: str | AnyVersion
) -> FrozenView:
    """Freeze the shortlist as it is (候補リストの確定); the same id again finds the first freeze.

    Args:
        freeze_id: made when the page was shown, so that a double click freezes once.
        seen: of the list that the actor had before them (`KeptList.seen`), or `ANY_VERSION`.

    Raises:
        NotFound: no such challenge.
        NotPermitted: another than the owning bureau asks.
        Conflict: the list is empty, holds what is not public any more, or was changed meanwhile; or
            the challenge is not public; or what was ranked came out in another edition meanwhile.
    """
    await _require_keeper(actor, challenge_id)
    known = await fetch_one(
        "SELECT challenge, number FROM frozen_shortlist WHERE id = $1", freeze_id
    )
    if known is not None:
        if known["challenge"] != challenge_id:
            raise NotFound()
        return await frozen_list(actor, challenge_id, known["number"])
    # Vectors may be made and an engine be asked meanwhile: nothing is locked while that lasts.
    edition = await _edition(challenge_id)
    ranking = await ranking_of(actor, challenge_id)
    async with transaction():
        await hold("shortlist", challenge_id)
        now = await read_again(
            partial(kept_list, challenge_id),
            hold=partial(_hold_list, challenge_id),
            seen=seen,
            changed=_list_changed,
        )
        await _require_public(now)
        content = await list_content(actor, challenge_id, now, ranking)
        _require_same_editions(content, edition)
        frozen = freeze(content)
        row = await insert(
            FrozenShortlist,
            id=freeze_id,
            challenge=challenge_id,
            number=content.number,
            content=frozen.text,
            sha256=frozen.sha256,
            frozen_at=content.frozen_at,
            frozen_by=actor.account_id,
        )
        if row is not None:
            await record(
                actor,
                "shortlist.freeze",
                "frozen_shortlist",
                freeze_id,
                None,
                {
                    "challenge": challenge_id,
                    "number": content.number,
                    "sha256": row["sha256"],
                    "solutions": now.solution_ids,
                },
            )
        number = await fetch_value("SELECT number FROM frozen_shortlist WHERE id = $1", freeze_id)
    return await frozen_list(actor, challenge_id, number)


async def annul_freeze(actor: Actor, challenge_id: UUID, number: int, reason: str) -> None:
    """Say that a frozen list no longer holds (取消し). It stays readable, with the reason.

    Raises:
        NotFound: no such freeze.
        NotPermitted: another than the owning bureau asks.
        Invalid: no reason is given, or a very long one.
        Conflict: it is annulled already.
    """
    await _require_keeper(actor, challenge_id)
    reason = checked_reason(reason) or ""
    async with transaction():
        # The row cannot change; the lock is of the challenge, as when freezing.
        await hold("shortlist", challenge_id)
        frozen = await _frozen_id(challenge_id, number)
        if await fetch_value("SELECT 1 FROM shortlist_annulment WHERE frozen = $1", frozen):
            raise Conflict(_("この確定は、すでに取り消されています。"))
        await insert(
            ShortlistAnnulment,
            id=new_id(),
            frozen=frozen,
            reason=reason,
            annulled_at=clock.now(),
            annulled_by=actor.account_id,
            annulled_by_name=actor.account_name,
        )
        after = {"challenge": challenge_id, "number": number, "reason": reason}
        await record(actor, "shortlist.annul", "frozen_shortlist", frozen, None, after)


async def log_download(actor: Actor, frozen_id: UUID, kind: str, content: bytes) -> None:
    """Write down that the actor takes these bytes of a frozen list away.

    Args:
        kind: pdf or json.
    """
    account, digest = actor.account(), sha256_of(content)
    async with transaction():
        await insert(
            ShortlistDownload,
            id=new_id(),
            frozen=frozen_id,
            format=kind,
            sha256=digest,
            account=account,
            account_name=actor.account_name,
            organisation_name=actor.organisation_name,
            downloaded_at=clock.now(),
        )
        after = {"format": kind, "sha256": digest}
        await record(actor, "shortlist.download", "frozen_shortlist", frozen_id, None, after)


async def _require_keeper(actor: Actor, challenge_id: UUID) -> None:
    actor.account()
    challenge = await readable(actor, challenge_id)
    may_keep_shortlist(actor, challenge.owner_id).require()


async def _frozen_id(challenge_id: UUID, number: int) -> UUID:
    found = await fetch_value(
        "SELECT id FROM frozen_shortlist WHERE challenge = $1 AND number = $2",
        challenge_id,
        number,
    )
    if found is None:
        raise NotFound()
    return UUID(str(found))


async def _hold_list(challenge_id: UUID) -> None:
    """Keep the list from being changed with all it is judged by until the transaction ends."""
    entries = await fetch(
        "SELECT solution FROM shortlist_entry WHERE challenge = $1 AND removed_at IS NULL "
        "ORDER BY added_at, id FOR SHARE",
        challenge_id,
    )
    await hold_challenge(challenge_id)
    await fetch("SELECT 1 FROM match_criteria WHERE challenge = $1 FOR SHARE", challenge_id)
    for solution_id in sorted(row["solution"] for row in entries):
        await hold_solution(solution_id)


def _list_changed(_now: KeptList) -> Conflict:
    return Conflict(_("候補リストが変わっています。今のリストを見てから確定してください。"))


async def _require_public(now: KeptList) -> None:
    if not now.entries:
        raise Conflict(_("候補がまだありません。合う解決策を候補に入れてから確定してください。"))
    public = await visible_solution_ids(Actor(), now.solution_ids)
    if not public.issuperset(now.solution_ids):
        raise Conflict(
            _("公開されていない解決策が候補に残っています。候補から外すか、公開を待ってください。")
        )


async def _edition(challenge_id: UUID) -> int:
    return int(
        await fetch_value(
            f"SELECT h.edition FROM {challenges.SOURCE} WHERE h.id = $1", challenge_id
        )
    )


def _require_same_editions(content: FrozenContent, edition: int) -> None:
    """An order must not be kept beside texts that it was not made of."""
    found = {one.solution_id: one.edition for one in content.ranking.results}
    same = all(
        one.solution["edition"] == found.get(one.solution_id, one.solution["edition"])
        for one in content.candidates
    )
    if not same or content.challenge.edition != edition:
        raise Conflict(
            _("並べている間に、課題か解決策が直されました。今の内容を見てから確定してください。")
        )
