"""Values that are found again wherever they are shown, each in one field of one record."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from matching.startups.company.corporate_number import with_check_digit

Field = tuple[str, str]
"""Subject and field, as `docs/audience.md` names them."""

KEYS = frozenset({"site_type", "region", "category", "price_unit", "state"})
"""Fields with the key of a vocabulary: few values, which stand on many pages."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WORD = re.compile(r"zq\d{4}z", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![0-9a-f-])77\d{5}(?![0-9a-f-])|(?<!\d)88\d{11}(?!\d)")
_MONTH = re.compile(
    r"(?<!\d)(?P<iso>\d{4}-\d\d)|(?P<ja>\d{4}年\d{1,2})月|(?P<en>[A-Z][a-z]{2} \d{4})(?!\d)"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Marks:
    """The marks given out, by what is looked for on a page.

    Attributes:
        scopes: (part of an address, subject and field there) by mark: on such pages the mark tells
            something else than on others, as that a solution was entered in a contest.
    """

    fields: dict[str, Field] = field(default_factory=dict)
    scopes: dict[str, list[tuple[str, Field]]] = field(default_factory=dict)

    def text(self, subject: str, name: str) -> str:
        """A text."""
        return f"印{self._word(subject, name)}"

    def address(self, subject: str, name: str) -> str:
        """An address of mail."""
        return f"{self._word(subject, name)}@people.example"

    def number(self, subject: str, name: str) -> int:
        """An amount."""
        return int(self._remember(f"77{len(self.fields):05d}", (subject, name)))

    def month(self, subject: str, name: str, *, past: bool = False) -> date:
        """The first day of a month of the coming decades, or of those long past."""
        years, month = divmod(len(self.fields), 12)
        day = date((1900 if past else 2030) + years % 60, month + 1, 1)
        while f"{day:%Y-%m}" in self.fields:
            day = date(day.year + 1, day.month, 1)
        self._remember(f"{day:%Y-%m}", (subject, name))
        return day

    def corporate_number(self, subject: str, name: str) -> str:
        """A 法人番号."""
        base = f"8{len(self.fields):011d}"
        number = next(
            found
            for found in (with_check_digit(f"{int(base) + step:012d}") for step in range(10_000))
            if found.startswith("88")
        )
        return self._remember(number, (subject, name))

    def fill(
        self, subject: str, struct: type[msgspec.Struct], skip: Collection[str] = ()
    ) -> dict[str, Any]:
        """A mark for each field of a content that can carry one."""
        filled: dict[str, Any] = {}
        for one in msgspec.structs.fields(struct):
            kind = str(one.type)
            if one.name in skip or one.name in KEYS:
                continue
            if one.name == "website":
                filled[one.name] = f"https://{self._word(subject, one.name)}.example/"
            elif one.name == "contact_email":
                filled[one.name] = self.address(subject, one.name)
            elif one.type is str or kind == "str | None":
                filled[one.name] = self.text(subject, one.name)
            elif one.name.endswith(("_yen", "_count", "_size")):
                filled[one.name] = self.number(subject, one.name)
            elif kind == "float | None":
                filled[one.name] = float(self.number(subject, one.name))
            elif kind == "datetime.date | None":
                past = one.name.endswith(("_since", "founded_on"))
                filled[one.name] = self.month(subject, one.name, past=past)
        return filled

    def scope(self, mark: str | int, part: object, told: Field) -> None:
        """Let a mark tell another field on pages with this part in their address."""
        key = str(mark).removeprefix("印").lower()
        self.scopes.setdefault(key, []).append((str(part), told))

    def seen(self, path: str, content: str) -> Iterator[Field]:
        """The fields that a page shows, with what only its code says."""
        plain = _TAG.sub("", content)
        for key in {*_keys(content), *_keys(plain)}:
            if key in self.fields:
                there = [told for part, told in self.scopes.get(key, []) if part in path]
                yield from there or [self.fields[key]]

    def _word(self, subject: str, name: str) -> str:
        return self._remember(f"zq{len(self.fields):04d}z", (subject, name))

    def _remember(self, key: str, told: Field) -> str:
        assert told not in self.fields.values(), told
        self.fields[key] = told
        return key


def _keys(text: str) -> Iterator[str]:
    yield from (found.lower() for found in _WORD.findall(text))
    yield from _NUMBER.findall(text.replace(",", "").replace("−", "-"))
    for found in _MONTH.finditer(text):
        if found["iso"]:
            yield found["iso"]
        elif found["ja"]:
            year, month = found["ja"].split("年")
            yield f"{year}-{int(month):02d}"
        elif found["en"][:3] in _MONTHS:
            yield f"{found['en'][4:]}-{_MONTHS.index(found['en'][:3]) + 1:02d}"
