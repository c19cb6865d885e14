"""Keeping the head of the chain outside the database, where whoever can write there cannot reach.

One small file a day. A chain cut off at its end, or made anew, no longer leads through them.
"""

import asyncio
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foundation.clock import now, today
from foundation.database import fetch_one

PREFIX = "audit-head-"


@dataclass(frozen=True)
class Head:
    """A link as it was exported.

    Attributes:
        file: name of the file it stands in.
        sequence: its place in the chain.
        chain_hash: hexadecimal.
    """

    file: str
    sequence: int
    chain_hash: str


async def export_head(folder: Path) -> Path | None:
    """Write the newest link to a file of today; an existing file is left as it is.

    Args:
        folder: made when missing; best copied to another machine.

    Returns:
        The file, or None while nothing is sealed.
    """
    last = await fetch_one(
        "SELECT id, event_id, chain_hash, sealed_at FROM audit_seal ORDER BY id DESC LIMIT 1"
    )
    if last is None:
        return None
    text = json.dumps(
        {
            "sequence": last["id"],
            "event": last["event_id"],
            "chain_hash": last["chain_hash"].hex(),
            "sealed_at": last["sealed_at"].isoformat(),
            "exported_at": now().isoformat(),
        },
        indent=2,
    )
    target = folder / f"{PREFIX}{today().isoformat()}.json"
    await asyncio.to_thread(_write_once, target, text + "\n")
    return target


def _write_once(target: Path, text: str) -> None:
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)


def exported_heads(folder: Path) -> Iterator[Head]:
    """The heads kept in a folder, oldest first.

    Raises:
        ValueError: a file cannot be read as one.
    """
    for file in sorted(folder.glob(f"{PREFIX}*.json")):
        try:
            head = json.loads(file.read_text(encoding="utf-8"))
            yield Head(file.name, int(head["sequence"]), str(head["chain_hash"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file.name} is not an exported head") from error
