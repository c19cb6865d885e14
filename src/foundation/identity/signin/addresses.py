"""Addresses people may be sent on to after signing in."""

from urllib.parse import urlsplit

from foundation.i18n.language import split_language

HOME = "/"


def local_path(target: str | None) -> str:
    """A target inside this site, or the home page.

    Browsers read `//host`, `/\\host` and control characters as ways to another site; whatever is
    not plainly a path of ours is refused. The language prefix goes: redirecting adds the reader's.
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return HOME
    if "\\" in target or any(ord(character) < 0x21 for character in target):
        return HOME
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return HOME
    return split_language(target)[1]
