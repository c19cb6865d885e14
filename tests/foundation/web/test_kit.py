"""Every part of the visual kit, rendered by the application's own environment."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from foundation.i18n import load_catalogues, using_language
from foundation.web.rendering import TEMPLATES
from scripts import gallery

CSS = gallery.STATIC / "css"
VOID = {"br", "hr", "img", "input", "link", "meta"}
SVG_EMPTY = {"path", "rect", "circle"}


class Page(HTMLParser):
    """What a browser would have to put up with: open tags, ids and references between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.classes: set[str] = set()
        self.unnamed: list[str] = []
        self.headings = 0
        self.text = ""
        self._language = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"inline style or script on <{tag}>")
        if tag == "style" or (tag == "script" and not values.get("src")):
            self.faults.append(f"inline <{tag}>")
        if "placeholder" in values or "disabled" in values:
            self.faults.append(f"placeholder or disabled on <{tag}>")
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.references += values.get(name, "").split()
        if tag == "a" and values.get("href", "").startswith("#") and len(values["href"]) > 1:
            self.references.append(values["href"][1:])
        self.classes |= set(values.get("class", "").split())
        self.headings += tag == "h1"
        if tag == "svg" and not ({"aria-hidden", "aria-label"} & values.keys()):
            self.unnamed.append(values.get("class", ""))
        if tag not in VOID | SVG_EMPTY:
            self.open.append(tag)
            self._language.append(values.get("lang") or self._language[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SVG_EMPTY | VOID:
            self.faults.append(f"<{tag}/> is not empty in HTML")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")
            return
        self._language.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The gallery in Japanese, parsed."""
    return {name: Page(html) for name, html in gallery.pages().items()}


NAMES = [
    *(file.name for file in sorted(gallery.PAGES.glob("*.html"))),
    *(f"error-{status}.html" for status in (403, 404, 409, 500)),
]


@pytest.mark.parametrize("name", NAMES)
def test_pages_keep_the_content_security_policy_and_html(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    assert page.faults == []
    assert page.open == []
    assert page.unnamed == []
    assert page.headings == 1


@pytest.mark.parametrize("name", NAMES)
def test_labels_hints_and_links_lead_somewhere(pages: dict[str, Page], name: str) -> None:
    page = pages[name]
    assert len(set(page.ids)) == len(page.ids), "ids are unique"
    assert set(page.references) - set(page.ids) == set()


def test_every_class_of_the_kit_has_a_rule(pages: dict[str, Page]) -> None:
    sheets = "".join(file.read_text(encoding="utf-8") for file in CSS.glob("*.css"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", sheets))
    styled = known | {name.split("__")[0] for name in known}
    used = set().union(*(page.classes for page in pages.values()))
    blocks = {name for name in used if "__" not in name and "--" not in name}
    assert blocks - styled == set()


def test_english_pages_have_no_japanese_of_the_kit() -> None:
    load_catalogues([gallery.CATALOGUE])
    sources = [*(TEMPLATES / "kit").glob("*.html"), *TEMPLATES.glob("*.html")]
    messages = set()
    for file in sources:
        messages |= set(re.findall(r'_\("([^"]+)"', file.read_text(encoding="utf-8")))
    assert len(messages) > 60
    with using_language("en"):
        html = gallery.pages()
    assert "Places to correct: 4" in html["form.html"]
    assert 'lang="en"' in html["form.html"]
    assert 'href="/en/challenges"' in html["parts.html"]
    for message in messages:
        plain = message.split("%(")[0]
        if len(plain) >= 4:
            assert f">{plain}" not in html["form.html"], message


def test_a_form_gives_back_what_was_typed(pages: dict[str, Page]) -> None:
    html = gallery.pages()["form.html"]
    assert 'value="約198万"' in html
    assert 'value="13"' in html
    assert "242／220字" in html
    assert "＊ 「約」や「万」を使わず" in html
    assert 'aria-describedby="price-error price-hint" aria-invalid="true"' in html
    assert "maxlength" not in html, "text is counted, never cut"
    assert 'href="#sold_since-year"' in html
    assert "<title>エラー：" in html


def test_text_is_escaped() -> None:
    template = gallery.environment().from_string(
        '{% import "kit/parts.html" as p with context %}{% import "kit/match.html" as m with context %}'
        '{{ p.prose(t) }}{{ p.list_row(t, "#") }}{{ m.marked([(t, true)]) }}{{ p.notice("info", t) }}'
    )
    html = template.render(**gallery.context(), t="<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;") == 4


def test_style_sheets_use_roles_and_load_nothing_from_elsewhere() -> None:
    for file in CSS.glob("*.css"):
        text = file.read_text(encoding="utf-8")
        assert "url(" not in text and "@import" not in text, file.name
        assert text.count("{") == text.count("}"), file.name


def test_the_gallery_writes_its_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["gallery", str(tmp_path)])
    gallery.main()
    assert (tmp_path / "parts.html").is_file()
    assert (tmp_path / "static" / "css" / "base.css").is_file()
