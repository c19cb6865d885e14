"""Each house rule catches its breach and lets the right way pass."""

from pathlib import Path

import pytest

from scripts.house_lint import LONGEST_FILE, MOST_MODULES, check, main, oversized

COLUMNS = "from piccolo.columns import ForeignKey, Integer, Serial\n"

BREACHES = [
    ("pages.py", "from matching.challenges.tables import Challenge\n", "thin"),
    ("pages.py", "from matching.challenges import tables\n", "thin"),
    ("api.py", "import matching.challenges.tables\n", "thin"),
    ("api.py", "from .tables import Challenge\n", "thin"),
    ("pages/acts.py", "from matching.challenges.tables import Challenge\n", "thin"),
    ("forms.py", "from __future__ import annotations\nimport wtforms\n", "annotations"),
    (
        "api.py",
        "from typing import TYPE_CHECKING\nimport msgspec\nif TYPE_CHECKING:\n    import x\n",
        "annotations",
    ),
    (
        "tables.py",
        COLUMNS + "class A:\n    b = ForeignKey(B, null=False, default=None)\n",
        "columns",
    ),
    (
        "tables.py",
        COLUMNS + "class A:\n    b = ForeignKey(B, on_delete=r, default=None)\n",
        "columns",
    ),
    ("tables.py", COLUMNS + "class A:\n    b = Integer(null=True)\n", "columns"),
    (
        "queries.py",
        "import asyncio\nasync def f():\n    await asyncio.gather(a(), b())\n",
        "gather",
    ),
    ("commands.py", "from .tables import A\nasync def f(a):\n    await a.save()\n", "save"),
    ("src/pitch/judging/assignment.py", "async def f():\n    await gather(a(), b())\n", "gather"),
    ("src/pitch/judging/commands.py", "def f(reason):\n    return reason.strip()\n", "texts"),
    ("commands/credentials.py", "def f(name):\n    return name.strip()\n", "texts"),
    ("src/pitch/pilots/queries.py", 'Q = "SELECT 1 FROM challenge h"\n', "tables"),
    (
        "src/pitch/pilots/sources.py",
        'Q = f"SELECT {x} FROM pilot p JOIN entry e ON true"\n',
        "tables",
    ),
    ("src/pitch/pilots/a/b.py", 'Q = "SELECT 1 FROM pilot p, contest c"\n', "tables"),
    ("src/portal/home.py", 'Q = "SELECT 1 FROM solution"\n', "tables"),
    ("src/matching/alerts/commands.py", 'Q = "UPDATE account SET name = $1"\n', "tables"),
    ("src/matching/alerts/commands.py", 'Q = "DELETE FROM membership"\n', "tables"),
    ("src/pitch/pilots/commands.py", "from pitch.contests.tables import Entry\n", "tables"),
]

PASSES = [
    ("pages.py", "from matching.challenges.queries import challenge_for\n"),
    ("commands.py", "from matching.challenges.tables import Challenge\n"),
    ("fusion.py", "from __future__ import annotations\n"),
    (
        "tables.py",
        COLUMNS + "class A:\n    id = Serial()\n    n = Integer(null=False, default=None)\n"
        "    b = ForeignKey(B, on_delete=OnDelete.restrict, null=False, default=None)\n",
    ),
    ("commands.py", "from .tables import A\nasync def f(a):\n    await a.save(columns=[A.b])\n"),
    (
        "src/foundation/jobs/worker.py",
        "import asyncio\nasync def f():\n    await asyncio.gather(a(), b())\n",
    ),
    ("commands.py", "def f(text):\n    return text.strip('-')\n"),
    ("src/matching/challenges/queries.py", 'Q = "SELECT 1 FROM challenge h"\n'),
    ("src/pitch/pilots/queries.py", 'Q = "SELECT 1 FROM pilot p JOIN account a ON true"\n'),
    ("src/pitch/pilots/queries.py", '"""What is made FROM challenge and entry."""\n'),
    ("src/pitch/pilots/queries.py", "Q = f\"SELECT 1 FROM pilot p {entry_of('p')}\"\n"),
    ("src/pitch/pilots/tables.py", "from pitch.contests.tables import Entry\n"),
    ("src/pitch/pilots/commands/plan.py", "from pitch.pilots.tables import Pilot\n"),
    ("queries.py", "def f(text):\n    return text.strip()\n"),
    ("document.py", "def draw(canvas):\n    canvas.save()\n"),
]


@pytest.mark.parametrize(("name", "source", "rule"), BREACHES)
def test_a_breach_is_found(name: str, source: str, rule: str) -> None:
    assert {breach.rule for breach in check(Path(name), source)} == {rule}


@pytest.mark.parametrize(("name", "source"), PASSES)
def test_the_right_way_passes(name: str, source: str) -> None:
    assert check(Path(name), source) == []


def test_files_and_folders_stay_small(tmp_path: Path) -> None:
    (tmp_path / "fitting.py").write_text("x = 1\n" * LONGEST_FILE, encoding="utf-8")
    for number in range(MOST_MODULES - 1):
        (tmp_path / f"m{number}.py").touch()
    (tmp_path / "__init__.py").touch()
    assert list(oversized([tmp_path])) == []
    (tmp_path / "fitting.py").write_text("x = 1\n" * (LONGEST_FILE + 1), encoding="utf-8")
    (tmp_path / "more.py").touch()
    assert [breach.rule for _, breach in oversized([tmp_path])] == ["length", "folder"]


def test_command_names_place_and_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pages.py").write_text("from a.tables import B\n", encoding="utf-8")
    migrations = tmp_path / "piccolo_migrations"
    migrations.mkdir()
    (migrations / "api.py").write_text("from a.tables import B\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path)])
    assert stopped.value.code == 1
    assert (
        capsys.readouterr()
        .out.strip()
        .endswith("pages.py:1: thin: pages.py must not import tables")
    )


def test_the_application_keeps_the_rules() -> None:
    main([])
