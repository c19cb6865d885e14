"""Addresses people may be sent on to after signing in."""

from urllib.parse import quote, urlsplit

HOME = "/"


def local_path(target: str | None, default: str = HOME) -> str:
    """A target inside this site, or the default.

    Browsers read `//host`, `/\\host` and control characters as ways to another site; whatever is
    not plainly a path of ours is refused.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    if "\\" in target or any(ord(character) < 0x21 for character in target):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return default
    return target


def login_path(target: str) -> str:
    """The login page, returning to a path of this site afterwards."""
    return f"/login?next={quote(local_path(target), safe='/')}"
