"""What a browser sent, cleaned of what nobody typed."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from litestar import Request
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from multipart import MultipartError, parse_form_data

from foundation.text import clean, plain
from foundation.threads import Threads

FORM_TYPES = frozenset({RequestEncodingType.URL_ENCODED, RequestEncodingType.MULTI_PART})
MOST_FIELDS = 1000
LONG_BODY = 16_000
"""Bytes of a form that are taken apart within 5 ms."""
_STATE = "foundation.form"
_threads = Threads("forms", workers=1)


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
    """The submitted form; control and bidirectional override characters are left out.

    Read once a request; a long one in a thread, as taking it apart takes a while.

    Raises:
        ClientException: it cannot be read, or has more than `MOST_FIELDS` fields.
        RequestEntityTooLarge: it is longer than the handler's `request_max_body_size`.
    """
    state = request.scope["state"]
    if _STATE not in state:
        kind = request.headers.get("content-type", "")
        body = await request.body() if request.content_type[0] in FORM_TYPES else b""
        if len(body) > LONG_BODY:
            state[_STATE] = await _threads.run(_parsed, body, kind)
        else:
            state[_STATE] = _parsed(body, kind)
    form: FormData = state[_STATE]
    return form


def _parsed(body: bytes, content_type: str) -> FormData:
    if not body:
        return FormData({})
    request = {"wsgi.input": BytesIO(body), "CONTENT_TYPE": content_type}
    size = len(body) + 1
    try:
        texts, files = parse_form_data(
            request,
            ignore_errors=False,
            part_limit=MOST_FIELDS,
            memory_limit=size,
            spool_limit=size,
            disk_limit=size,
        )
    except (MultipartError, LookupError, ValueError) as error:
        raise ClientException("the form cannot be read") from error
    values: dict[str, list[str]] = {}
    for name, value in texts.iterallitems():
        values.setdefault(name, []).append(plain(value))
    return FormData(values, [name for name, file in files.iterallitems() if file.filename])


def half_width(text: str) -> str:
    """Digits, letters and signs in their plain forms (NFKC), for fields that are not prose."""
    return clean(unicodedata.normalize("NFKC", text))
