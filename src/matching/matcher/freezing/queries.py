"""Shortlists and their frozen states, as the owning bureau and the secretariat may read them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as, fetch_one, fetch_one_as, fetch_value
from foundation.errors import NotFound
from foundation.frozen import sign_of, thaw
from matching.challenges import joins as challenges
from matching.matcher.freezing.record import FROZEN_LISTS, FrozenContent
from matching.matcher.queries.access import readable
from matching.matcher.sources.port import (
    ChallengeFields,
    SolutionFields,
    solution_source,
)
from matching.solutions import joins as solutions


class Standing(StrEnum):
    """How a frozen list stands today."""

    IN_FORCE = "in_force"
    """有効: the latest that is not annulled."""
    SUPERSEDED = "superseded"
    """置き換え済み: a later one took its place."""
    ANNULLED = "annulled"
    """取消し."""


DOWNLOADS_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Kept:
    """An entry of the list as the database has it now."""

    entry_id: UUID
    solution_id: UUID
    note: str
    version: int
    added_at: datetime
    added_by: str | None


@dataclass(frozen=True, kw_only=True)
class KeptList:
    """The entries of a shortlist as the database has them now.

    Attributes:
        seen: a sign that changes with entries and notes, with what challenge and solutions say, with
            their being public, and with the criteria that the list is ranked by.
    """

    entries: tuple[Kept, ...]
    seen: str

    @property
    def solution_ids(self) -> list[UUID]:
        """What is on it, in its order."""
        return [one.solution_id for one in self.entries]


async def is_frozen(freeze_id: UUID) -> bool:
    """Whether there is a frozen list of this id."""
    return await fetch_one("SELECT 1 FROM frozen_shortlist WHERE id = $1", freeze_id) is not None


async def kept_list(challenge_id: UUID) -> KeptList:
    """The shortlist of a challenge, in the order in which its entries came."""
    rows = await fetch_as(
        Kept,
        "SELECT k.id AS entry_id, k.solution AS solution_id, k.note, k.version, k.added_at, "
        "a.name AS added_by FROM shortlist_entry k LEFT JOIN account a ON a.id = k.added_by "
        "WHERE k.challenge = $1 AND k.removed_at IS NULL ORDER BY k.added_at, k.id",
        challenge_id,
    )
    kept = tuple(rows)
    found = await fetch(
        "SELECT o.id, o.edition, o.state, s.state AS startup "
        f"FROM {solutions.SOURCE} WHERE o.id = ANY($1) ORDER BY o.id",
        [one.solution_id for one in kept],
    )
    challenge = await fetch_one(
        "SELECT h.edition, h.state, m.version FROM "
        f"{challenges.SOURCE} LEFT JOIN match_criteria m ON m.challenge = h.id WHERE h.id = $1",
        challenge_id,
    )
    entries = sorted((str(one.entry_id), one.version) for one in kept)
    return KeptList(entries=kept, seen=sign_of(entries, found, challenge))


@dataclass(frozen=True, kw_only=True)
class KeptSolution:
    """An entry with what its solution says today; `solution` is None while that is not public."""

    kept: Kept
    solution: SolutionFields | None


@dataclass(frozen=True, kw_only=True)
class FrozenRow:
    """A freeze in the list of all of a challenge."""

    id: UUID
    number: int
    sha256: str
    frozen_at: datetime
    frozen_by: str
    candidates: int
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class Annulment:
    """Why a freeze no longer holds."""

    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Download:
    """One file taken away."""

    format: str
    sha256: str
    account_name: str
    organisation_name: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class FrozenView:
    """A frozen list with how it stands and who took it away.

    Attributes:
        text: the canonical JSON that is kept.
        replaced_by: number of the one in force where this one is superseded.
        downloads: the latest DOWNLOADS_SHOWN of `download_count`.
    """

    id: UUID
    challenge_id: UUID
    number: int
    text: str
    sha256: str
    standing: Standing
    replaced_by: int | None
    annulment: Annulment | None
    downloads: tuple[Download, ...]
    download_count: int

    @cached_property
    def content(self) -> FrozenContent:
        """What the text says."""
        return thaw(self.text, FrozenContent)

    @cached_property
    def problems(self) -> list[str]:
        """What a check of hash, form and order finds wrong; empty where all is well."""
        return FROZEN_LISTS.problems_of(self.text, self.sha256)


@dataclass(frozen=True, kw_only=True)
class ShortlistView:
    """A challenge's shortlist with its freezes, newest first.

    Attributes:
        seen: to be sent along when this list is frozen.
    """

    challenge: ChallengeFields
    items: tuple[KeptSolution, ...]
    frozen: tuple[FrozenRow, ...]
    seen: str

    @property
    def hidden(self) -> int:
        """Entries whose solution is not public now."""
        return sum(item.solution is None for item in self.items)


async def shortlist_for(actor: Actor, challenge_id: UUID) -> ShortlistView:
    """The shortlist and its freezes.

    Raises:
        NotFound, NotPermitted: as `access.readable`.
    """
    challenge = await readable(actor, challenge_id)
    # The sign is made first: what changes before the rest is read is told when the list is frozen.
    now = await kept_list(challenge_id)
    found = await solution_source().fields_of(actor, now.solution_ids)
    return ShortlistView(
        challenge=challenge,
        items=tuple(
            KeptSolution(kept=one, solution=found.get(one.solution_id)) for one in now.entries
        ),
        frozen=tuple(await _rows(challenge_id)),
        seen=now.seen,
    )


async def shortlist_seen(actor: Actor, challenge_id: UUID) -> str:
    """The sign of the shortlist as it is now, to be sent back when it is frozen.

    Raises:
        NotFound, NotPermitted: as `access.readable`.
    """
    return (await shortlist_for(actor, challenge_id)).seen


async def frozen_lists(actor: Actor, challenge_id: UUID) -> list[FrozenRow]:
    """All freezes of a challenge, newest first.

    Raises:
        NotFound, NotPermitted: as `access.readable`.
    """
    await readable(actor, challenge_id)
    return await _rows(challenge_id)


async def frozen_list(actor: Actor, challenge_id: UUID, number: int) -> FrozenView:
    """One freeze.

    Raises:
        NotFound, NotPermitted: as `access.readable`; no such number.
    """
    await readable(actor, challenge_id)
    rows = await _rows(challenge_id)
    row = next((one for one in rows if one.number == number), None)
    if row is None:
        raise NotFound()
    in_force = next((one.number for one in rows if one.standing is Standing.IN_FORCE), None)
    text = await fetch_one("SELECT content FROM frozen_shortlist WHERE id = $1", row.id)
    return FrozenView(
        id=row.id,
        challenge_id=challenge_id,
        number=number,
        text=text["content"] if text else "",
        sha256=row.sha256,
        standing=row.standing,
        replaced_by=in_force if row.standing is Standing.SUPERSEDED else None,
        annulment=await _annulment(row.id),
        downloads=tuple(await _downloads(row.id)),
        download_count=await _download_count(row.id),
    )


async def _rows(challenge_id: UUID) -> list[FrozenRow]:
    rows = await fetch(
        "SELECT f.id, f.number, f.sha256, f.frozen_at, "
        "f.content::jsonb->>'frozen_by' AS frozen_by, "
        "jsonb_array_length(f.content::jsonb->'candidates') AS candidates, "
        "n.id IS NOT NULL AS annulled "
        "FROM frozen_shortlist f LEFT JOIN shortlist_annulment n ON n.frozen = f.id "
        "WHERE f.challenge = $1 ORDER BY f.number DESC",
        challenge_id,
    )
    found: list[FrozenRow] = []
    taken = False
    for row in rows:
        annulled = row.pop("annulled")
        standing = Standing.SUPERSEDED if taken else Standing.IN_FORCE
        taken = taken or not annulled
        found.append(FrozenRow(**row, standing=Standing.ANNULLED if annulled else standing))
    return found


async def _annulment(frozen_id: UUID) -> Annulment | None:
    return await fetch_one_as(
        Annulment,
        'SELECT reason, annulled_at AS at, annulled_by_name AS "by" FROM shortlist_annulment '
        "WHERE frozen = $1",
        frozen_id,
    )


async def _download_count(frozen_id: UUID) -> int:
    count: int = await fetch_value(
        "SELECT count(*) FROM shortlist_download WHERE frozen = $1", frozen_id
    )
    return count


async def _downloads(frozen_id: UUID) -> list[Download]:
    return await fetch_as(
        Download,
        "SELECT format, sha256, account_name, organisation_name, downloaded_at AS at "
        "FROM shortlist_download WHERE frozen = $1 ORDER BY downloaded_at DESC, id DESC LIMIT $2",
        frozen_id,
        DOWNLOADS_SHOWN,
    )
