"""English texts, read from the areas' `en.po` files when the application is composed."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from markupsafe import escape

from foundation.i18n.language import language

_english: dict[str, tuple[str, ...]] = {}


def load_catalogues(files: Iterable[Path]) -> None:
    """Take in the English texts of these files; a text given twice must say the same.

    Raises:
        ValueError: two files translate one text differently.
    """
    for file in files:
        for message_id, strings in _read(file).items():
            known = _english.setdefault(message_id, strings)
            if known != strings:
                raise ValueError(f"{file}: {message_id!r} is translated twice: {known} / {strings}")


@cache
def _read(file: Path) -> dict[str, tuple[str, ...]]:
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale="en")
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = message.string
        forms = [strings] if isinstance(strings, str) else list(strings or [])
        if all(forms):
            texts[ids[0]] = tuple(forms)
    return texts


def has_english(message_id: str) -> bool:
    """Whether an English text is loaded for a message id."""
    return all(_english.get(message_id, ("",)))


def gettext(message: str, **values: Any) -> str:
    """The message in the reader's language; `%(name)s` places are filled from `values`."""
    text = _english.get(message, (message,))[0] if language() == "en" else message
    return text % values if values else text


def ngettext(singular: str, plural: str, number: int, **values: Any) -> str:
    """As `gettext`, with a form for one in English; `%(num)s` is the number."""
    values.setdefault("num", number)
    if language() != "en":
        return plural % values
    forms = _english.get(singular, (singular, plural))
    return (forms[0] if number == 1 else forms[-1]) % values


class LazyText:
    """A text looked up in the reader's language each time it is shown (labels of forms, enums)."""

    __slots__ = ("_message", "_translate")

    def __init__(self, message: str, translate: Callable[[str], str] = gettext) -> None:
        self._message = message
        self._translate = translate

    def __str__(self) -> str:
        return self._translate(self._message)

    def __html__(self) -> str:
        return str(escape(str(self)))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(self._message)

    def __repr__(self) -> str:
        return f"LazyText({self._message!r})"

    def __len__(self) -> int:
        return len(str(self))

    def __bool__(self) -> bool:
        return bool(self._message)

    def __mod__(self, values: Any) -> str:
        return str(self) % values


def lazy(message: str) -> LazyText:
    """A label defined when a module is read and shown in whatever language is asked for later."""
    return LazyText(message)
