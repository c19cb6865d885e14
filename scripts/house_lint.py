"""Rules of this house that no general linter knows, checked on the syntax tree.

    python -m scripts.house_lint [file or folder …]

Prints ``path:line: rule: message`` for each breach and exits 1 when there is one.
"""

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "search_index")
DOMAIN_PACKAGES = frozenset({"matching", "pitch", "procurement"})
# the rooms of an area in which a transaction may be open; a room is a module or a folder of them
ROOMS = frozenset({"commands", "effects", "queries", "policy", "pages", "api"})
# where texts are made what is stored
WRITING_ROOMS = frozenset({"commands", "effects", "content", "forms", "rubric"})
THIN_MODULES = frozenset({"pages.py", "api.py"})
THIN_FOLDERS = frozenset({"pages", "api"})
# these libraries read annotations when the program runs; text in their place breaks them
READS_ANNOTATIONS = ("litestar", "msgspec", "wtforms", "foundation.web")
# the database numbers these itself
NUMBERED_COLUMNS = frozenset({"Serial", "BigSerial"})
# who acts, and for whom: records of every area carry their names, which may be read by a join
NAMING_TABLES = frozenset({"account", "organisation", "membership"})
_TABLES_OF_STATEMENT = re.compile(
    r"\b(DELETE FROM|FROM|JOIN|INTO|UPDATE|USING)\s+(?:ONLY\s+)?"
    r"([a-z_]+(?:\s+(?:AS\s+)?[a-z]\w*)?(?:\s*,\s*[a-z_]+(?:\s+(?:AS\s+)?[a-z]\w*)?)*)"
)
# what can be held in the head; of modules in a folder, what a list shows at a glance
LONGEST_FILE = 350
MOST_MODULES = 18
SIZED_FOLDERS = (*FOLDERS, "tests", "scripts", "benchmarks")


@dataclass(frozen=True)
class Breach:
    """One line that breaks a rule."""

    line: int
    rule: str
    message: str


def imported_modules(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and dotted name of everything imported; ``from a import b`` gives ``a`` and ``a.b``."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found.append((node.lineno, module))
            found += [(node.lineno, f"{module}.{alias.name}") for alias in node.names]
    return found


def imports_any(tree: ast.Module, names: tuple[str, ...]) -> bool:
    """Whether one of these modules, or something in it, is imported."""
    return any(
        module == name or module.startswith(f"{name}.")
        for _, module in imported_modules(tree)
        for name in names
    )


def imports_tables(tree: ast.Module) -> list[int]:
    """Lines that import a ``tables`` module or something from one."""
    return sorted(
        {line for line, module in imported_modules(tree) if "tables" in module.split(".")}
    )


def thin_pages(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """Pages and API call commands and queries; they do not see the tables."""
    if path.name not in THIN_MODULES and not THIN_FOLDERS & set(path.parts):
        return
    for line in imports_tables(tree):
        yield Breach(line, "thin", f"{path.name} must not import tables")


def live_annotations(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """Where annotations are read when the program runs, they are real and so are their names."""
    if not imports_any(tree, READS_ANNOTATIONS):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            if any(alias.name == "annotations" for alias in node.names):
                yield Breach(node.lineno, "annotations", "no `from __future__ import annotations`")
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield Breach(node.lineno, "annotations", "no imports under TYPE_CHECKING")


def piccolo_columns(tree: ast.Module) -> set[str]:
    """Names under which this module knows Piccolo's column types."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("piccolo.columns"):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def explicit_columns(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """Piccolo's defaults surprise (a foreign key cascades): each column states its own."""
    known = piccolo_columns(tree)
    for owner in ast.walk(tree):
        if not isinstance(owner, ast.ClassDef):
            continue
        for statement in owner.body:
            value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
            if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
                continue
            kind = value.func.id
            if kind not in known or kind in NUMBERED_COLUMNS:
                continue
            wanted = {"null", "default"} | ({"on_delete"} if kind == "ForeignKey" else set())
            absent = sorted(wanted - {keyword.arg for keyword in value.keywords})
            if absent:
                stated = ", ".join(f"{name}=" for name in absent)
                yield Breach(value.lineno, "columns", f"{kind} must state {stated}")


def no_gather(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """A transaction has one connection; two queries at once on it fail.

    Servers and workers outside any transaction (foundation, portal) may run things side by side.
    """
    if not ({*path.parts, path.stem} & (DOMAIN_PACKAGES | ROOMS)):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"asyncio.gather", "gather"}:
            yield Breach(
                node.lineno, "gather", "no asyncio.gather: a transaction is one connection"
            )


def no_bare_save(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """``save()`` writes every column and so undoes what others wrote meanwhile."""
    if not imports_tables(tree) and not imports_any(tree, ("piccolo",)):
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "save"
            and "columns" not in {keyword.arg for keyword in node.keywords}
        ):
            yield Breach(node.lineno, "save", "save() only with columns=; better a guarded update")


def cleaned_texts(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """What people write is stored by `foundation.text`: `strip()` leaves what nobody can see."""
    if not ({*path.parts, path.stem} & WRITING_ROOMS):
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "strip"
            and not node.args
        ):
            yield Breach(node.lineno, "texts", "clean or one_line of foundation.text, not strip()")


def area_of(path: Path) -> str:
    """The area of a module below `src`: `pitch/pilots`, or `portal` for what lies in no folder of it."""
    inside = path.parts[path.parts.index("src") + 1 : -1] if "src" in path.parts else ()
    return "/".join(inside[:2])


@cache
def tables_by_area() -> dict[str, str]:
    """The area of every table."""
    found = {}
    for path in modules([ROOT / "src"]):
        text = path.read_text(encoding="utf-8")
        if "tablename=" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.keyword) and node.arg == "tablename":
                    found[ast.literal_eval(node.value)] = area_of(path)
    return found


def tables_named(statement: str) -> Iterator[tuple[int, str, bool]]:
    """Line within the text, name, and whether it is only read, of each table in a piece of SQL."""
    for match in _TABLES_OF_STATEMENT.finditer(statement):
        reads = match[1] in {"FROM", "JOIN", "USING"}
        for table in match[2].split(","):
            yield statement.count("\n", 0, match.start()), table.split()[0], reads


def own_tables(path: Path, tree: ast.Module) -> Iterator[Breach]:
    """An area's tables are named in that area alone: in SQL, and by importing them.

    Others ask its queries, call its effects, read the facts it records, or, where a list would need
    one query more for each page, join by the SQL that the area publishes in its `joins` module, whose
    columns then move in one place. The names of people and organisations (`foundation.identity`) may be
    joined directly, never written. Foreign keys between `tables` modules are no breach.
    """
    area = area_of(path)
    if not area:
        return
    known = tables_by_area()
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        if id(node) in documentation:
            continue
        for line, table, reads in tables_named(node.value):
            owner = known.get(table, area)
            if owner != area and not (reads and table in NAMING_TABLES):
                yield Breach(node.lineno + line, "tables", f"{table} is a table of {owner}")
    if path.name in {"tables.py", "piccolo_app.py"}:
        return
    for line, module in imported_modules(tree):
        parts = module.split(".")
        ours = parts[0] in DOMAIN_PACKAGES | {"foundation"}
        if ours and "tables" in parts[2:] and "/".join(parts[:2]) != area:
            yield Breach(line, "tables", f"{module} is of another area")


RULES = (
    own_tables,
    thin_pages,
    live_annotations,
    explicit_columns,
    no_gather,
    no_bare_save,
    cleaned_texts,
)


def check(path: Path, source: str) -> list[Breach]:
    """All breaches in one module, in order of line.

    Args:
        path: its place; the name decides which rules hold.
        source: its text.

    Raises:
        SyntaxError: the text is not Python.
    """
    tree = ast.parse(source, filename=str(path))
    breaches = [breach for rule in RULES for breach in rule(path, tree)]
    return sorted(breaches, key=lambda breach: (breach.line, breach.rule))


def oversized(places: list[Path]) -> Iterator[tuple[Path, Breach]]:
    """Files that are too long and folders that hold too much, migrations too."""
    for place in places:
        files = sorted(place.rglob("*.py"))
        for path in files:
            length = path.read_text(encoding="utf-8").count("\n")
            if length > LONGEST_FILE:
                yield path, Breach(LONGEST_FILE, "length", f"{length} lines; split the file")
        named = [path for path in files if path.name != "__init__.py"]
        for folder, count in Counter(path.parent for path in named).items():
            if count > MOST_MODULES:
                yield folder, Breach(1, "folder", f"{count} modules; make rooms of them")


def modules(places: list[Path]) -> Iterator[Path]:
    """Python files in these places, without migrations."""
    for place in places:
        found = [place] if place.is_file() else sorted(place.rglob("*.py"))
        yield from (path for path in found if "piccolo_migrations" not in path.parts)


def main(arguments: list[str] | None = None) -> None:
    """Check the given places, or the whole application."""
    parser = argparse.ArgumentParser(description="Check the rules of this house.")
    parser.add_argument("places", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    found = [
        (path, breach)
        for path in modules(options.places or [ROOT / folder for folder in FOLDERS])
        for breach in check(_shown(path), path.read_text(encoding="utf-8"))
    ]
    found += oversized(options.places or [ROOT / folder for folder in SIZED_FOLDERS])
    for path, breach in found:
        print(f"{_shown(path)}:{breach.line}: {breach.rule}: {breach.message}")
    if found:
        sys.exit(1)


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    main()
