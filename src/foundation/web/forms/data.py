"""What a browser sent, cleaned of what nobody typed."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile

from foundation.text import plain


class FormData:
    """What a browser sent, as WTForms reads it.

    Attributes:
        file_fields: names of text fields that a file was sent for.
    """

    def __init__(
        self, values: Mapping[str, Sequence[str]], file_fields: Iterable[str] = ()
    ) -> None:
        self._values = {name: list(items) for name, items in values.items()}
        self.file_fields = frozenset(file_fields)

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        return self._values.get(name, [])

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        values = self._values.get(name)
        return values[0] if values else default

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        # An empty submission is still one: WTForms would take the defaults for it.
        return max(1, len(self._values))


async def read_form(request: Request[Any, Any, Any]) -> FormData:
    """The submitted form; control and bidirectional override characters are left out."""
    sent = await request.form()
    values: dict[str, list[str]] = {}
    files: list[str] = []
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files.append(name)
        elif isinstance(value, str):
            values.setdefault(name, []).append(plain(value))
    return FormData(values, files)


def half_width(text: str) -> str:
    """Digits, letters and signs in their plain forms (NFKC), for fields that are not prose."""
    return unicodedata.normalize("NFKC", text).strip()
