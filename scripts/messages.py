"""Keep the English catalogues complete.

Every text shown is written in Japanese in code and templates; its English stands in ``locale/en.po`` of
the area. Texts are shared: one that any catalogue has is not asked for again.

    python -m scripts.messages            add what is missing, with an empty English text
    python -m scripts.messages --check    list what is missing and exit 1
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PACKAGES = ("foundation", "matching", "pitch", "procurement", "portal")
# their folder has a catalogue too, for what lies outside their areas
SHARING_PACKAGES = frozenset({"foundation", "portal"})
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
}
# as the application's environment reads them (foundation/web/rendering.py)
TEMPLATE_OPTIONS = {"extensions": "jinja2.ext.do", "trimmed": "true", "silent": "false"}

MessageId = str | tuple[str, ...]


@dataclass(frozen=True)
class Use:
    """One place where a text is used."""

    message: MessageId
    file: Path
    line: int

    @property
    def key(self) -> str:
        """What the text is looked up by: of a pair, the singular."""
        return self.message if isinstance(self.message, str) else self.message[0]


def area_folder(file: Path) -> Path:
    """The folder whose catalogue a file's texts belong to.

    It is the area's; what foundation and portal have outside their areas belongs to the package.
    """
    for folder in file.parents:
        if (folder / "area.py").is_file() or folder.parent == SOURCE:
            break
    if folder.parent == SOURCE and folder.name not in SHARING_PACKAGES:
        folder = folder / file.relative_to(folder).parts[0]
    return folder


def uses_in(file: Path) -> Iterator[Use]:
    """All texts of one module or template.

    Args:
        file: ``.py``, ``.html`` or ``.txt``.
    """
    is_module = file.suffix == ".py"
    with file.open("rb") as stream:
        found = extract(
            "python" if is_module else "jinja2",
            stream,
            keywords=KEYWORDS,
            options={"encoding": "utf-8"} if is_module else TEMPLATE_OPTIONS,
        )
        for line, message, _comments, _context in found:
            message_id = tuple(message) if isinstance(message, tuple | list) else message
            if message_id and all(message_id):
                yield Use(message_id, file, line)


def files() -> Iterator[Path]:
    """Modules and templates of the application, in order of path."""
    for package in PACKAGES:
        for file in sorted((SOURCE / package).rglob("*")):
            if "piccolo_migrations" in file.parts or "static" in file.parts:
                continue
            if file.suffix == ".py" or (
                "templates" in file.parts and file.suffix in {".html", ".txt"}
            ):
                yield file


def all_uses() -> list[Use]:
    """Every use of every text."""
    return [use for file in files() for use in uses_in(file)]


@cache
def read_catalogue(path: Path) -> Catalog:
    """A catalogue, or an empty one where there is none."""
    if not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as stream:
        return read_po(stream, locale="en")


def catalogues() -> list[Path]:
    """All catalogues there are."""
    return sorted(SOURCE.glob("**/locale/en.po"))


def texts(translated_only: bool) -> set[str]:
    """Keys of the texts in the catalogues, with or without those whose English is empty."""
    found = set()
    for path in catalogues():
        for message in read_catalogue(path):
            if not message.id:
                continue
            strings = (
                message.string if isinstance(message.string, tuple | list) else [message.string]
            )
            if not translated_only or (all(strings) and not message.fuzzy):
                found.add(message.id if isinstance(message.id, str) else message.id[0])
    return found


def untranslated() -> list[Use]:
    """One use of each text that has no English, in order of path and line."""
    translated = texts(translated_only=True)
    first: dict[str, Use] = {}
    for use in all_uses():
        if use.key not in translated:
            first.setdefault(use.key, use)
    return list(first.values())


def add_missing() -> dict[Path, int]:
    """Add each text that no catalogue has to its area's, with empty English.

    Returns:
        How many were added to which catalogue.
    """
    known = texts(translated_only=False)
    added: dict[Path, int] = {}
    for use in all_uses():
        if use.key in known:
            continue
        known.add(use.key)
        path = area_folder(use.file) / "locale" / "en.po"
        read_catalogue(path).add(use.message)
        added[path] = added.get(path, 0) + 1
    for path in added:
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, read_catalogue(path), omit_header=True, width=0)
    return added


def main(arguments: list[str] | None = None) -> None:
    """Add missing texts, or with ``--check`` list those without English."""
    parser = argparse.ArgumentParser(description="Keep the English catalogues complete.")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when incomplete")
    options = parser.parse_args(arguments)
    if not options.check:
        for path, count in add_missing().items():
            print(f"{path.relative_to(ROOT)}: {count} added")
    lacking = untranslated()
    for use in lacking:
        print(f"{use.file.relative_to(ROOT)}:{use.line}: no English: {use.key}")
    if lacking and options.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
