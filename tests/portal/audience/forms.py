"""The forms of a page, filled in as somebody would who writes something everywhere."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY_PARTS = {"year": "2027", "month": "3", "day": "1", "hour": "17", "minute": "0"}
"""What goes into the parts of a date that nobody filled in."""
WORDS = "見本の文"


@dataclass
class PageForm:
    """A form that posts to `action` what stands in `fields`."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._area: str | None = None
        self._select: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method") == "post":
            self._form = PageForm(at.get("action", ""))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = at.get("name", "")
        if tag == "textarea":
            self._area = name
            self._form.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in at or (at.get("value") and not self._form.fields.get(self._select)):
                self._form.fields[self._select] = at.get("value", "")
        elif tag == "input" and name:
            self._input(name, at)

    def _input(self, name: str, at: dict[str, str]) -> None:
        assert self._form is not None
        kind = at.get("type", "text")
        if kind == "checkbox" and "checked" not in at:
            return
        if kind == "radio" and "checked" not in at and name in self._form.fields:
            return
        self._form.fields[name] = at.get("value", "") or self._made_up(name, kind, at)

    def _made_up(self, name: str, kind: str, at: dict[str, str]) -> str:
        part = EMPTY_PARTS.get(name.rpartition("-")[2], "")
        if part or kind == "hidden":
            return part
        return "1" if at.get("inputmode") == "numeric" else WORDS

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._area is not None:
            self._form.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._form is not None and self._area is not None:
            written = self._form.fields[self._area].strip()
            self._form.fields[self._area] = written or WORDS
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = None


def forms_of(html: str) -> list[PageForm]:
    """Every form of a page that changes something."""
    return _Forms(html).forms
