"""The demo data as a whole: read from the files in ``data/`` and checked.

``records`` tells what each record holds, ``checks`` what must be true of them together.
"""

from functools import cache
from importlib.resources import files

import msgspec

from portal.demo.checks import problems
from portal.demo.records import DemoData

DEMO_PASSWORD = "mihon-demo-2026"
"""The password of every demo account. Published on purpose: demo mode only."""


class DemoDataError(Exception):
    """The data files contradict the model or each other; carries every problem found."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.found = found


@cache
def load_demo_data() -> DemoData:
    """Read and check all data files.

    Raises:
        DemoDataError: a file does not fit the model, or the records contradict each other.
    """
    parts: list[DemoData] = []
    folder = files("portal.demo").joinpath("data")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            try:
                parts.append(msgspec.toml.decode(file.read_text("utf-8"), type=DemoData))
            except msgspec.DecodeError as error:
                raise DemoDataError([f"{file.name}: {error}"]) from error
    kinds = [field.name for field in msgspec.structs.fields(DemoData)]
    data = DemoData(
        **{kind: [row for part in parts for row in getattr(part, kind)] for kind in kinds}
    )
    if found := problems(data):
        raise DemoDataError(found)
    return data
