"""Tables in templates stay tables for screen readers where phones show their rows as cards."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "src"


def test_every_row_says_that_it_is_one() -> None:
    templates = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html")}
    bare = {path.name for path, text in templates.items() if re.search(r"<tr(?![^>]*role=)", text)}
    assert len(templates) > 50
    assert bare == set()
