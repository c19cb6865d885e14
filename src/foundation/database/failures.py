"""Why an embedded server does not start, in one line that says what to do."""

import os
import re
from pathlib import Path

# What the shell, by which `pg_ctl` starts the server, reads as its own between quotation marks.
_UNUSABLE = re.compile(r'["$`\\\x00-\x1f\x7f\ud800-\udfff]')
_TELLING = re.compile(r"FATAL|PANIC|error|could not|cannot|failed", re.IGNORECASE)
_TIMESTAMP = re.compile(r"^[\d-]{10} [\d:.]+ \w+ \[\d+\] ")
ADVICE = (
    "Choose another folder with KS_DATA_DIR (demo: --data-dir), or a server with KS_DATABASE_URL."
)
KEPT = "The data stay as they are: mend what is said here, and start again."


class EmbeddedFailed(RuntimeError):
    """The embedded PostgreSQL cannot be started or stopped; the message is one line for people."""


def check_name(folder: Path) -> None:
    """Refuse a folder whose name PostgreSQL's programs would misread.

    Raises:
        EmbeddedFailed: it holds such a character.
    """
    found = _UNUSABLE.search(str(folder))
    if found:
        raise EmbeddedFailed(
            f"PostgreSQL cannot keep its data in {str(folder)!r}: "
            f"the character {found.group()!r} may not stand in its path. {ADVICE}"
        )


def of_folder(error: OSError, folder: Path) -> EmbeddedFailed:
    """What the system refused."""
    reason = error.strerror or str(error)
    place = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else str(folder)
    return EmbeddedFailed(f"PostgreSQL cannot use {_short(place)}: {reason}. {ADVICE}")


def of_program(what: str, said: str, advice: str, log: Path | None = None) -> EmbeddedFailed:
    """What a program said last.

    Args:
        what: what went wrong, without a full stop.
        said: its output.
        advice: what to do; never to go elsewhere where data are already.
        log: where there is more.
    """
    lines = [_TIMESTAMP.sub("", line).strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if _TELLING.search(line)] or lines or ["it said nothing"]
    more = f" More in {log}." if log else ""
    return EmbeddedFailed(f"{what}: {_short(telling[-1])}.{more} {advice}")


def _short(text: str, longest: int = 300) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
