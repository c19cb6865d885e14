"""What must be true of the demo records together: keys unique, references resolved, texts within limits, rules kept."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec
from stdnum.jp import cn

from portal.demo.records import (
    Certification,
    Challenge,
    Contest,
    DemoData,
    Pilot,
    Record,
    Solution,
    Startup,
)
from search_index import definitions

TITLE_LIMIT = 60
TITLE_LIMIT_ENGLISH = 160
EVIDENCE_LIMIT = 220
TEXT_LIMIT = 400
TEXT_LIMIT_ENGLISH = 1000
MINIMUM_OPINIONS = 2
READINESS_LEVELS = range(1, 10)
SCALE = range(1, 6)
ANY_DAY = date(2026, 11, 24)
"""A load day on which relative and fixed dates are compared; offsets keep their order on any other day."""


VOCABULARY = {
    "categories": frozenset(term.key for term in definitions.categories()),
    "conditions": frozenset(term.key for term in definitions.conditions()),
    "site_types": frozenset(term.key for term in definitions.site_types()),
    "regions": frozenset(term.key for term in definitions.regions()),
}


def problems(data: DemoData) -> list[str]:
    """Everything that is wrong with the data, as sentences; empty when all is well."""
    return list(_all(data))


def _all(data: DemoData) -> Iterator[str]:
    yield from _keys_are_unique(data)
    yield from _texts_fit(data)
    for startup in data.startups:
        yield from _startup(startup)
    for challenge in data.challenges:
        yield from _challenge(challenge)
    for solution in data.solutions:
        yield from _solution(solution)
    yield from _references(data)
    for contest in data.contests:
        yield from _contest(contest, data)
    for pilot in data.pilots:
        yield from _pilot(pilot, data)
    for certification in data.certifications:
        yield from _certification(certification, data)


def _keys_are_unique(data: DemoData) -> Iterator[str]:
    for field in msgspec.structs.fields(DemoData):
        rows = getattr(data, field.name)
        keys = Counter(str(row.id) for row in rows if hasattr(row, "id"))
        yield from (f"{field.name}: {key} stands twice" for key, n in keys.items() if n > 1)
    organisations = Counter(
        [
            *(row.id for row in data.bureaus),
            *(row.id for row in data.offices),
            *(row.id for row in data.startups),
        ]
    )
    yield from (f"organisation {key} stands twice" for key, n in organisations.items() if n > 1)
    for what, values in (
        ("corporate number", [row.corporate_number for row in data.startups]),
        ("e-mail", [row.email for row in data.accounts]),
        ("entry", [entry.id for contest in data.contests for entry in contest.entries]),
        ("decision number", [row.decision_number(ANY_DAY) for row in data.certifications]),
    ):
        yield from (f"{what} {value} stands twice" for value, n in Counter(values).items() if n > 1)


def _texts_fit(data: DemoData) -> Iterator[str]:
    for field in msgspec.structs.fields(DemoData):
        for row in getattr(data, field.name):
            yield from _record_texts_fit(row, f"{field.name} {getattr(row, 'id', '')}")


def _record_texts_fit(row: msgspec.Struct, place: str) -> Iterator[str]:
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, Record):
            yield from _record_texts_fit(value, f"{place} {name}")
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, Record):
                    yield from _record_texts_fit(part, f"{place} {name}")
        elif isinstance(value, str):
            if value.strip() != value or not value:
                yield f"{place}: {name} is empty or has blanks at an end"
            if len(value) > _limit(name):
                yield f"{place}: {name} has {len(value)} characters, {_limit(name)} are allowed"
        if name.endswith("_ja"):
            english = getattr(row, f"{name[:-3]}_en", value)
            if (value is None) != (english is None):
                yield f"{place}: {name} stands in one language only"


def _limit(name: str) -> int:
    if name.startswith(("title", "theme", "name")):
        return TITLE_LIMIT_ENGLISH if name.endswith("_en") else TITLE_LIMIT
    if name == "evidence_ja":
        return EVIDENCE_LIMIT
    return TEXT_LIMIT_ENGLISH if name.endswith("_en") else TEXT_LIMIT


def _fields_exist(
    row: Startup | Challenge | Solution | Contest | Pilot | Certification,
) -> Iterator[str]:
    known = set(row.__struct_fields__)
    for name in row.sample_fields:
        if name.split(".")[0] not in known:
            yield f"{row.id}: sample field {name} does not exist"


def _words(place: str, kind: str, keys: list[str]) -> Iterator[str]:
    yield from (f"{place}: {key} is not in {kind}" for key in keys if key not in VOCABULARY[kind])


def _told(place: str, row: Challenge | Solution | Startup, *needed: str) -> Iterator[str]:
    yield from (f"{place} needs {name}" for name in needed if not getattr(row, name))


def _startup(row: Startup) -> Iterator[str]:
    yield from _fields_exist(row)
    yield from _told(f"startup {row.id}", row, "address_ja")
    if not cn.is_valid(row.corporate_number):
        yield f"startup {row.id}: the check digit of {row.corporate_number} is wrong"
    if not row.corporate_number[1:].startswith("9999"):
        yield f"startup {row.id}: {row.corporate_number} could be a real corporate number"
    if row.sample != ("見本" in row.name_ja):
        yield f"startup {row.id}: a sample is called 見本, a real firm is not"
    if not row.sample and "corporate_number" not in row.sample_fields:
        yield f"startup {row.id}: the made-up corporate number of a real firm is not marked"


def _challenge(row: Challenge) -> Iterator[str]:
    place = f"challenge {row.id}"
    yield from _fields_exist(row)
    yield from _words(place, "categories", [row.category] if row.category else [])
    yield from _words(place, "conditions", row.conditions)
    yield from _words(place, "site_types", [row.site_type] if row.site_type else [])
    yield from _words(place, "regions", [row.region] if row.region else [])
    if row.readiness_minimum not in (None, *READINESS_LEVELS):
        yield f"{place}: readiness {row.readiness_minimum} is not 1 to 9"
    needed = {
        "draft": (),
        "submitted": ("submitted",),
        "returned": ("submitted", "returned", "returned_reason_ja"),
        "published": ("submitted", "published", "deadline"),
        "closed": ("published", "closed"),
    }[row.state]
    yield from _told(f"{place}: {row.state}", row, "problem_ja", "category", *needed)
    days = [getattr(row, name) for name in ("submitted", "published", "closed")]
    order = [day.on(ANY_DAY) for day in days if day is not None]
    if order != sorted(order):
        yield f"{place}: submitted, published and closed are not in order"


def _solution(row: Solution) -> Iterator[str]:
    place = f"solution {row.id}"
    yield from _fields_exist(row)
    yield from _told(place, row, "problem_ja", "how_ja")
    yield from _words(place, "categories", row.categories)
    yield from _words(place, "conditions", list(row.conditions))
    yield from _words(place, "site_types", row.site_types)
    yield from _words(place, "regions", row.regions)
    if not row.categories:
        yield f"{place}: no category"
    if row.readiness is not None and row.readiness not in READINESS_LEVELS:
        yield f"{place}: readiness {row.readiness} is not 1 to 9"
    if (row.price_yen is None) != (row.price_unit is None):
        yield f"{place}: a price needs its unit"
    if (row.state == "draft") != (row.published is None):
        yield f"{place}: {row.state}, but published is {row.published}"


def _references(data: DemoData) -> Iterator[str]:
    bureaus = {row.id for row in data.bureaus}
    startups = {row.id for row in data.startups}
    organisations = bureaus | startups | {row.id for row in data.offices}
    challenges = {row.id for row in data.challenges}
    solutions = {row.id for row in data.solutions}
    accounts = {row.id for row in data.accounts}
    uses: list[tuple[str, str, set[str]]] = [
        *(("challenge " + row.id, row.bureau, bureaus) for row in data.challenges),
        *(("solution " + row.id, row.startup, startups) for row in data.solutions),
        *(("shortlist", row.challenge, challenges) for row in data.shortlists),
        *(("shortlist", row.solution, solutions) for row in data.shortlists),
        *(("shortlist", row.by, accounts) for row in data.shortlists),
        *(
            ("freeze", row.challenge, {item.challenge for item in data.shortlists})
            for row in data.freezes
        ),
        *(("freeze", row.by, accounts) for row in data.freezes),
        *(("saved search " + row.name, row.account, accounts) for row in data.saved_searches),
        *(("contest " + row.id, row.challenge, challenges) for row in data.contests),
        *(("contest " + row.id, row.rubric, {r.id for r in data.rubrics}) for row in data.contests),
        *(("contest " + row.id, judge, accounts) for row in data.contests for judge in row.judges),
        *(("entry " + e.id, e.solution, solutions) for row in data.contests for e in row.entries),
        *(("pilot " + row.id, row.bureau, bureaus) for row in data.pilots),
        *(("pilot " + row.id, row.challenge, challenges) for row in data.pilots),
        *(("pilot " + row.id, row.solution, solutions) for row in data.pilots),
        *(("certification " + row.id, row.bureau, bureaus) for row in data.certifications),
        *(("certification " + row.id, row.solution, solutions) for row in data.certifications),
        *(
            ("account " + row.id, m.organisation, organisations)
            for row in data.accounts
            for m in row.memberships
            if m.organisation is not None
        ),
    ]
    yield from (f"{place}: {key} does not exist" for place, key, known in uses if key not in known)
    for row in data.accounts:
        if not row.email.endswith(".example"):
            yield f"account {row.id}: {row.email} is not in the reserved domain"
        for membership in row.memberships:
            if (membership.organisation is None) != (membership.role in ("judge", "operator")):
                yield f"account {row.id}: {membership.role} and its organisation do not fit"


def _contest(row: Contest, data: DemoData) -> Iterator[str]:
    place = f"contest {row.id}"
    yield from _fields_exist(row)
    rubric = next((r for r in data.rubrics if r.id == row.rubric), None)
    criteria = {c.id for c in rubric.criteria} if rubric else set()
    for r in [rubric] if rubric else []:
        if sum(c.weight for c in r.criteria) != 100:
            yield f"rubric {r.id}: the weights do not add up to 100"
        if any(len(c.scale) != len(SCALE) for c in r.criteria):
            yield f"rubric {r.id}: a scale does not have five steps"
    entries = {entry.id: entry for entry in row.entries}
    cells = Counter((ballot.judge, ballot.entry) for ballot in row.ballots)
    yield from (f"{place}: {cell} has two ballots" for cell, n in cells.items() if n > 1)
    for ballot in row.ballots:
        cell = f"{place}: ballot of {ballot.judge} on {ballot.entry}"
        if ballot.judge not in row.judges or ballot.entry not in entries:
            yield f"{cell}: judge or entry is not in the contest"
        if ballot.state == "submitted" and set(ballot.scores) != criteria:
            yield f"{cell}: submitted without all scores"
        if ballot.state == "submitted" and set(ballot.comments) != criteria:
            yield f"{cell}: submitted without all comments"
        if not (set(ballot.scores) | set(ballot.comments)) <= criteria:
            yield f"{cell}: unknown criterion"
        if any(score not in SCALE for score in ballot.scores.values()):
            yield f"{cell}: a score is not 1 to 5"
        if (ballot.state == "recused") != (ballot.recusal_reason is not None):
            yield f"{cell}: a recusal needs a reason, and nothing else has one"
    if (row.state == "published") != (row.published is not None and row.decided is not None):
        yield f"{place}: {row.state}, but decided or published does not fit"
    if row.state == "published" and not any(entry.place == 1 for entry in row.entries):
        yield f"{place}: published without a winner"


def _pilot(row: Pilot, data: DemoData) -> Iterator[str]:
    place = f"pilot {row.id}"
    yield from _fields_exist(row)
    entries = {entry.id: entry for contest in data.contests for entry in contest.entries}
    if row.source_kind == "contest_entry" and (
        row.source not in entries or entries[row.source].solution != row.solution
    ):
        yield f"{place}: {row.source} is not an entry of its solution"
    kept = {(item.challenge, item.solution) for item in data.shortlists}
    if row.source_kind == "shortlist" and (row.source, row.solution) not in kept:
        yield f"{place}: its solution is not on the shortlist of {row.source}"
    if row.starts.on(ANY_DAY) > row.ends.on(ANY_DAY):
        yield f"{place}: ends before it starts"
    if (row.state == "evaluated") != (row.evaluation is not None):
        yield f"{place}: {row.state}, but its evaluation does not fit"
    if not row.indicators:
        yield f"{place}: measures nothing"


def _certification(row: Certification, data: DemoData) -> Iterator[str]:
    place = f"certification {row.id}"
    yield from _fields_exist(row)
    pilots = {pilot.id: pilot for pilot in data.pilots}
    if row.pilot is not None and (
        row.pilot not in pilots or pilots[row.pilot].solution != row.solution
    ):
        yield f"{place}: {row.pilot} is not a pilot of its solution"
    if [test.kind for test in row.tests] != ["novelty", "benefit", "feasibility"]:
        yield f"{place}: the three tests are not there in order"
    if not all(test.passed for test in row.tests):
        yield f"{place}: certified with a test that was not passed"
    if len(row.opinions) < MINIMUM_OPINIONS:
        yield f"{place}: fewer than {MINIMUM_OPINIONS} opinions"
    if any(opinion.heard.on(ANY_DAY) > row.decided.on(ANY_DAY) for opinion in row.opinions):
        yield f"{place}: decided before an expert was heard"
    if row.published.on(ANY_DAY) < row.decided.on(ANY_DAY):
        yield f"{place}: published before it was decided"
    if (row.state == "suspended") != (row.suspended is not None):
        yield f"{place}: {row.state}, but suspended is {row.suspended}"
    if (row.state == "revoked") != (row.revoked is not None):
        yield f"{place}: {row.state}, but revoked is {row.revoked}"
