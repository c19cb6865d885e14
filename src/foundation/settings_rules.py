"""Which values of settings can be meant at all: plain functions over what stands in the environment."""

import difflib
import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

MINIMUM_SECRET_LENGTH = 32
FEWEST_CHARACTERS = 10
_SENDER = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\](:\d+)?|[\w.-]+(:\d+)?")
_LIKE = 0.85


def is_secret(text: str) -> bool:
    """Long, and not a few characters over and over."""
    return len(text) >= MINIMUM_SECRET_LENGTH and len(set(text)) >= FEWEST_CHARACTERS


def is_site(url: str) -> bool:
    """Scheme, host and perhaps a port: pages link from the root."""
    parts = _split(url, "http", "https")
    return parts is not None and bool(_HOST.fullmatch(parts.netloc)) and not _beyond_host(parts)


def is_mail_server(url: str) -> bool:
    """A mail server's address. A `/` or `#` in a password would end the host before it."""
    parts = _split(url, "smtp", "smtps")
    return parts is not None and bool(parts.hostname) and not _beyond_host(parts)


def is_database(url: str) -> bool:
    """The address of a PostgreSQL database."""
    return _split(url, "postgresql", "postgres") is not None


def is_sender(address: str, *, local: bool) -> bool:
    """An address that mail may come from.

    Args:
        local: one inside this machine will do.
    """
    domain = address.rpartition("@")[2]
    return bool(_SENDER.fullmatch(address)) and (local or "." in domain)


def is_government_code(code: str) -> bool:
    """A 全国地方公共団体コード: five digits and the check digit that follows from them."""
    if not re.fullmatch("[0-9]{6}", code):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(6, 1, -1), code, strict=False))
    return int(code[-1]) == (11 - total % 11) % 10


def misspelt(names: Iterable[str], known: Iterable[str]) -> tuple[str, str] | None:
    """A name that is none of those known, and the one it seems to be meant for."""
    settings = list(known)
    for name in sorted(set(names) - set(settings)):
        meant = difflib.get_close_matches(name, settings, 1, _LIKE)
        if meant:
            return name, meant[0]
    return None


def _split(url: str, *schemes: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in schemes and parts.port != 0 else None
    except ValueError:
        return None


def _beyond_host(parts: SplitResult) -> bool:
    return bool(parts.path.strip("/") or parts.query or parts.fragment)
