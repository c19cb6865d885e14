"""What the law asks for, by the day of the decision; kept with each decision as it was."""

from dataclasses import dataclass
from datetime import date

EXPERTS_BY_LAW = 2
"""Experts (学識経験者) to be heard before a decision, for records of the past; an installation's own
minimum is a setting."""


@dataclass(frozen=True)
class LegalBasis:
    """The articles a certification rests on, as cited from a day on.

    Attributes:
        since: first day of this wording.
        ja, en: the citation.
    """

    since: date
    ja: str
    en: str


# The numbers of the rule's articles moved with its revisions; a new wording is a new line here.
LEGAL_BASES = (
    LegalBasis(
        date(2004, 11, 10),
        "地方自治法施行令第167条の2第1項第4号、地方自治法施行規則第12条の3",
        "Order for Enforcement of the Local Autonomy Act, Article 167-2, paragraph 1, item 4; "
        "Ordinance for Enforcement of that Act, Article 12-3",
    ),
)


def legal_basis(day: date) -> LegalBasis:
    """The citation for a decision of that day.

    Raises:
        ValueError: the day lies before the law.
    """
    for basis in reversed(LEGAL_BASES):
        if basis.since <= day:
            return basis
    raise ValueError(f"no law to certify by is known for {day.isoformat()}")
