"""How records name their organisation: as it was called when they were published, and what it is now.

A published record keeps the name it was published under. Where that organisation is called
otherwise today, or has become part of another, the present name stands beside it (現在は…).
"""

from dataclasses import dataclass, fields
from typing import Any

from foundation.i18n import gettext as _
from foundation.i18n import pick

SHOWN = (
    "n.name AS organisation_name, n.name_en AS organisation_name_en, "
    "n.now AS organisation_now, n.now_en AS organisation_now_en"
)
"""Columns of `Named`, of a query with `named`."""


def named(record: str) -> str:
    """SQL that joins the organisation `o` of a publishable record and its names `n`.

    Args:
        record: alias of a table with `organisation`, `published_for` and `published_at`.
    """
    return (
        f"JOIN organisation o ON o.id = {record}.organisation CROSS JOIN LATERAL "
        f"organisation_shown({record}.organisation, {record}.published_for, {record}.published_at) n"
    )


@dataclass(frozen=True, kw_only=True)
class Called:
    """Something that says what its organisation is called today; the English is None where none is."""

    organisation_name: str
    organisation_name_en: str | None = None

    @property
    def organisation_shown(self) -> str:
        """The name in the reader's language."""
        return pick(self.organisation_name, self.organisation_name_en)


@dataclass(frozen=True, kw_only=True)
class Named(Called):
    """A publishable record that names its organisation.

    Attributes:
        organisation_name, organisation_name_en: as it was when the record was published; today's
            while it is not. The English is None where there is none.
        organisation_now, organisation_now_en: what it is called today, or the organisation that it
            has become part of; None while that is the same.
    """

    organisation_now: str | None = None
    organisation_now_en: str | None = None

    @property
    def organisation_shown(self) -> str:
        """The name in the reader's language, with the present one where that is another."""
        name = super().organisation_shown
        if self.organisation_now is None:
            return name
        now = pick(self.organisation_now, self.organisation_now_en)
        return _("%(name)s（現在は%(now)s）", name=name, now=now)


def names_of(row: dict[str, Any]) -> dict[str, Any]:
    """The fields of `Named` in a row of a query with `named`."""
    return {field.name: row[field.name] for field in fields(Named)}
