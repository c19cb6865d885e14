"""The shape of the demo data: one struct per kind of record.

History (public facts about real organisations) has fixed dates and sources. Sample records (organisations
named 見本…) have dates counted from the day of loading, so that there is always an open call.

Conventions that hold in every file:

* ``id`` is a short key, unique within its kind; other records refer to it by that key.
* ``…_ja`` / ``…_en`` are the Japanese and the English of one text; ``None`` means that nothing is known.
* Money is in yen, tax included.
* ``sample_fields`` names the fields of a *real* organisation's record that are made up here (見本). Pages must
  say so in place. A record of a sample organisation is made up as a whole and leaves the list empty.
"""

from portal.demo.records.base import Evidence, Provenance, Record, Source, When
from portal.demo.records.matching import (
    Challenge,
    Freeze,
    KeptSearch,
    Shortlisted,
    Solution,
)
from portal.demo.records.people import Account, Bureau, Membership, Office, Startup
from portal.demo.records.pitch import (
    Ballot,
    Contest,
    Criterion,
    Descriptor,
    Entry,
    Evaluation,
    Indicator,
    Measurement,
    Pilot,
    Rubric,
)
from portal.demo.records.procurement import (
    Certification,
    Change,
    Opinion,
    Plan,
    Test,
    certification_end,
)

__all__ = [
    "Account",
    "Ballot",
    "Bureau",
    "Certification",
    "Challenge",
    "Change",
    "Contest",
    "Criterion",
    "DemoData",
    "Descriptor",
    "Entry",
    "Evaluation",
    "Evidence",
    "Freeze",
    "Indicator",
    "KeptSearch",
    "Measurement",
    "Membership",
    "Office",
    "Opinion",
    "Pilot",
    "Plan",
    "Provenance",
    "Record",
    "Rubric",
    "Shortlisted",
    "Solution",
    "Source",
    "Startup",
    "Test",
    "When",
    "certification_end",
]


class DemoData(Record, frozen=True, kw_only=True):
    """All demo records. A data file holds some of these lists; the lists of all files are put together."""

    bureaus: list[Bureau] = []
    offices: list[Office] = []
    startups: list[Startup] = []
    accounts: list[Account] = []
    challenges: list[Challenge] = []
    solutions: list[Solution] = []
    shortlists: list[Shortlisted] = []
    freezes: list[Freeze] = []
    saved_searches: list[KeptSearch] = []
    rubrics: list[Rubric] = []
    contests: list[Contest] = []
    pilots: list[Pilot] = []
    certifications: list[Certification] = []
