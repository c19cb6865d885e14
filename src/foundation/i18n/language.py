"""Which language the present request, job or command speaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = ("ja", "en")
_PREFIX = "/en"
_language: ContextVar[str] = ContextVar("language", default="ja")


def language() -> str:
    """`ja` or `en`."""
    return _language.get()


@contextmanager
def using_language(name: str) -> Iterator[None]:
    """Speak a language for the block; an unknown one is taken as Japanese."""
    token = _language.set(name if name in LANGUAGES else "ja")
    try:
        yield
    finally:
        _language.reset(token)


def split_language(request_path: str) -> tuple[str, str]:
    """The language an address asks for, and the address without its prefix.

    The address begins with one slash: browsers read `//host` and `/\\host` as another site.
    """
    if request_path == _PREFIX:
        return "en", "/"
    name, rest = "ja", request_path
    if request_path.startswith(_PREFIX + "/"):
        name, rest = "en", request_path[len(_PREFIX) :]
    return name, "/" + rest.lstrip("/\\")


def path(target: str) -> str:
    """A local address in the reader's language: `/challenges` or `/en/challenges`."""
    if language() != "en" or not target.startswith("/"):
        return target
    return _PREFIX if target == "/" else _PREFIX + target


def alternate_path(target: str, other: str) -> str:
    """The same page in the other language; `target` carries no prefix."""
    with using_language(other):
        return path(target)


def pick(ja: str | None, en: str | None) -> str:
    """The text in the reader's language, Japanese where no English was written."""
    if language() == "en" and en:
        return en
    return ja or ""
