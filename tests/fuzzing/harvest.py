"""What a page offers: the addresses it links to and the forms it shows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

Pairs = list[tuple[str, str]]


@dataclass
class Target:
    """Something to send to: a link, or a form with what it holds."""

    method: str
    path: str
    query: Pairs = field(default_factory=list)
    form: Pairs = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """The same for targets that differ in their values only."""
        names = [name for name, _value in [*self.query, *self.form]]
        return (self.method, self.path, *sorted(set(names)))


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.targets: list[Target] = []
        self._form: Target | None = None
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in ("a", "area") or "hx-get" in given:
            self._link(given.get("href") or given.get("hx-get", ""))
        if tag == "form":
            target = _target(given.get("action") or self.address)
            if target is not None:
                target.method = given.get("method", "get").upper()
                self._form = target
        elif self._form is not None:
            self._field(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            if self._form.method == "GET":
                self._form.query, self._form.form = self._form.form, []
            self.targets.append(self._form)
            self._form = None
        elif tag == "select":
            self._select = ""

    def _link(self, address: str) -> None:
        target = _target(address)
        if target is not None:
            self.targets.append(target)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given.get("name", "")
        if tag in ("input", "button", "textarea") and name and name != "_csrf_token":
            # of choices one is taken, so that the rest of the form counts
            chosen = given.get("type") in ("checkbox", "radio") and "checked" not in given
            if chosen and name in dict(self._form.form):
                return
            if tag == "button" and name.startswith("_"):
                return
            self._form.form.append((name, given.get("value", "見本")))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select not in ("", *dict(self._form.form)):
            self._form.form.append((self._select, given.get("value", "")))


def _target(address: str) -> Target | None:
    parts = urlsplit(address)
    if parts.netloc or parts.scheme or not parts.path.startswith("/"):
        return None
    return Target("GET", parts.path, parse_qsl(parts.query, keep_blank_values=True))


def targets_of(html: str, address: str) -> list[Target]:
    """Links and forms of a page, in its order."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.targets
