"""Keeping the head of the chain outside the database, where whoever can write there cannot reach.

Small signed files: at the first sealing of an hour, at a fixed minute of each, and at an orderly end.
A chain cut off at its end, emptied, or made anew no longer leads through them.
"""

import asyncio
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from foundation.audit.problems import OLD_AFTER, Problem, minute
from foundation.audit.sealing.keys import Key, KeyRing, key_ring
from foundation.database import fetch, fetch_one
from foundation.settings import current

PREFIX = "audit-head-"
FOLDER = "audit"


@dataclass(frozen=True)
class Head:
    """A link as it was exported.

    Attributes:
        file: name of the file it stands in.
        sequence: its place in the chain.
        chain_hash: hexadecimal.
        signed_at: when the link was sealed, by the database's clock; None in heads from before keys.
        key_id, mac: the key it is signed with and the code over the rest; None as above.
    """

    file: str
    sequence: int
    chain_hash: str
    signed_at: datetime | None
    key_id: str | None
    mac: bytes | None

    def statement(self) -> dict[str, Any]:
        """What its code is taken over."""
        return {
            "head": self.sequence,
            "chain": self.chain_hash,
            "signed_at": self.signed_at and self.signed_at.astimezone(UTC).isoformat(),
            "key": self.key_id,
        }


def own_folder() -> Path:
    """Where this installation keeps its heads."""
    return current().data_dir / FOLDER


async def export_head(folder: Path, *, again: bool = False) -> Path | None:
    """Write the newest link to the file of its hour; an existing file is left as it is.

    Args:
        folder: made when missing; best copied to another machine.
        again: to a file of its own, although the hour may have one of an earlier link.

    Returns:
        The file, or None while nothing is sealed with a key.
    """
    last = await fetch_one(
        "SELECT id, event_id, chain_hash, signed_at FROM audit_seal ORDER BY id DESC LIMIT 1"
    )
    if last is None or last["signed_at"] is None:
        return None
    hour = last["signed_at"].astimezone(UTC).strftime("%Y-%m-%dT%HZ")
    place = f"-{last['id']}" if again else ""
    target = folder / f"{PREFIX}{hour}{place}.json"
    text = _file_text(target.name, last, key_ring().newest)
    await asyncio.to_thread(_write_once, target, text)
    return target


def _file_text(name: str, last: dict[str, Any], key: Key) -> str:
    head = Head(name, last["id"], last["chain_hash"].hex(), last["signed_at"], key.id, None)
    content = {
        "sequence": head.sequence,
        "event": last["event_id"],
        "chain_hash": head.chain_hash,
        "signed_at": last["signed_at"].isoformat(),
        "key": key.id,
        "mac": key.sign(head.statement()).hex(),
    }
    return json.dumps(content, indent=2) + "\n"


def _write_once(target: Path, text: str) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}.partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def read_heads(folder: Path) -> tuple[list[Head], list[str]]:
    """The heads kept in a folder, by place in the chain, and the names of files that are none."""
    heads, unreadable = [], []
    for file in folder.glob(f"{PREFIX}*.json"):
        try:
            heads.append(_parse(file.name, json.loads(file.read_text(encoding="utf-8"))))
        except (AttributeError, KeyError, OSError, RecursionError, TypeError, ValueError):
            unreadable.append(file.name)
    return sorted(heads, key=lambda head: (head.sequence, head.file)), sorted(unreadable)


def _parse(name: str, content: dict[str, Any]) -> Head:
    signed = content.get("mac") is not None
    return Head(
        name,
        int(content["sequence"]),
        str(content["chain_hash"]),
        datetime.fromisoformat(content["signed_at"]) if signed else None,
        str(content["key"]) if signed else None,
        bytes.fromhex(content["mac"]) if signed else None,
    )


async def signed_heads(folder: Path) -> list[Head]:
    """Those of them that carry a code, whoever made it."""
    heads, _unreadable = await asyncio.to_thread(read_heads, folder)
    return [head for head in heads if head.mac is not None]


async def check_heads(folder: Path, ring: KeyRing) -> list[Problem]:
    """Whether the chain leads through the heads kept in a folder, and these are recent."""
    heads, unreadable = await asyncio.to_thread(read_heads, folder)
    problems = [
        Problem(kind="head_unreadable", detail=f"{name} cannot be read as an exported head.")
        for name in unreadable
    ]
    problems += [
        Problem(
            kind="head_forged" if head.key_id in ring.by_id else "key_unknown",
            sequence=head.sequence,
            detail=f"{head.file} does not carry the code of the key it names ({head.key_id})."
            if head.key_id in ring.by_id
            else f"{head.file} is signed with key {head.key_id}, which is not configured.",
        )
        for head in heads
        if head.mac is not None and not _genuine(head, ring)
    ]
    problems += await _against_chain(heads)
    problems += await _freshness([head for head in heads if _genuine(head, ring)])
    return problems


def _genuine(head: Head, ring: KeyRing) -> bool:
    key = ring.by_id.get(head.key_id or "")
    return key is not None and head.mac is not None and key.holds(head.statement(), head.mac)


async def _against_chain(heads: list[Head]) -> list[Problem]:
    rows = await fetch(
        "SELECT id, chain_hash FROM audit_seal WHERE id = ANY($1::bigint[])",
        [head.sequence for head in heads],
    )
    kept = {row["id"]: row["chain_hash"].hex() for row in rows}
    end = await fetch_one("SELECT coalesce(max(id), 0) AS id FROM audit_seal")
    assert end is not None
    problems = []
    if ahead := [head for head in heads if head.sequence > end["id"]]:
        problems.append(
            Problem(
                kind="head_ahead",
                sequence=ahead[0].sequence,
                detail=f"The chain ends at link {end['id']}, but {ahead[-1].file} was exported at "
                f"link {ahead[-1].sequence}: the trail was cut off, emptied or restored.",
            )
        )
    if differ := [
        head
        for head in heads
        if head.sequence <= end["id"] and kept.get(head.sequence) != head.chain_hash
    ]:
        problems.append(
            Problem(
                kind="head_differs",
                sequence=differ[0].sequence,
                detail=f"Link {differ[0].sequence} is not the one exported in {differ[0].file}; "
                f"{len(differ)} of {len(heads)} heads differ.",
            )
        )
    return problems


async def _freshness(heads: list[Head]) -> list[Problem]:
    ends = await fetch_one(
        """
        SELECT (SELECT signed_at FROM audit_seal WHERE mac IS NOT NULL ORDER BY id LIMIT 1) AS first,
               (SELECT signed_at FROM audit_seal WHERE mac IS NOT NULL ORDER BY id DESC LIMIT 1) AS last,
               clock_timestamp() AS now
        """
    )
    assert ends is not None
    if ends["last"] is None:
        return []
    newest = max((head.signed_at for head in heads if head.signed_at), default=None)
    if newest is None:
        if ends["now"] - ends["first"] <= OLD_AFTER:
            return []
        return [
            Problem(
                kind="head_missing",
                detail="No head of the chain is there that this installation signed, though it "
                f"has sealed since {minute(ends['first'])}: nothing would tell if the "
                "end of the trail were cut off.",
            )
        ]
    if ends["last"] - newest <= OLD_AFTER:
        return []
    return [
        Problem(
            kind="head_old",
            detail=f"The newest head is of {minute(newest)}, the newest seal of "
            f"{minute(ends['last'])}: nothing would tell if what lies between were "
            "cut off.",
        )
    ]
